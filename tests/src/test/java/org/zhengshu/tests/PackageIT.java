package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhengshu.tests.InstalledNode.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.crash.Await;
import org.zhengshu.tests.node.Node;

/**
 * The offline package without a network (离线安装包): from its archive to an exchange with evidence,
 * through the loss of everything and a restore, to the next version and back.
 */
class PackageIT {
    private static final String DEVICE_DOWN = "\"name\":\"device\",\"status\":\"DOWN\"";

    @Test
    void fromTheArchiveToEvidence() throws Exception {
        try (InstalledNode node = InstalledNode.install("software")) {
            contents(node);
            beforeTheSetUp(node);
            node.setUp(Map.of());
            cutOff(node);
            assertThat(ok(node.zhengshu("config", "check"))).contains("Nothing is wrong");
            findings(node);
            ok(node.zhengshu("start"));
            assertThat(ok(node.zhengshu("status"))).contains("Ready");
            ok(node.zhengshu("cert", "issue", InstalledChain.SYSTEM));
            ok(node.client(InstalledChain.class, node.https(), node.data(), node.work()));
            evidence(node);
            secretsStaySecret(node);
            Optional<InstalledRecovery> recovery = InstalledRecovery.of(node);
            if (recovery.isPresent()) {
                lostAndRestored(node, recovery.get());
                InstalledUpgrade upgrade = InstalledUpgrade.prepare(node, recovery.get());
                upgrade.forth();
                recovery.get().comesBack("upgraded", "answer", "restored");
                upgrade.back();
                recovery.get().comesBackWithout("upgraded", "returned", "answer", "restored");
            } else {
                stopped(node);
                outsideAuthority(node);
            }
        }
    }

    /** From a backup of the running node, after everything of it was lost. */
    private static void lostAndRestored(InstalledNode node, InstalledRecovery recovery)
            throws IOException {
        recovery.keepApart();
        Path archive = recovery.backup();
        stopped(node);
        recovery.destroy();
        recovery.restore(archive);
        outsideAuthority(node);
        recovery.trust(node.work().resolve("ca.pem"));
        recovery.comesBack("restored", "answer");
    }

    private static void stopped(InstalledNode node) throws IOException {
        ok(node.zhengshu("stop"));
        assertThat(node.zhengshu("status").exit()).isEqualTo(3);
        String other = node.answers(Map.of("node", "another")).toString();
        assertThat(refused(node, "setup", "--answers", other)).contains("setup/cannot-change");
    }

    /** The keys of standard tools in a device: TLS, WS-Security, time-stamps. */
    @Test
    @Tag("OPS-2")
    void theDeviceKeepsTheKeysOfStandardTools() throws Exception {
        try (InstalledNode node = InstalledNode.install("device")) {
            SoftToken.make(node, "zhengshu");
            node.setUp(SoftToken.answers(node, "zhengshu"));
            assertThat(node.data().resolve("pki/tls-server.p12")).doesNotExist();
            assertThat(node.data().resolve("pki/document.p12")).doesNotExist();
            Path settings = node.data().resolve("config/zhengshu.properties");
            Files.writeString(settings, "zhengshu.timestamp.interval=1\n");
            ok(node.zhengshu("config", "check"));
            ok(node.zhengshu("start"));
            ok(node.zhengshu("cert", "issue", InstalledChain.SYSTEM));
            ok(node.client(InstalledChain.class, node.https(), node.data(), node.work()));
            evidence(node);
            ok(node.client(InstalledDevice.class, node.https(), node.data(), node.home()));
            deviceTakenOut(node);
            node.secret("pin", "0000");
            ok(node.zhengshu("stop"));
            wrong(node, "device/unusable");
        }
    }

    /** Nobody calls meanwhile: the node tries by itself. SoftHSM's sessions end with its files. */
    private static void deviceTakenOut(InstalledNode node) throws Exception {
        assertThat(health(node)).contains("\"name\":\"device\",\"status\":\"UP\"");
        Path tokens = node.work().resolve("tokens");
        Path away = tokens.resolveSibling("tokens-away");
        Files.move(tokens, away);
        Await.until("a device that is missed", () -> health(node).contains(DEVICE_DOWN));
        assertThat(health(node)).contains("\"since\":\"").doesNotContain("PIN", "pin");
        assertThat(ok(node.caller("curl", "-s", node.http() + "/metrics")))
                .containsPattern("\nzhengshu_device_failing\\S* 1");
        Files.move(away, tokens);
        ok(node.zhengshu("stop"));
        ok(node.zhengshu("start"));
        assertThat(health(node)).contains("\"name\":\"device\",\"status\":\"UP\"");
    }

    private static String health(InstalledNode node) {
        return ok(node.caller("curl", "-s", node.http() + "/health/ready"));
    }

