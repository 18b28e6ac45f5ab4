package org.zhengshu.tests.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.tests.DoorsLicences;
import org.zhengshu.tests.crash.Postgres;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/**
 * The portal in a real Chromium: people's paths with their clicks, every page in every guise, the
 * keyboard alone, what happens when something goes wrong. Each script prints what it checked.
 */
class PortalIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PORTAL = Node.project().resolve("web/src/main/portal");
    private static final int MINUTES = 20;

    /** Of its own: people look for what they need on first pages, which other tests would fill. */
    private static final Node NODE = Node.start("portal", "--address", Node.ADDRESS);

    private final Node node = NODE;

    @TempDir private Path folder;

    @AfterAll
    static void stop() {
        NODE.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "story",
                "supplement",
                "tryout",
                "every",
                "languages",
                "lighthouse",
                "budget",
                "keyboard",
                "trouble",
                "entries",
                "mounts",
                "tus",
                "trust"
            })
    void holds(String script) throws Exception {
        run(script, accounts(), Map.of());
    }

    /** The chain from an empty entry to its proof, with a licence at the end. */
    @Test
    void theWholeChainIsOneStory() throws Exception {
        Path licence = folder.resolve("licence.pdf");
        Files.write(licence, licence());
        run("journey", accounts(), Map.of("PORTAL_LICENCE", licence.toString()));
    }

    @Test
    void theScannerIsAllThatTheCounterNeeds() throws Exception {
        Path licence = folder.resolve("licence.pdf");
        Files.write(licence, licence());
        run(
                "scanner",
                accounts(),
                Map.of(
                        "PORTAL_ADDRESS",
                        Node.ADDRESS,
                        "PORTAL_CODE",
                        DoorsLicences.code(node),
                        "PORTAL_LICENCE",
                        licence.toString()));
    }

    @Test
    void nothingIsLostWhateverIsDoneToIt() throws Exception {
        Map<String, String> accounts = accounts();
        String login = "newcomer" + System.nanoTime() % 1_000_000;
        accounts.put(login, "First-2026-given");
        newcomer(login, accounts.get(login));
        run("harm", accounts, Map.of("PORTAL_NEWCOMER", login));
    }

    private void run(String script, Map<String, String> accounts, Map<String, String> more)
            throws Exception {
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
        Map<String, String> environment = builder.environment();
        environment.put("PORTAL_BASE", node.https());
        environment.put("PORTAL_ACCOUNTS", JSON.writeValueAsString(accounts));
        environment.put("PORTAL_DATA", node.data().toAbsolutePath().toString());
        environment.put(
                "PORTAL_PROOF", Node.project().resolve("proof/target/proof.jar").toString());
        environment.put(
                "PORTAL_JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
        environment.putAll(more);
        Process process = builder.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(report);
        System.out.println(text);
        assertThat(ended).as("ended by itself: %s", text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        assertThat(text).contains(" hold\n").doesNotContain("FAIL");
    }

    private Map<String, String> accounts() throws IOException {
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

    /** An account as the first start of a node without samples makes it. */
    private void newcomer(String login, String password) throws Exception {
        Rest system = Rest.person(node, "sysadmin");
        String department = system.get("/api/v1/departments").json().at("/0/uscc").asText();
        JsonNode account =
                json(
                        system.post(
                                "/api/v1/accounts",
                                JSON.writeValueAsString(
                                        Map.of(
                                                "login", login,
                                                "name", "新来的",
                                                "department", department,
                                                "password", password))));
        json(
                Rest.person(node, "secadmin")
                        .put(
                                "/api/v1/accounts/" + account.get("id").asText() + "/roles",
                                "{\"roles\":[\"REQUESTER\"]}"));
        try (Connection connection = Postgres.open(node);
                PreparedStatement s =
                        connection.prepareStatement(
                                "update idn_account set one_time_password = true where login = ?")) {
            s.setString(1, login);
            assertThat(s.executeUpdate()).isOne();
        }
    }

    private byte[] licence() {
        String query =
                """
                {"grant":"%s","purpose":"行政审批免提交证照","matter":"企业开办","holderCode":"%s"}"""
                        .formatted(node.grant("rest-permit.licences"), DoorsLicences.HOLDER);
        JsonNode found =
                json(Rest.system(node, "rest-permit").post("/api/v1/licences/queries", query));
        return Base64.getDecoder().decode(found.get("document").asText());
    }

    private static JsonNode json(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }
}
