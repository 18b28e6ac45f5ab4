package org.zhengshu.tests.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Rest;

/** The commands of docs/uploads.md, as they stand there, against a running node. */
@Tag("MNT-10")
class UploadsDocIT {
    private static final Pattern SCRIPT = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final byte[] FILE = Tus.file(150_000);

    private final Node node = Node.shared();

    @TempDir private Path folder;

    @Test
    void theDocumentsCommandsUploadAndLoadAFile() throws Exception {
        String login = "{\"login\":\"health\",\"password\":\"" + node.password("health") + "\"}";
        String token =
                Rest.nobody(node).post("/api/v1/sessions", login).json().get("token").asText();
        Files.copy(node.data().resolve("root.pem"), folder.resolve("root.pem"));
        Files.write(folder.resolve("data.csv"), FILE);
        String item = Tus.entry(node, Rest.person(node, "health"));
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", "set -e\n" + script("docs/uploads.md"))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("said.log").toFile());
        builder.environment().putAll(Map.of("NODE", node.https(), "TOKEN", token, "ITEM", item));
        int exit = builder.start().waitFor();
        assertThat(exit).as(Files.readString(folder.resolve("said.log"))).isZero();
        JsonNode mount = new ObjectMapper().readTree(folder.resolve("mount.json").toFile());
        assertThat(mount.path("sha256").asText()).as(mount.toString()).isEqualTo(Tus.sha256(FILE));
        assertThat(mount.path("rows").asInt()).isEqualTo(150_000);
    }

    @Test
    void theChineseDocumentHasTheSameCommands() throws IOException {
        assertThat(script("docs/uploads.zh-CN.md")).isEqualTo(script("docs/uploads.md"));
    }

    private static String script(String document) throws IOException {
        String text = Files.readString(Node.project().resolve(document));
        List<MatchResult> scripts = SCRIPT.matcher(text).results().toList();
        assertThat(scripts).as(document).hasSize(1);
        return scripts.get(0).group(1);
    }
}
