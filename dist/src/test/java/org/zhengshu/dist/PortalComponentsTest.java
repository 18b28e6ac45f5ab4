package org.zhengshu.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortalComponentsTest {
    private static final String LOCK =
            """
            {"lockfileVersion":3,"packages":{
            "":{"name":"portal","version":"1"},
            "node_modules/vue":{"version":"3.5.45","integrity":"sha512-AQID","license":"MIT"},
            "node_modules/@noble/hashes":{"version":"1.8.0","integrity":"sha512-AQID sha1-BA==","license":"(MIT OR Apache-2.0)"},
            "node_modules/a/node_modules/vue":{"version":"3.5.45","integrity":"sha512-AQID","license":"MIT"},
            "node_modules/vite":{"version":"8.3.8","integrity":"sha512-AQID","dev":true}}}""";

    private static final String PACKED =
            "node_modules/@noble/hashes\nnode_modules/a/node_modules/vue\nnode_modules/vue\n";

    @TempDir private Path folder;

    private List<ObjectNode> components(String lock, String packed) throws IOException {
        return PortalComponents.of(
                Files.writeString(folder.resolve("package-lock.json"), lock),
                Files.writeString(folder.resolve(".components"), packed));
    }

    @Test
    void whatIsInTheFilesIsListedOnceAndNothingElse() throws IOException {
        assertThat(components(LOCK, PACKED))
                .extracting(c -> c.get("purl").asText())
                .containsExactly("pkg:npm/%40noble/hashes@1.8.0", "pkg:npm/vue@3.5.45");
    }

    @Test
    void aScopeIsTheGroupAndTheHashesAreHexadecimal() throws IOException {
        List<ObjectNode> components = components(LOCK, PACKED);
        ObjectNode hashes = components.get(0);
        assertThat(hashes.get("group").asText()).isEqualTo("@noble");
        assertThat(hashes.get("name").asText()).isEqualTo("hashes");
        assertThat(hashes.at("/hashes/0/alg").asText()).isEqualTo("SHA-512");
        assertThat(hashes.at("/hashes/0/content").asText()).isEqualTo("010203");
        assertThat(hashes.at("/hashes/1/content").asText()).isEqualTo("04");
        assertThat(hashes.at("/licenses/0/expression").asText()).isEqualTo("(MIT OR Apache-2.0)");
        assertThat(components.get(1).at("/licenses/0/license/id").asText()).isEqualTo("MIT");
    }

    @Test
    void whatTheLockFileDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> components(LOCK, PACKED + "node_modules/other\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("node_modules/other");
        assertThatThrownBy(() -> components("{\"lockfileVersion\":1}", PACKED))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> components(LOCK.replace("sha512-AQID\"", "\""), PACKED))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("integrity");
    }
}