    /** Every file as its sum says, no sample data, every library in the list of components. */
    private static void contents(InstalledNode node) throws IOException {
        Path home = node.home();
        ok(
                ChainProcess.run(
                        List.of("sh", "-c", "cd " + home + " && sha256sum --quiet -c SHA256SUMS")));
        assertThat(home.resolve("config/sample")).doesNotExist();
        assertThat(home.resolve("config/zhengshu.properties")).doesNotExist();
        for (String part :
                List.of(
                        "LICENSE",
                        "docs/install.zh-CN.md",
                        "migrations/V1__foundation.sql",
                        "config/service/zhengshu.service",
                        "config/setup.properties.example",
                        "wildfly/docs/licenses")) {
            assertThat(home.resolve(part)).exists();
        }
        JsonNode components = DoorsJson.read(Files.readAllBytes(home.resolve("sbom.cdx.json")));
        Set<String> named =
                StreamSupport.stream(components.get("components").spliterator(), false)
                        .map(c -> c.path("name").asText() + "-" + c.path("version").asText())
                        .collect(Collectors.toSet());
        assertThat(named)
                .contains("undertow-core-2.3.23.Final", "swagger-ui-5.32.2", "element-plus-2.14.8");
        try (Stream<Path> libraries = Files.list(home.resolve("lib"))) {
            libraries
                    .map(library -> library.getFileName().toString().replace(".jar", ""))
                    .forEach(library -> assertThat(named).contains(library));
        }
        try (ZipFile application = new ZipFile(home.resolve("zhengshu.ear").toFile())) {
            application.stream()
                    .map(e -> e.getName())
                    .filter(name -> name.startsWith("lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring(4, name.length() - 4))
                    .forEach(library -> assertThat(named).contains(library));
        }
    }

    /** Nothing starts, and what is missing is said before anything is written. */
    private static void beforeTheSetUp(InstalledNode node) throws IOException {
        ChainProcess.Outcome start = node.zhengshu("start");
        assertThat(start.exit()).isEqualTo(2);
        assertThat(start.text()).contains("setup comes first").contains("setup");
        Files.setPosixFilePermissions(
                node.secrets().resolve("passphrase"), PosixFilePermissions.fromString("rw-r--r--"));
        String answers =
                node.answers(Map.of("database.port", "1", "rules.stack", "CN-809,GD-2008"))
                        .toString();
        assertThat(refused(node, "setup", "--answers", answers))
                .contains("secret/readable-by-others", "rules/stack");
        node.secret("passphrase", InstalledNode.PASSPHRASE);
        answers = node.answers(Map.of("database.port", "1")).toString();
        assertThat(refused(node, "setup", "--answers", answers)).contains("database/unreachable");
        assertThat(node.data()).isEmptyDirectory();
    }

    /** A set-up that was cut off is completed by the next one, which changes nothing else. */
    private static void cutOff(InstalledNode node) throws IOException {
        Path data = node.data();
        String root = Files.readString(data.resolve("root.pem"));
        for (String late :
                List.of(
                        "setup.properties",
                        "pki/tls-server.p12",
                        "config/codelists/channel.json")) {
            Files.delete(data.resolve(late));
        }
        assertThat(node.zhengshu("config", "check").exit()).isEqualTo(2);
        node.setUp(Map.of());
        assertThat(data.resolve("pki/tls-server.p12")).exists();
        assertThat(data.resolve("config/codelists/channel.json")).exists();
        assertThat(Files.readString(data.resolve("root.pem"))).isEqualTo(root);
    }

    /** One fault after another, each found before a start, each mended again. */
    private static void findings(InstalledNode node) throws IOException {
        node.secret("passphrase", "another passphrase");
        wrong(node, "key/wrong-passphrase");
        node.secret("passphrase", InstalledNode.PASSPHRASE);
        Path password = node.secrets().resolve("database");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
        wrong(node, "secret/readable-by-others");
        assertThat(node.zhengshu("status").exit()).as("needs no secret").isEqualTo(3);
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        database(node);
        Path settings = node.data().resolve("config/zhengshu.properties");
        String before = Files.readString(settings);
        Files.writeString(settings, "zhengshu.log.waitin=1\nzhengshu.check.interval=soon\n");
        wrong(
                node,
                "setting/unknown",
                "did you mean zhengshu.log.waiting?",
                "setting/not-a-number");
        Files.writeString(settings, before);
        Path pack = node.data().resolve("config/packs/CN-809.json");
        String text = Files.readString(pack);
        Files.writeString(pack, text.replace("\"value\": 10", "\"value\": -10"));
        wrong(node, "rules/broken", "CN-809.json");
        Files.writeString(pack, text);
        ok(node.zhengshu("config", "check"));
    }

    private static void database(InstalledNode node) {
        node.sql("postgres", "alter database zhengshu set default_transaction_read_only = on");
        wrong(node, "database/read-only");
        node.sql("postgres", "alter database zhengshu reset default_transaction_read_only");
        node.sql("postgres", "alter database zhengshu owner to postgres");
        wrong(node, "database/rights", "CREATE ON SCHEMA public");
        node.sql("postgres", "alter database zhengshu owner to zhengshu");
        node.sql("postgres", "alter role zhengshu nologin");
        wrong(node, "database/login-refused");
        node.sql("postgres", "alter role zhengshu login");
        node.sql("postgres", "alter database zhengshu rename to good");
        wrong(node, "database/missing");
        node.sql(
                "postgres",
                "create database zhengshu owner zhengshu encoding 'SQL_ASCII' template template0");
        wrong(node, "database/wrong-encoding");
        node.sql("postgres", "drop database zhengshu");
        node.sql("postgres", "alter database good rename to zhengshu");
        node.sql("zhengshu", "create table flyway_schema_history as select '999'::text as version");
        node.sql("zhengshu", "alter table flyway_schema_history owner to zhengshu");
        wrong(node, "database/schema-newer", "999");
        node.sql("zhengshu", "drop table flyway_schema_history");
    }

    private static void wrong(InstalledNode node, String... expected) {
        assertThat(refused(node, "config", "check")).contains(expected);
    }

    private static String refused(InstalledNode node, String... arguments) {
        ChainProcess.Outcome outcome = node.zhengshu(arguments);
        assertThat(outcome.exit()).as(outcome.text()).isEqualTo(2);
        return outcome.text();
    }

    /** By the verifier of the package, with nothing of the server. */
    private static void evidence(InstalledNode node) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ChainProcess.Outcome verified =
                ChainProcess.run(
                        List.of(
                                java,
                                "-jar",
                                node.home().resolve("proof.jar").toString(),
                                "verify"),
                        "--trust",
                        node.data().resolve("root.pem"),
                        "--message",
                        node.work().resolve("answer.json"),
                        "--receipt",
                        node.work().resolve("answer.receipt"));
        ok(verified);
        assertThat(Files.readString(node.work().resolve("answer.json"))).contains("浑河街道");
    }

    /** In no command line, and in no log. */
    private static void secretsStaySecret(InstalledNode node) throws IOException {
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
            Path line = Path.of("/proc/" + process.pid() + "/cmdline");
            if (Files.isReadable(line)) {
                assertThat(text(line)).doesNotContain(InstalledNode.PASSPHRASE);
            }
        }
        for (String log :
                List.of("launcher.log", "server/log/console.log", "server/log/zhengshu.json")) {
            assertThat(Files.readString(node.data().resolve(log)))
                    .as(log)
                    .isNotEmpty()
                    .doesNotContain(InstalledNode.PASSPHRASE)
                    .doesNotContain("database-password-1");
        }
    }

