package org.zhengshu.tests.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.tests.node.Node;

/**
 * The portal in a real Chromium: people's paths with their clicks, every page in every guise, the
 * keyboard alone, what happens when something goes wrong. Each script prints what it checked.
 */
class PortalIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PORTAL = Node.project().resolve("web/src/main/portal");

    /** Of its own: people look for what they need on first pages, which other tests would fill. */
    private static final Node NODE = Node.start("portal");

    private final Node node = NODE;

    @AfterAll
    static void stop() {
        NODE.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "story",
                "pages",
                "budget",
                "keyboard",
                "trouble",
                "entries",
                "mounts",
                "tus",
                "trust",
                "manage"
            })
    void holds(String script) throws Exception {
        Path report = Node.project().resolve("tests/target/portal-" + script + ".txt");
        assertThat(PORTAL.resolve("node_modules"))
                .as("built with Node, not with -DskipPortal")
                .isDirectory();
        ProcessBuilder builder =
                new ProcessBuilder("node", "e2e/" + script + ".mjs")
                        .directory(PORTAL.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(report.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().put("PORTAL_BASE", node.https());
        builder.environment().put("PORTAL_ACCOUNTS", JSON.writeValueAsString(accounts()));
        Process process = builder.start();
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(report);
        System.out.println(text);
        assertThat(ended).as("ended by itself: %s", text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        assertThat(text).contains(" hold\n").doesNotContain("FAIL");
    }

    private Map<String, String> accounts() throws Exception {
        Map<String, String> accounts = new TreeMap<>();
        for (String file : new String[] {"sample-accounts", "administrators"}) {
            Properties properties = new Properties();
            try (InputStream in = Files.newInputStream(node.data().resolve(file + ".properties"))) {
                properties.load(in);
            }
            properties.forEach((login, word) -> accounts.put((String) login, (String) word));
        }
        return accounts;
    }
}
