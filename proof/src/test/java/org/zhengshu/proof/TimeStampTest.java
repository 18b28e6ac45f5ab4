package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeStampTest {
    private static final Instant TIME = Instant.parse("2026-11-20T08:00:05Z");
    private static final byte[] NOTE =
            new TestLog().receipt().checkpoint().text().getBytes(StandardCharsets.UTF_8);

    @TempDir private Path directory;
    private final TestCa root;
    private final TestTsa tsa;

    TimeStampTest() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        root = TestCa.javaRoot("Time root", generator.generateKeyPair(), "SHA256withECDSA");
        tsa = TestTsa.of(root, TestTsa.PURPOSE);
    }

    @Test
    void aTokenHoldsForItsBytesAlone() {
        TimeStamp stamp = TimeStamp.parse(tsa.stamp(NOTE, TIME));
        assertThat(stamp.covers(NOTE)).isTrue();
        assertThat(stamp.covers(Arrays.copyOf(NOTE, NOTE.length - 1))).isFalse();
        assertThat(stamp.time()).isEqualTo(TIME);
        assertThat(stamp.validate(trusting(root)))
                .containsExactly(tsa.certificate(), root.certificate());
    }

    @Test
    void authoritiesWithSm2AndRsaKeysAreAccepted() throws Exception {
        TestCa sm2 = TestCa.sm2Root("SM2 root");
        assertThat(TimeStamp.parse(TestTsa.sm2(sm2).stamp(NOTE, TIME)).validate(trusting(sm2)))
                .hasSize(2);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        for (String algorithm : List.of("SHA256withRSA", "SHA512withRSA")) {
            TestTsa rsa = TestTsa.of(root, generator.generateKeyPair(), algorithm, TestTsa.PURPOSE);
            assertThat(TimeStamp.parse(rsa.stamp(NOTE, TIME)).validate(trusting(root))).hasSize(2);
        }
    }

    @Test
    void opensslAcceptsWhatIsAcceptedHere() throws Exception {
        Files.write(directory.resolve("token.der"), tsa.stamp(NOTE, TIME));
        Files.write(directory.resolve("checkpoint.txt"), NOTE);
        Files.writeString(directory.resolve("root.pem"), TestCa.pem(root.certificate()));
        assertThat(openssl("checkpoint.txt", TIME)).contains("Verification: OK");
        Files.write(directory.resolve("other.txt"), new byte[] {1});
        assertThat(openssl("other.txt", TIME)).contains("message imprint mismatch");
    }

    /** A token with the chain of its authority that "openssl ts -reply" made. */
    @Test
    void whatOpensslMakesIsAcceptedInDer() throws Exception {
        byte[] sent = resource("token.der");
        byte[] note = resource("checkpoint.txt");
        assertThatThrownBy(() -> TimeStamp.parse(sent))
                .isInstanceOf(ProofException.class)
                .hasMessageContaining("not in DER");
        byte[] token = TimeStamp.der(sent);
        assertThat(TimeStamp.der(token)).isEqualTo(token);
        TimeStamp stamp = TimeStamp.parse(token);
        assertThat(stamp.covers(note)).isTrue();
        TrustAnchors anchors = TrustAnchors.fromPem(new ByteArrayInputStream(resource("root.pem")));
        assertThat(stamp.validate(anchors)).hasSize(3);
        Files.write(directory.resolve("token.der"), token);
        Files.write(directory.resolve("checkpoint.txt"), note);
        Files.write(directory.resolve("root.pem"), resource("root.pem"));
        assertThat(openssl("checkpoint.txt", stamp.time())).contains("Verification: OK");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = TimeStampTest.class.getResourceAsStream("/timestamp/" + name)) {
            return in.readAllBytes();
        }
    }

    private String openssl(String data, Instant time) throws Exception {
        Process process =
                new ProcessBuilder(
                                "openssl",
                                "ts",
                                "-verify",
                                "-token_in",
                                "-in",
                                "token.der",
                                "-data",
                                data,
                                "-CAfile",
                                "root.pem",
                                "-attime",
                                Long.toString(time.getEpochSecond()))
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return said;
    }

    @Test
    void anAuthorityThatIsNotTrustedIsRefused() {
        refuse(tsa.stamp(NOTE, TIME), trusting(TestCa.sm2Root("Time root")), "no trust anchor");
    }

    @Test
    void theCertificateMustBeForTimeStampsAlone() throws Exception {
        Extension weak = TestTsa.purpose(false, KeyPurposeId.id_kp_timeStamping);
        Extension wide =
                TestTsa.purpose(
                        true, KeyPurposeId.id_kp_timeStamping, KeyPurposeId.id_kp_clientAuth);
        Extension other = TestTsa.purpose(true, KeyPurposeId.id_kp_clientAuth);
        for (TestTsa wrong :
                List.of(
                        TestTsa.of(root),
                        TestTsa.of(root, weak),
                        TestTsa.of(root, wide),
                        TestTsa.of(root, other))) {
            refuse(wrong.stamp(NOTE, TIME), trusting(root), "timeStamping");
        }
    }

    @Test
    void theCertificateMustBeValidAtTheStatedTime() {
        Instant late = TestCa.UNTIL.plusSeconds(1);
        refuse(tsa.stamp(NOTE, late), trusting(root), "was not valid at");
    }

    @Test
    void anAlteredTimeIsRefused() {
        byte[] token = tsa.stamp(NOTE, TIME);
        String text = new String(token, StandardCharsets.ISO_8859_1);
        String altered = text.replace("20261120080005Z", "20261119080005Z");
        assertThat(altered).isNotEqualTo(text);
        byte[] bytes = altered.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(TimeStamp.parse(bytes).time()).isNotEqualTo(TIME);
        refuse(bytes, trusting(root), "digest differs");
    }

    @Test
    void aTokenMustNameTheCertificateOfItsSigner() throws Exception {
        refuse(tsa.naming().stamp(NOTE, TIME), trusting(root), "once");
        refuse(
                tsa.naming(root.certificate()).stamp(NOTE, TIME),
                trusting(root),
                "names another certificate");
        refuse(
                tsa.sending(root.certificate()).stamp(NOTE, TIME),
                trusting(root),
                "lacks the certificate");
        TestTsa other = TestTsa.of(root, TestTsa.PURPOSE);
        refuse(
                tsa.sending(tsa.certificate(), other.certificate()).stamp(NOTE, TIME),
                trusting(root),
                "does not need");
    }

    @Test
    void aWrongSignatureIsRefused() throws Exception {
        TestTsa liar =
                new TestTsa(
                        tsa.certificate(),
                        TestTsa.of(root, TestTsa.PURPOSE).signer(),
                        tsa.sent(),
                        tsa.more());
        refuse(liar.stamp(NOTE, TIME), trusting(root), "does not verify");
    }

    @Test
    void anotherVersionIsRefused() throws Exception {
        TSTInfo info = TestTsa.info(NOTE, TIME);
        byte[] der = info.getEncoded("DER");
        der[4] = 2;
        refuse(tsa.stamp(TSTInfo.getInstance(der)), trusting(root), "version");
    }

    @Test
    void onlyDerOfATokenIsRead() throws Exception {
        byte[] token = tsa.stamp(NOTE, TIME);
        ASN1Sequence parts = (ASN1Sequence) ASN1Primitive.fromByteArray(token);
        byte[] indefinite = new BERSequence(parts.toArray()).getEncoded("BER");
        byte[] deep = new byte[60_000];
        Arrays.fill(deep, (byte) 0x30);
        for (int i = 1; i < deep.length; i += 2) {
            deep[i] = (byte) 0x80;
        }
        for (byte[] wrong :
                List.of(
                        indefinite,
                        deep,
                        new byte[0],
                        new byte[] {0x30, 0},
                        new byte[65 * 1024],
                        Arrays.copyOf(token, token.length + 1),
                        Arrays.copyOf(token, token.length - 1))) {
            assertThatThrownBy(() -> TimeStamp.parse(wrong)).isInstanceOf(ProofException.class);
        }
    }

    @Test
    void noByteOfATokenCanChange() {
        byte[] token = tsa.stamp(NOTE, TIME);
        for (int i = 0; i < token.length; i++) {
            byte[] changed = token.clone();
            changed[i] ^= (byte) (1 << i % 8);
            assertThatThrownBy(
                            () -> {
                                TimeStamp stamp = TimeStamp.parse(changed);
                                stamp.validate(trusting(root));
                            })
                    .as("byte " + i)
                    .isInstanceOf(RuntimeException.class);
        }
    }

    private static void refuse(byte[] token, TrustAnchors anchors, String why) {
        assertThatThrownBy(() -> TimeStamp.parse(token).validate(anchors))
                .isInstanceOf(ProofException.class)
                .hasMessageContaining(why);
    }

    private static TrustAnchors trusting(TestCa... roots) {
        return new TrustAnchors(Arrays.stream(roots).map(TestCa::certificate).toList());
    }
}