    /** A process may end while it is looked at. */
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * A certificate of another authority: wrong ones are refused, the right one is shown by TLS.
     */
    private static void outsideAuthority(InstalledNode node) throws IOException {
        Path request = node.work().resolve("tls.csr");
        Files.writeString(
                request, ok(node.zhengshu("cert", "request", "tls", "CN=share.example.cn")));
        Path work = node.work();
        openssl(
                work,
                "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 -subj /CN=Government-CA",
                "x509 -req -in tls.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 20 -out bare.pem");
        assertThat(refused(node, "cert", "import", "tls", work.resolve("bare.pem").toString()))
                .contains("issuer's certificate is missing");
        joined(work, "bare");
        assertThat(
                        refused(
                                node,
                                "cert",
                                "import",
                                "tls",
                                work.resolve("bare-chain.pem").toString()))
                .contains("lack share.example.cn");
        openssl(
                work,
                "x509 -req -in tls.csr -CA ca.pem -CAkey ca.key -copy_extensions copyall -days 20 -out good.pem");
        joined(work, "good");
        assertThat(refused(node, "cert", "import", "document", work.resolve("good.pem").toString()))
                .contains("No request is open");
        ok(node.zhengshu("cert", "import", "tls", work.resolve("good-chain.pem").toString()));
        assertThat(ok(node.zhengshu("cert", "list"))).contains("CN=Government-CA");
        assertThat(ok(node.zhengshu("config", "check"))).contains("certificate/expires-soon");
        ok(node.zhengshu("start"));
        String shown =
                ok(
                        node.caller(
                                "sh",
                                "-c",
                                "openssl s_client -connect localhost:"
                                        + node.ports().https()
                                        + " -verify_return_error -CAfile "
                                        + work.resolve("ca.pem")
                                        + " -servername share.example.cn </dev/null 2>&1"));
        assertThat(shown).contains("Verify return code: 0 (ok)");
        assertThat(Node.project().resolve("docs/install.md")).content().contains("cert import tls");
    }

    private static void joined(Path work, String name) throws IOException {
        String chain =
                Files.readString(work.resolve("ca.pem"))
                        + Files.readString(work.resolve(name + ".pem"));
        Files.writeString(work.resolve(name + "-chain.pem"), chain);
    }

    private static void openssl(Path work, String... commands) {
        for (String command : commands) {
            ok(ChainProcess.run(List.of("sh", "-c", "cd " + work + " && openssl " + command)));
        }
    }
}
