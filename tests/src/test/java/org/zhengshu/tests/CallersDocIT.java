package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;

/** The examples of docs/callers.md work as they stand there, and are the same in both languages. */
class CallersDocIT {
    private static final Pattern BLOCK =
            Pattern.compile("```(sh|python)\n(.*?)```", Pattern.DOTALL);

    private record Example(String language, String text) {}

    private static List<Example> examples(String file) {
        List<Example> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(Sources.read(Node.project().resolve("docs").resolve(file)));
        while (block.find()) {
            found.add(new Example(block.group(1), block.group(2)));
        }
        return found;
    }

    @Test
    void bothLanguagesHaveTheSameExamples() {
        assertThat(examples("callers.md")).hasSize(5).isEqualTo(examples("callers.zh-CN.md"));
    }

    @Test
    void eachExampleGetsItsRows() throws Exception {
        Node node = Node.shared();
        Caller caller = new Caller(node);
        Caller.Key key = caller.key("RS256", "'CLIENT_ASSERTION','HTTP_SIGNATURE'");
        Path folder = Files.createTempDirectory("callers");
        Path pem = folder.resolve("key.pem");
        Files.writeString(
                pem,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(key.pair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        Path clients = node.data().resolve("pki/clients");
        Map<String, String> variables =
                Map.of(
                        "NODE", node.https(),
                        "CA", node.data().resolve("root.pem").toString(),
                        "SYSTEM", caller.name,
                        "QUERY", BadInputCheck.query(node, 1),
                        "CERTIFICATE", clients.resolve("rest-permit.pem").toString(),
                        "CERTIFICATE_KEY", clients.resolve("rest-permit.key").toString(),
                        "KEY", pem.toString(),
                        "KEYID", key.id(),
                        "TIF_SECRET", caller.secret("TIF_HEADERS"),
                        "NATIONAL_SECRET", caller.secret("NATIONAL_HEADERS"));
        for (Example example : examples("callers.md")) {
            assertThat(run(example, folder, variables)).as(example.text()).contains("\"rows\":[{");
        }
    }

    private static String run(Example example, Path folder, Map<String, String> variables)
            throws IOException, InterruptedException {
        boolean shell = example.language().equals("sh");
        Path script = folder.resolve(shell ? "example.sh" : "example.py");
        Files.writeString(script, (shell ? "set -eu\n" : "") + example.text());
        ProcessBuilder builder =
                new ProcessBuilder(shell ? "sh" : "python3", script.toString())
                        .redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
