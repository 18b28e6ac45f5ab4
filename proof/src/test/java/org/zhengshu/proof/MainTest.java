package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

    @TempDir Path directory;
    private final TestLog log = new TestLog();
    private final Receipt receipt = log.receipt();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String trust;
    private String message;
    private String receiptFile;

    @BeforeEach
    void writeFiles() throws IOException {
        trust = file("root.pem", TestCa.pem(log.root.certificate()));
        message = Files.write(directory.resolve("message"), TestLog.MESSAGE).toString();
        receiptFile = Files.write(directory.resolve("receipt"), receipt.encode()).toString();
    }

    @Test
    void aTrueReceiptExitsWithZero() {
        assertThat(verify("--message", message, "--receipt", receiptFile)).isZero();
        assertThat(printed()).contains("PASS", "报文未被改动", "The message is unchanged", "VALID");
    }

    @Test
    void aReceiptInHeaderFormIsRead() throws IOException {
        String header = file("header", receipt.toHeader() + "\r\n");
        assertThat(verify("--message", message, "--receipt", header)).isZero();
    }

    @Test
    void theLastResponseOfACurlDumpCounts() throws IOException {
        String dump =
                "HTTP/1.1 100 Continue\r\nZhengshu-Receipt: old\r\n\r\nHTTP/1.1 200 OK\r\n"
                        + "content-type: application/json\r\nzhengshu-RECEIPT: "
                        + receipt.toHeader()
                        + "\r\n\r\n";
        assertThat(verify("--message", message, "--headers", file("dump", dump))).isZero();
        String none = file("none", dump.replace("RECEIPT", "x"));
        assertThat(verify("--message", message, "--headers", none)).isEqualTo(2);
    }

    @Test
    void aChangedMessageExitsWithOneAndIsNamed() throws IOException {
        String changed = file("changed", "{}");
        assertThat(verify("--message", changed, "--receipt", receiptFile, "--lang", "en")).isOne();
        assertThat(printed()).contains("FAIL           message", "INVALID").doesNotContain("报文");
    }

    @Test
    void aDamagedReceiptExitsWithOneAndIsNamed() throws IOException {
        String damaged = file("damaged", "{\"format\":1}");
        assertThat(verify("--message", message, "--receipt", damaged, "--lang", "zh")).isOne();
        assertThat(printed()).contains("FAIL           format", "结论: 无效");
    }

    @Test
    void aReceiptWithoutItsMessageExitsWithThree() {
        assertThat(verify("--receipt", receiptFile)).isEqualTo(3);
        assertThat(printed()).contains("VALID (message not checked)");
    }

    @Test
    void aSoapEnvelopeCarriesItsReceipt() throws IOException {
        String body = "<a:Answer xmlns:a=\"urn:a\">x</a:Answer>";
        ObjectNode entry = TestLog.entry(body.getBytes(StandardCharsets.UTF_8), "exc-c14n");
        Receipt soap = log.receipt(HashAlgorithm.SM3, entry, log.certificates(), log.signers);
        String envelope =
                "<s:Envelope xmlns:s='%s'><s:Header><Receipt xmlns='urn:zhengshu:receipt'>%s</Receipt></s:Header><s:Body> %s </s:Body></s:Envelope>"
                        .formatted(SOAP, soap.toHeader(), body);
        assertThat(verify("--soap", file("soap", envelope))).isZero();
        assertThat(verify("--soap", file("soap", envelope.replace(">x<", ">y<")))).isOne();
        String bare = file("soap", envelope.replace("urn:zhengshu:receipt", "urn:other"));
        assertThat(verify("--soap", bare)).isEqualTo(2);
        String beside = Files.write(directory.resolve("beside"), soap.encode()).toString();
        assertThat(verify("--soap", bare, "--receipt", beside)).isZero();
    }

    @Test
    void jsonIsPrintedOnRequest() {
        assertThat(verify("--message", message, "--receipt", receiptFile, "--json")).isZero();
        JsonNode report = CanonicalJson.parse(out.toByteArray());
        assertThat(report.path("verdict").asText()).isEqualTo("VALID");
        assertThat(report.path("checks")).hasSize(11);
    }

    @Test
    void wrongUsageAndUnreadableInputExitWithTwoAndOneSentence() throws IOException {
        String[][] wrong = {
            {"check"},
            {"verify"},
            {"verify", "--trust"},
            {"verify", "--trust", trust},
            {"verify", "--trust", trust, "--message", message},
            {"verify", "--trust", trust, "--receipt", directory + "/none"},
            {"verify", "--trust", message, "--receipt", receiptFile},
            {"verify", "--trust", trust, "--receipt", receiptFile, "--headers", message},
            {"verify", "--trust", trust, "--soap", message, "--receipt", receiptFile},
            {"verify", "--trust", trust, "--soap", message, "--message", message},
            {"verify", "--trust", trust, "--receipt", receiptFile, "--lang", "fr"},
            {"verify", "--trust", trust, "--receipt", receiptFile, "--colour"},
            {"verify", "--trust", trust, "--trust", trust, "--receipt", receiptFile}
        };
        for (String[] arguments : wrong) {
            err.reset();
            assertThat(run(arguments)).as(String.join(" ", arguments)).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
            assertThat(out.size()).isZero();
        }
    }

    @Test
    void helpAndVersionExitWithZero() {
        assertThat(run("--help")).isZero();
        assertThat(printed()).contains("verify --trust", "退出码");
        assertThat(run("verify", "--help")).isZero();
        assertThat(run("version")).isZero();
        assertThat(run()).isEqualTo(2);
    }

    private int verify(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "verify";
        all[1] = "--trust";
        all[2] = trust;
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return run(all);
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
