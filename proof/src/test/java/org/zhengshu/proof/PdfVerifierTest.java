package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PdfVerifierTest {
    private static final Instant AT = Instant.parse("2026-11-21T00:00:00Z");
    private static final Path RESOURCES = Path.of("src", "test", "resources", "pdf");
    private static final Path LICENCE = RESOURCES.resolve("licence.pdf");
    private static final Path ROOT = RESOURCES.resolve("root.pem");

    private static byte[] licence;
    private static TrustAnchors anchors;

    @BeforeAll
    static void read() throws Exception {
        licence = Files.readAllBytes(LICENCE);
        anchors = TrustAnchors.fromPem(ROOT);
    }

    @Test
    void aKeptLicenceStillVerifies() {
        PdfVerifier.Result result = PdfVerifier.examine(licence, anchors, AT);

        assertThat(result.accepted()).as("%s", result.report()).isTrue();
        assertThat(result.metadata()).containsEntry("ZZMC", "营业执照").hasSize(14);
    }

    @Test
    void metadataOfAFileThatFailsAreNotGiven() {
        byte[] changed = licence.clone();
        changed[1000] ^= 1;

        assertThat(PdfVerifier.examine(changed, anchors, AT).metadata()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%PDF-1.7",
                "not a PDF at all",
                "%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF",
                "%PDF-1.7\n/ByteRange [0 1 2 3]",
                "%PDF-1.7\n/ByteRange [0 999999999 999999999 999999999]",
                "%PDF-1.7\n/ByteRange [0 9 9 31]xxxxxxxxxxxxx",
                "%PDF-1.7\n/ByteRange [-1 1 2 3]",
                "%PDF-1.7\n/ByteRange [00 1 2 3]",
                "x%PDF-1.7\n"
            })
    void otherFilesFail(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);

        assertThat(PdfVerifier.verify(bytes, anchors, AT).failures()).isNotEmpty();
    }

    @Test
    void anUnsignedPdfFailsTheCheckOfItsSignature() {
        byte[] pdf = "%PDF-1.7\n%%EOF".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(PdfVerifier.verify(pdf, anchors, AT).failures())
                .contains(Check.fail("pdf.signature", "the PDF is not signed"));
    }

    @Test
    void aFileOverTheLimitIsNotRead() {
        byte[] huge = new byte[(20 << 20) + 1];
        System.arraycopy(licence, 0, huge, 0, licence.length);

        assertThat(PdfVerifier.verify(huge, anchors, AT).failures())
                .extracting(Check::name)
                .contains("pdf.size")
                .doesNotContain("pdf.byteRange");
    }

    @Test
    void damagedFilesNeverThrow() {
        Random random = new Random(13);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = licence.clone();
            for (int j = 0; j < 40; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(
                            () ->
                                    assertThat(
                                                    PdfVerifier.accepted(
                                                            PdfVerifier.verify(
                                                                    damaged, anchors, AT)))
                                            .isFalse())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aBombIsFoundBeforeAnyParserSeesIt() throws Exception {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        pdf.write("1 0 obj\n<< /Filter /FlateDecode >>\nstream\n".getBytes("US-ASCII"));
        try (DeflaterOutputStream out = new DeflaterOutputStream(pdf)) {
            for (int i = 0; i < 33; i++) {
                out.write(new byte[1 << 20]);
            }
        }

        assertThatThrownBy(() -> PdfStreams.requireBounded(pdf.toByteArray()))
                .isInstanceOf(ProofException.class)
                .hasMessageContaining("inflate to more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<< /Filter /LZWDecode >>",
                "<< /Filter/RunLengthDecode >>",
                "<< /Filter [/FlateDecode /FlateDecode] >>",
                "<< /Filter 7 0 R >>",
                "<< /Filter %\n/LZWDecode >>",
                "<< /Filter [%/FlateDecode\n/LZWDecode] >>",
                "<< /Fil#74er /LZWDecode >>",
                "<< /Filter /LZW#44ecode >>",
                "<< /Filter /Fl#61teDecode >>"
            })
    void otherFiltersAreRefused(String dictionary) {
        byte[] pdf = (dictionary + "\nstream\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> PdfStreams.requireBounded(pdf)).isInstanceOf(ProofException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<< /Filter /FlateDecode >>",
                "<< /Filter [ /FlateDecode ] >>",
                "<< /Filter [] >>",
                "<< /FilterX /LZWDecode /F1#20x 1 >>"
            })
    void plainFiltersAreAccepted(String dictionary) {
        byte[] pdf = (dictionary + "\nstream\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThatCode(() -> PdfStreams.requireBounded(pdf)).doesNotThrowAnyException();
    }

    @Test
    void theCommandTellsByItsExitCode(@TempDir Path folder) throws Exception {
        Path changed = folder.resolve("changed.pdf");
        byte[] bytes = licence.clone();
        bytes[2000] ^= 1;
        Files.write(changed, bytes);
        String at = AT.toString();
        String root = ROOT.toString();

        assertThat(run("verify-pdf", "--trust", root, LICENCE.toString(), "--at", at)).isZero();
        assertThat(run("verify-pdf", "--trust", root, "--json", LICENCE.toString(), "--at", at))
                .isZero();
        assertThat(run("verify-pdf", "--trust", root, changed.toString(), "--at", at)).isOne();
        assertThat(
                        run(
                                "verify-pdf",
                                "--trust",
                                root,
                                LICENCE.toString(),
                                "--at",
                                "2040-01-01T00:00:00Z"))
                .isOne();
        assertThat(run("verify-pdf", "--trust", root)).isEqualTo(2);
        assertThat(run("verify-pdf", LICENCE.toString())).isEqualTo(2);
        assertThat(run("verify-pdf", "--trust", root, "missing.pdf")).isEqualTo(2);
        assertThat(run("verify-pdf", "--trust", root, LICENCE.toString(), "--at", "today"))
                .isEqualTo(2);
    }

    private static int run(String... arguments) {
        PrintStream nowhere =
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return Main.run(arguments, nowhere, nowhere);
    }
}
