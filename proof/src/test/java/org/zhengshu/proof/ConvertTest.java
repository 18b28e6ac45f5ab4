package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands over all forms of a receipt. */
class ConvertTest {
    @TempDir private Path directory;
    private final CompleteReceipt complete = new CompleteReceipt();
    private final Receipt receipt = complete.receipt();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String json;

    @BeforeEach
    void writeFile() throws IOException {
        json = Files.write(directory.resolve("receipt.json"), receipt.encode()).toString();
    }

    @Test
    void everyFormBecomesEveryOther() throws IOException {
        for (String form : List.of("json", "compact", "header")) {
            String first = convert(json, form);
            for (String other : List.of("json", "compact", "header")) {
                byte[] expected = Files.readAllBytes(Path.of(convert(json, other)));
                assertThat(Files.readAllBytes(Path.of(convert(first, other)))).isEqualTo(expected);
            }
        }
        assertThat(Files.readAllBytes(Path.of(convert(json, "compact"))))
                .isEqualTo(receipt.encodeCompact());
        assertThat(Files.readString(Path.of(convert(json, "header"))))
                .isEqualTo(receipt.toHeader());
        assertThat(Files.readString(Path.of(convert(json, "checkpoint"))))
                .isEqualTo(receipt.checkpoint().text());
        assertThat(Files.readAllBytes(Path.of(convert(json, "timestamp"))))
                .isEqualTo(receipt.completion().timestamp().orElseThrow());
    }

    @Test
    void theCompactFormIsVerifiedWithItsWitnesses() throws IOException {
        String key = complete.witness.key().verifierKey();
        String keys = file("keys", "# witnesses\n\n" + key + "\n" + stranger() + "\n");
        assertThat(verify("--witness", key, "--json")).isZero();
        assertThat(printed())
                .contains("\"timestamp\"", "\"revocation\"", "\"witnesses\"", "\"PASS\"")
                .contains("时间戳有效", "The time-stamp verifies")
                .doesNotContain("OPEN");
        assertThat(verify("--witness", keys)).isZero();
        assertThat(verify("--witness", stranger(), "--witness", key)).isZero();
        assertThat(verify("--witness", stranger())).isEqualTo(3);
        assertThat(printed()).contains("VALID (a part was not checked)", "都没有签名");
        assertThat(verify()).isZero();
    }

    private static String stranger() {
        return CosignatureSigner.ed25519(
                        "stranger.example", new Ed25519PrivateKeyParameters(new SecureRandom()))
                .key()
                .verifierKey();
    }

    @Test
    void anIncompleteReceiptSaysWhatIsPending() throws IOException {
        Files.write(Path.of(json), complete.first.encode());
        assertThat(verify()).isZero();
        assertThat(printed())
                .contains("OPEN", "时间戳待补", "Time-stamp pending", "结论 Result: 有效 VALID");
    }

    @Test
    void wrongUsageExitsWithTwoAndOneSentence() throws IOException {
        String target = directory.resolve("target").toString();
        String plain = complete.log.signers.get(1).key().verifierKey();
        Files.write(directory.resolve("first"), complete.first.encode());
        String first = directory.resolve("first").toString();
        String bad = file("bad", "{}");
        String[][] wrong = {
            {"convert"},
            {"convert", "--receipt", json, "--to", "json"},
            {"convert", "--receipt", json, "--to", "xml", "--out", target},
            {"convert", "--receipt", bad, "--to", "json", "--out", target},
            {"convert", "--receipt", first, "--to", "timestamp", "--out", target},
            {"convert", "--receipt", json, "--to", "json", "--out", directory.toString()},
            {"convert", "--receipt", json, "--receipt", json, "--to", "json", "--out", target},
            {"verify", "--trust", root(), "--receipt", json, "--witness", plain},
            {"verify", "--trust", root(), "--receipt", json, "--witness", "x+00000000+AA=="},
            {"verify", "--trust", root(), "--receipt", json, "--witness", "none"},
            {"verify", "--trust", root(), "--receipt", json, "--witness", file("empty", "\n")}
        };
        for (String[] arguments : wrong) {
            err.reset();
            assertThat(run(arguments)).as(String.join(" ", arguments)).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
            assertThat(out.size()).isZero();
        }
        assertThat(Path.of(target)).doesNotExist();
    }

    private String convert(String from, String form) {
        String to = directory.resolve(form).toString() + from.length();
        assertThat(run("convert", "--receipt", from, "--to", form, "--out", to)).isZero();
        assertThat(out.size()).isZero();
        return to;
    }

    private int verify(String... more) throws IOException {
        String compact = directory.resolve("compact").toString();
        assertThat(run("convert", "--receipt", json, "--to", "compact", "--out", compact)).isZero();
        out.reset();
        String message = directory.resolve("message").toString();
        Files.write(Path.of(message), TestLog.MESSAGE);
        String[] all = new String[more.length + 7];
        String[] start = {"verify", "--trust", root(), "--message", message, "--receipt", compact};
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(more, 0, all, start.length, more.length);
        return run(all);
    }

    private String root() throws IOException {
        return file("root.pem", TestCa.pem(complete.log.root.certificate()));
    }

    private int run(String... arguments) {
        return Main.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }
}
