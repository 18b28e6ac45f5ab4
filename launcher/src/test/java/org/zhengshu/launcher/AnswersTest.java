package org.zhengshu.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private static final Path EXAMPLE = Path.of("../config/setup.properties.example");

    /** Everything that has no standard answer. */
    static final Map<String, String> LEAST =
            Map.of(
                    "tenant.code", "210000",
                    "tenant.name", "辽宁省",
                    "department.code", "11210000MB0000000J",
                    "department.name", "辽宁省数据局",
                    "department.short-name", "数据局",
                    "database.password-file", "/etc/zhengshu/db.password",
                    "keys.passphrase-file", "/etc/zhengshu/passphrase");

    @TempDir private Path folder;

    /** With -Dsetup.write=true the example is written anew. */
    @Test
    void theExampleAsksEveryQuestion() throws IOException {
        if (Boolean.getBoolean("setup.write")) {
            Files.writeString(EXAMPLE, Answers.example());
        }
        assertThat(Files.readString(EXAMPLE)).isEqualTo(Answers.example());
    }

    @Test
    void whatHasNoStandardAnswerMustBeAnswered() {
        assertThat(codes(Map.of()))
                .containsOnly("setup/answer-missing-or-wrong")
                .hasSize(LEAST.size());
        assertThat(codes(LEAST)).isEmpty();
    }

    @Test
    void aMisspeltKeyIsFoundAndTheRightOneNamed() {
        Findings findings = new Findings();
        answers(Map.of("database.pasword-file", "/x")).check("answers", findings);
        Finding found = findings.all().get(0);
        assertThat(found.code()).isEqualTo("setup/unknown-answer");
        assertThat(found.text()).contains("did you mean database.password-file?").contains("是否指");
        assertThat(findings.status()).isEqualTo(StartFailure.REFUSED);
    }

    @Test
    void answersThatDoNotFitAreRefused() {
        Map<String, String> wrong =
                Map.of(
                        "node", "Ä",
                        "tenant.code", "21",
                        "department.code", "11210000MB0000000K",
                        "database.port", "70000",
                        "database.password-file", "relative",
                        "database.tls", "yes",
                        "tls.names", "a b",
                        "memory", "viel",
                        "rules.stack", "cn");
        Map<String, String> all = new java.util.HashMap<>(LEAST);
        all.putAll(wrong);
        assertThat(codes(all)).hasSize(wrong.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zwgx.example.gov.cn",
                "http://zwgx.example.gov.cn",
                "https://zwgx.example.gov.cn/portal",
                "https://user@zwgx.example.gov.cn",
                "https://new.gov.cn,old.gov.cn"
            })
    void anAddressThatNobodyCanOpenIsRefused(String address) {
        Map<String, String> all = new java.util.HashMap<>(LEAST);
        all.put("public.address", address);
        assertThat(codes(all)).containsExactly("setup/answer-missing-or-wrong");
        assertThatThrownBy(() -> Options.parse(List.of("--address", address), Map.of()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("--address");
    }

    @Test
    void thePublicAddressReachesTheServer() {
        Map<String, String> all = new java.util.HashMap<>(LEAST);
        all.put("public.address", "https://new.gov.cn,https://old.gov.cn");
        assertThat(codes(all)).isEmpty();
        answers(all).keep(folder);
        Options options = Options.parse(List.of("--data", folder.toString()), Map.of());
        assertThat(options.address()).isEqualTo("https://new.gov.cn,https://old.gov.cn");
    }

    @Test
    void theDeviceIsAskedForOnlyWhenThereIsOne() {
        Map<String, String> all = new java.util.HashMap<>(LEAST);
        all.put("keys.store", "pkcs11");
        assertThat(codes(all)).hasSize(3);
    }

    @Test
    void theUrlNamesEncryptionAndTrust() {
        Map<String, String> all = new java.util.HashMap<>(LEAST);
        all.putAll(
                Map.of(
                        "database.host", "2001:db8::1",
                        "database.tls", "verify-full",
                        "database.trust-file", "/etc/zhengshu/db.pem"));
        assertThat(answers(all).databaseUrl())
                .isEqualTo(
                        "jdbc:postgresql://[2001:db8::1]:5432/zhengshu?sslmode=verify-full&sslrootcert=/etc/zhengshu/db.pem");
    }

    @Test
    void whatIsKeptIsReadAgain() {
        answers(LEAST).keep(folder);
        Answers again = Answers.of(folder).orElseThrow();
        assertThat(again.get(Question.TENANT_NAME)).isEqualTo("辽宁省");
        assertThat(again.get(Question.HTTPS_PORT)).isEqualTo("8443");
        assertThat(again.options(folder)).containsEntry("no-sample", "true");
    }

    private List<String> codes(Map<String, String> values) {
        Findings findings = new Findings();
        answers(values).check("answers", findings);
        return findings.all().stream().map(Finding::code).toList();
    }

    static Answers answers(Map<String, String> values, Path folder) {
        StringBuilder text = new StringBuilder();
        values.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        try {
            return Answers.read(
                    Files.writeString(folder.resolve("answers"), text, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Answers answers(Map<String, String> values) {
        return answers(values, folder);
    }
}
