package org.zhengshu.elicence.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhengshu.elicence.control.Licences.CREATED;
import static org.zhengshu.elicence.control.Licences.SEAL;
import static org.zhengshu.elicence.control.Licences.WORDS;
import static org.zhengshu.elicence.control.Licences.aLicence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.proof.Check;
import org.zhengshu.proof.PdfVerifier;
import org.zhengshu.proof.TrustAnchors;
import org.zhengshu.proof.VerificationReport;

class SignedLicenceTest {
    private static final Instant AT = CREATED.plus(Duration.ofDays(1));

    private static TestPki p256;
    private static TestPki rsa;
    private static byte[] unsigned;
    private static byte[] signed;

    @BeforeAll
    static void sign() throws Exception {
        p256 = TestPki.p256();
        rsa = TestPki.rsa();
        unsigned = Licences.document().create(aLicence(), CREATED);
        signed = p256.signer().sign(unsigned, WORDS, SEAL);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSignedLicenceVerifies(boolean withRsa) throws Exception {
        TestPki pki = withRsa ? rsa : p256;

        PdfVerifier.Result result =
                PdfVerifier.examine(pki.signer().sign(unsigned, WORDS, SEAL), pki.anchors(), AT);

        assertThat(result.report().checks())
                .filteredOn(check -> check.outcome() != Check.Outcome.PASS)
                .extracting(Check::name)
                .containsExactly("pdf.law.13.2");
        assertThat(result.accepted()).isTrue();
        assertThat(result.metadata())
                .containsEntry("ZZBS", aLicence().identifier().toString())
                .containsEntry("CZZT", aLicence().name());
    }

    /** A file of the release before licences had seals and codes, with its root. */
    @Test
    void aLicenceWithoutASealStillVerifies() throws Exception {
        byte[] old = resource("licence-without-seal.pdf");
        TrustAnchors root =
                TrustAnchors.fromPem(
                        new ByteArrayInputStream(resource("licence-without-seal.pem")));

        PdfVerifier.Result result = PdfVerifier.examine(old, root, AT);

        assertThat(result.accepted()).isTrue();
        assertThat(result.report().checks())
                .filteredOn(check -> check.outcome() != Check.Outcome.PASS)
                .extracting(Check::name)
                .containsExactly("pdf.law.13.2");
    }

    @Test
    void rsaSigningIsRepeatable() throws Exception {
        DocumentSigner signer = rsa.signer();

        assertThat(signer.sign(unsigned, WORDS, SEAL))
                .isEqualTo(signer.sign(unsigned, WORDS, SEAL));
    }

    @Test
    void anUnsignedPdfFails() throws Exception {
        assertThat(failed(unsigned, p256)).contains("pdf.signature", "pdf.law.13.4");
    }

    @Tag("LIC-4")
    @Test
    void everyChangedByteIsFound() throws Exception {
        Set<Integer> positions = boundaries();
        Random random = new Random(20261120);
        for (int i = 0; i < 500; i++) {
            positions.add(random.nextInt(signed.length));
        }
        for (int position : positions) {
            byte[] changed = signed.clone();
            changed[position] ^= (byte) (1 << random.nextInt(8));
            assertThat(accepted(changed, p256)).as("byte %d", position).isFalse();
        }
    }

    @Tag("LIC-4")
    @Test
    void everyChangedByteOfTheSignatureIsFound() throws Exception {
        int start = gapStart();
        int end = gapEnd();
        int filling = lastDigit(end);
        for (int position = start; position < end; position += position < filling ? 1 : 5) {
            byte[] changed = signed.clone();
            boolean letter = signed[position] >= 'A' && position % 2 == 0;
            changed[position] ^= (byte) (letter ? 0x20 : 1 << position % 4);
            assertThat(accepted(changed, p256)).as("byte %d", position - start).isFalse();
        }
    }

    @Test
    void everyCutFileFails() throws Exception {
        for (int length : boundaries()) {
            assertThat(accepted(Arrays.copyOf(signed, length), p256)).as("%d", length).isFalse();
        }
    }

    @Tag("LIC-4")
    @Test
    void anIncrementalUpdateAfterSigningIsNamed() throws Exception {
        byte[] updated;
        try (PDDocument pdf = Loader.loadPDF(signed);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            pdf.getDocumentCatalog().setLanguage("en");
            pdf.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            pdf.saveIncremental(out);
            updated = out.toByteArray();
        }

        assertThat(updated).startsWith(signed);
        assertThat(PdfVerifier.verify(updated, p256.anchors(), AT).failures())
                .anySatisfy(
                        check -> {
                            assertThat(check.name()).isEqualTo("pdf.byteRange");
                            assertThat(check.detail()).contains("incremental update");
                        });
        assertThat(failed(append(signed, "\n"), p256)).contains("pdf.byteRange");
    }

    @Tag("LIC-4")
    @Test
    void aSecondSignatureFails() throws Exception {
        byte[] other = append(signed, "\n% /ByteRange [0 1 2 3]\n");

        assertThat(failed(other, p256)).contains("pdf.byteRange");
        assertThatThrownBy(() -> p256.signer().sign(signed, WORDS, SEAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("already signed");
    }

    @Test
    void theSignatureOfAnotherDocumentFails() throws Exception {
        LicenceDocument document = Licences.document();
        DocumentSigner signer = rsa.signer();
        byte[] one = signer.sign(document.create(aLicence(), CREATED), WORDS, SEAL);
        byte[] two = signer.sign(document.create(aLicence(), CREATED.plusSeconds(1)), WORDS, SEAL);
        int from = indexOf(one, "/Contents <") + 10;
        int source = indexOf(two, "/Contents <") + 10;
        int length = indexOf(one, "/ByteRange") - from;
        System.arraycopy(two, source, one, from, length);

        assertThat(failed(one, rsa)).contains("pdf.digest", "pdf.law.13.4");
    }

    @Tag("LIC-5")
    @Test
    void anUntrustedRootFails() throws Exception {
        assertThat(failed(signed, rsa)).contains("pdf.certificate", "pdf.law.13.1");
    }

    @Tag("LIC-5")
    @Test
    void anExpiredOrFutureCertificateFails() throws Exception {
        for (Instant at : List.of(TestPki.UNTIL.plusSeconds(1), TestPki.FROM.minusSeconds(1))) {
            assertThat(names(PdfVerifier.verify(signed, p256.anchors(), at)))
                    .contains("pdf.certificate");
        }
    }

    @Test
    void aClaimedTimeInTheFutureFails() throws Exception {
        assertThat(names(PdfVerifier.verify(signed, p256.anchors(), CREATED.minusSeconds(3600))))
                .containsExactly("pdf.time");
    }

    @Tag("LIC-5")
    @Test
    void aKeyForOtherUsesFails() throws Exception {
        byte[] other = p256.signer(KeyUsage.keyAgreement).sign(unsigned, WORDS, SEAL);

        assertThat(failed(other, p256)).contains("pdf.keyUsage");
    }

    @Tag("SIG-1")
    @Test
    void aKeyOfAnotherCertificateIsRefusedAtOnce() throws Exception {
        List<X509Certificate> chain = p256.chain(KeyUsage.digitalSignature);

        assertThatThrownBy(() -> new DocumentSigner(TestPki.p256().key().getPrivate(), chain))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not that of the certificate");
        assertThatThrownBy(() -> new DocumentSigner(p256.key().getPrivate(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void activeContentFailsEvenWhenSigned() throws Exception {
        byte[] active;
        try (PDDocument pdf = Loader.loadPDF(unsigned);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            pdf.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
            pdf.save(out);
            active = p256.signer().sign(out.toByteArray(), WORDS, SEAL);
        }

        assertThat(failed(active, p256)).containsExactly("pdf.content");
    }

    private static byte[] resource(String name) throws Exception {
        try (InputStream in = SignedLicenceTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static Set<Integer> boundaries() {
        Set<Integer> positions = new TreeSet<>();
        String text = new String(signed, StandardCharsets.ISO_8859_1);
        for (String word :
                List.of(
                        "%PDF-",
                        "obj",
                        "stream",
                        "xref",
                        "trailer",
                        "startxref",
                        "%%EOF",
                        "/ByteRange",
                        "/Contents",
                        "/DocMDP",
                        "/Prev",
                        "/Root",
                        "/M (")) {
            for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
                positions.addAll(List.of(Math.max(0, at - 1), at, at + word.length()));
            }
        }
        for (int edge : List.of(0, gapStart(), gapEnd(), signed.length - 1)) {
            for (int near = -2; near <= 2; near++) {
                positions.add(Math.min(signed.length - 1, Math.max(0, edge + near)));
            }
        }
        return positions;
    }

    private static int gapStart() {
        return indexOf(signed, "/Contents <") + 10;
    }

    private static int gapEnd() {
        return new String(signed, StandardCharsets.ISO_8859_1).indexOf('>', gapStart()) + 1;
    }

    /** Where the zeros begin that fill the gap. */
    private static int lastDigit(int end) {
        int last = end - 2;
        while (signed[last] == '0') {
            last--;
        }
        return last + 1;
    }

    private static int indexOf(byte[] bytes, String word) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(word);
    }

    private static byte[] append(byte[] bytes, String text) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + text.length());
        System.arraycopy(
                text.getBytes(StandardCharsets.US_ASCII), 0, longer, bytes.length, text.length());
        return longer;
    }

    private static boolean accepted(byte[] pdf, TestPki pki) throws Exception {
        return PdfVerifier.accepted(PdfVerifier.verify(pdf, pki.anchors(), AT));
    }

    private static List<String> failed(byte[] pdf, TestPki pki) throws Exception {
        return names(PdfVerifier.verify(pdf, pki.anchors(), AT));
    }

    private static List<String> names(VerificationReport report) {
        return report.failures().stream().map(Check::name).toList();
    }
}
