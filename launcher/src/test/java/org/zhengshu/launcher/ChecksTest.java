package org.zhengshu.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
    private static final Path CONFIG = Path.of("../config");

    @TempDir private Path folder;
    private final Findings findings = new Findings();

    @Test
    void aSecretFileIsForItsOwnerAlone() throws IOException {
        Path file = secret("rw-------", "geheim\n");
        assertThat(SecretFile.read(file, findings)).contains("geheim");
        assertThat(SecretFile.read(secret("rw-r--r--", "geheim"), findings)).isEmpty();
        assertThat(SecretFile.read(secret("rw-rw----", "geheim"), findings)).isEmpty();
        assertThat(SecretFile.read(secret("rw-------", " \n"), findings)).isEmpty();
        assertThat(SecretFile.read(folder.resolve("none"), findings)).isEmpty();
        assertThat(codes())
                .containsExactly(
                        "secret/readable-by-others",
                        "secret/readable-by-others",
                        "secret/empty",
                        "secret/missing");
        assertThat(findings.all()).noneMatch(f -> f.text().contains("geheim"));
    }

    @Test
    void settingsAreThoseOfTheExampleAndOfTheServer() throws IOException {
        Path server = Files.writeString(folder.resolve("server.xml"), "\"${zhengshu.more:7}\"");
        Path file = folder.resolve("zhengshu.properties");
        Files.writeString(
                file,
                """
                zhengshu.more=8
                zhengshu.check.interval=60
                zhengshu.chek.interval=60
                zhengshu.log.waiting=many
                zhengshu.node=x
                zhengshu.yes=perhaps
                """);
        String settings = Files.readString(CONFIG.resolve("zhengshu.properties.example"));
        Path example =
                Files.writeString(folder.resolve("example"), settings + "zhengshu.yes=false\n");
        new SettingsCheck(example, server, findings).run(file);
        assertThat(codes())
                .containsExactlyInAnyOrder(
                        "setting/unknown",
                        "setting/not-a-number",
                        "setting/not-here",
                        "setting/not-true-or-false");
        assertThat(findings.all().toString()).contains("did you mean zhengshu.check.interval?");
        assertThat(findings.status()).isEqualTo(2);
    }

    @Test
    void rootsOfOutgoingCallsAreReadBeforeTheStart() throws Exception {
        Path server = Files.writeString(folder.resolve("server.xml"), "");
        Path example = CONFIG.resolve("zhengshu.properties.example");
        Path broken = Files.writeString(folder.resolve("broken.pem"), "no certificate");
        Path file = folder.resolve("zhengshu.properties");
        Files.writeString(
                file,
                "zhengshu.outgoing.trust=%s%nzhengshu.timestamp.trust=%s%n"
                        .formatted(broken, folder.resolve("none.pem")));
        new SettingsCheck(example, server, findings).run(file);
        assertThat(codes()).containsExactly("setting/no-certificates", "setting/no-certificates");
        assertThat(findings.all().toString()).contains("broken.pem", "none.pem");
    }

    @Test
    void rootsThatCanBeReadAreNoFinding() throws Exception {
        Path server = Files.writeString(folder.resolve("server.xml"), "");
        Path example = CONFIG.resolve("zhengshu.properties.example");
        prepared(folder.resolve("one"));
        Path roots = folder.resolve("one/pki/root-p256.pem");
        Path file = folder.resolve("zhengshu.properties");
        Files.writeString(file, "zhengshu.outgoing.trust=" + roots + "\n");
        new SettingsCheck(example, server, findings).run(file);
        assertThat(findings.all()).isEmpty();
    }

    @Test
    void theExampleItselfIsRight() throws IOException {
        Path server = Files.writeString(folder.resolve("server.xml"), "");
        Path example = CONFIG.resolve("zhengshu.properties.example");
        new SettingsCheck(example, server, findings).run(example);
        assertThat(findings.all()).isEmpty();
    }

    @Test
    void rulesAreReadAsTheServerReadsThem() throws IOException {
        RulesCheck rules = new RulesCheck(CONFIG, Clock.systemUTC());
        rules.run(findings);
        rules.stack(List.of("CN-809", "LN-2019"), "LN-NODE", findings);
        assertThat(findings.all()).isEmpty();
        assertThat(rules.articles(List.of("CN-809"), "")).contains("第21条");
        rules.stack(List.of("CN-809", "GD-2008"), "", findings);
        rules.stack(List.of("NONE-1"), "", findings);
        assertThat(codes()).containsExactly("rules/stack", "rules/stack");
    }

    @Test
    void aBrokenPackIsNamed() throws IOException {
        for (String part : List.of("packs", "calendar", "codelists")) {
            PrivateFiles.copy(CONFIG.resolve(part), folder.resolve(part));
        }
        Files.writeString(folder.resolve("packs/CN-809.json"), "{");
        new RulesCheck(folder, Clock.systemUTC()).run(findings);
        assertThat(codes()).contains("rules/broken");
        assertThat(findings.all().toString()).contains("CN-809.json");
    }

    @Test
    void thePlaceOfTheChoiceIsAPackFileThatTheServerReads() throws IOException {
        PrivateFiles.copy(CONFIG.resolve("packs"), folder.resolve("packs"));
        RulesCheck before = new RulesCheck(folder, Clock.systemUTC());
        byte[] node = before.node("某市", List.of("CN-809"), "");
        Files.write(folder.resolve("packs/node.json"), node);
        RulesCheck after = new RulesCheck(folder, Clock.systemUTC());
        after.stack(List.of("CN-809"), "", findings);
        assertThat(findings.all()).isEmpty();
        assertThat(new String(node, java.nio.charset.StandardCharsets.UTF_8))
                .contains("某市", "\"CN-809\" ]", "aliases")
                .doesNotContain("supplement");
    }

    @Test
    void aPortThatIsTakenIsFound() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports free = Ports.free();
            Ports ports = new Ports(free.http(), taken.getLocalPort(), free.management(), 0);
            new SurroundingsCheck(findings).ports(ports.complete(), "127.0.0.1", "127.0.0.1");
        }
        assertThat(codes()).containsExactly("port/taken");
    }

    /** A name that is printed on paper is looked at twice. */
    @Test
    void aPublicAddressOfAnotherNameIsAWarning() {
        SurroundingsCheck machine = new SurroundingsCheck(findings);
        Answers answers = Answers.none();
        machine.publicAddress(answers);
        answers.put(Question.TLS_NAMES, "10.1.2.3,zwgx.example.gov.cn");
        answers.put(Question.PUBLIC_ADDRESS, "https://ZWGX.example.gov.cn,https://old.gov.cn");
        machine.publicAddress(answers);
        assertThat(findings.all()).isEmpty();
        answers.put(Question.PUBLIC_ADDRESS, "https://zwgx.exmaple.gov.cn");
        machine.publicAddress(answers);
        assertThat(codes()).containsExactly("address/other-name");
        assertThat(findings.status()).isEqualTo(Findings.FINE);
    }

    @Test
    void javaMemoryAndDiskAreLookedAt() {
        SurroundingsCheck machine = new SurroundingsCheck(findings);
        machine.java(17);
        machine.disk(folder.resolve("not/yet/there"));
        machine.memory("768m");
        assertThat(codes())
                .doesNotContain("java/too-old", "memory/heap-small", "disk/not-writable");
        machine.java(11);
        machine.memory("100m");
        machine.memory("9000g");
        assertThat(codes()).contains("java/too-old", "memory/heap-small", "memory/little");
    }

    @Test
    void versionsOfTheSchemaAreComparedAsNumbers() {
        assertThat(Versions.compare("2.30", "2.4")).isPositive();
        assertThat(Versions.compare("2_30", "2.30")).isZero();
        assertThat(Versions.compare("10", "9.9")).isPositive();
        Path migrations = Path.of("../ejb/src/main/resources/db/migration");
        assertThat(Versions.compare(Versions.newest(migrations), "2.30")).isNotNegative();
    }

    @Test
    void theDistanceOfWordsIsInLetters() {
        assertThat(Spelling.distance("", "abc")).isEqualTo(3);
        assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Spelling.near("nothing.like.it", List.of("zhengshu.log")).en()).isEmpty();
    }

    @Test
    void certificatesAreCheckedAgainstKeysPassphraseAndClock() throws Exception {
        Pki pki = prepared(folder.resolve("one"));
        check(pki, "one", Duration.ZERO, "long enough now");
        assertThat(findings.all()).isEmpty();
        check(pki, "one", Duration.ofDays(365 * 5 - 10), "long enough now");
        assertThat(codes())
                .contains("certificate/expires-soon")
                .doesNotContain("certificate/expired");
        check(pki, "one", Duration.ofDays(365 * 6), "long enough now");
        assertThat(codes()).contains("certificate/expired");
        check(pki, "one", Duration.ofDays(-2), "long enough now");
        assertThat(codes()).contains("certificate/not-yet-valid");
        check(pki, "one", Duration.ZERO, "another");
        assertThat(codes()).contains("key/wrong-passphrase");
    }

    @Test
    void aCertificateOfAnotherKeyIsFound() throws Exception {
        Pki pki = prepared(folder.resolve("one"));
        prepared(folder.resolve("other"));
        Files.copy(
                folder.resolve("other/pki/log-sm2.pem"),
                folder.resolve("one/pki/log-sm2.pem"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        check(pki, "one", Duration.ZERO, "long enough now");
        assertThat(codes()).containsExactly("certificate/not-of-the-key");
    }

    private void check(Pki pki, String name, Duration later, String passphrase) {
        Clock clock = Clock.offset(Clock.systemUTC(), later);
        new CertificateCheck(folder.resolve(name), clock, findings).run(pki, passphrase);
    }

    private static Pki prepared(Path data) throws IOException {
        PrivateFiles.directory(data);
        Properties secrets = new Properties();
        secrets.setProperty("pki.password", "long enough now");
        PrivateFiles.write(data.resolve("secrets.properties"), secrets);
        Pki pki = Pki.of(data, Secrets.of(data), "test", Clock.systemUTC());
        pki.prepare(List.of("localhost"));
        return pki;
    }

    private Path secret(String permissions, String content) throws IOException {
        Path file = Files.createTempFile(folder, "secret", "");
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    private List<String> codes() {
        return findings.all().stream().map(Finding::code).toList();
    }
}
