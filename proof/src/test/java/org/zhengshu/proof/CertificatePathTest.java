package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;

class CertificatePathTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private final SubjectPublicKeyInfo key = TestCa.info(Sm2.generateKey(new SecureRandom()));
    private final TestCa root = TestCa.sm2Root("Root");

    @Test
    void aChainOfSm2LeadsToItsRoot() {
        TestCa first = root.intermediate("First");
        TestCa second = first.intermediate("Second");
        X509CertificateHolder leaf = second.issue(TestCa.Request.endEntity("Leaf", key));
        List<X509CertificateHolder> given = List.of(first.certificate(), second.certificate());
        assertThat(CertificatePath.validate(leaf, given, trusting(root), NOW))
                .containsExactly(
                        leaf, second.certificate(), first.certificate(), root.certificate());
    }

    @Test
    void rootsWithP256AndRsaAreAcceptedBesideAnSm2Root() throws Exception {
        TestCa ec = TestCa.javaRoot("EC", keys("EC", 256), "SHA256withECDSA");
        TestCa rsa = TestCa.javaRoot("RSA", keys("RSA", 2048), "SHA256withRSA");
        TrustAnchors anchors = trusting(root, ec, rsa);
        for (TestCa ca : List.of(root, ec, rsa)) {
            X509CertificateHolder leaf = ca.issue(TestCa.Request.endEntity("Leaf", key));
            assertThat(CertificatePath.validate(leaf, List.of(), anchors, NOW)).hasSize(2);
        }
    }

    @Test
    void weakKeysAndAlgorithmsAreRefused() throws Exception {
        TestCa weak = TestCa.javaRoot("Weak", keys("RSA", 1024), "SHA256withRSA");
        refuse(weak.issue(TestCa.Request.endEntity("Leaf", key)), List.of(), trusting(weak));
        TestCa sha1 = TestCa.javaRoot("Old", keys("RSA", 2048), "SHA1withRSA");
        refuse(sha1.issue(TestCa.Request.endEntity("Leaf", key)), List.of(), trusting(sha1));
    }

    @Test
    void anEndEntityCannotIssue() {
        TestCa first = root.intermediate("First");
        var poser = root.issue(TestCa.Request.endEntity("First", info(first)));
        X509CertificateHolder leaf = first.issue(TestCa.Request.endEntity("Leaf", key));
        refuse(leaf, List.of(poser), trusting(root));
        assertThat(
                        CertificatePath.validate(
                                leaf, List.of(poser, first.certificate()), trusting(root), NOW))
                .hasSize(3);
    }

    @Test
    void anAuthorityIsNoEndEntity() {
        refuse(root.intermediate("First").certificate(), List.of(), trusting(root));
        refuse(root.certificate(), List.of(), trusting(root));
    }

    @Test
    void everyCertificateOfTheChainMustBeValidAtTheInstant() {
        TestCa expired = root.intermediate("First", NOW.minusSeconds(1));
        X509CertificateHolder leaf = expired.issue(TestCa.Request.endEntity("Leaf", key));
        refuse(leaf, List.of(expired.certificate()), trusting(root));
        X509CertificateHolder fresh = root.issue(TestCa.Request.endEntity("Leaf", key));
        assertThatThrownBy(
                        () ->
                                CertificatePath.validate(
                                        fresh,
                                        List.of(),
                                        trusting(root),
                                        TestCa.FROM.minusSeconds(1)))
                .isInstanceOf(ProofException.class);
    }

    @Test
    void tooLongChainsAndTooManyIntermediatesAreRefused() {
        List<X509CertificateHolder> given = new ArrayList<>();
        TestCa last = root;
        for (int i = 0; i < 4; i++) {
            last = last.intermediate("Level " + i);
            given.add(last.certificate());
        }
        X509CertificateHolder leaf = last.issue(TestCa.Request.endEntity("Leaf", key));
        refuse(leaf, given, trusting(root));
        refuse(leaf, Collections.nCopies(9, last.certificate()), trusting(root));
    }

    @Test
    void aRootOfTheSameNameButAnotherKeyIsNoAnchor() {
        X509CertificateHolder leaf = root.issue(TestCa.Request.endEntity("Leaf", key));
        refuse(leaf, List.of(), trusting(TestCa.sm2Root("Root")));
    }

    @Test
    void onlyDerCertificatesAreRead() throws IOException {
        byte[] der = root.certificate().getEncoded();
        assertThat(CertificatePath.decode(der)).isEqualTo(root.certificate());
        assertThatThrownBy(() -> CertificatePath.decode(Arrays.copyOf(der, der.length + 1)))
                .isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> CertificatePath.decode(new byte[0]))
                .isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> CertificatePath.decode(new byte[17 * 1024]))
                .isInstanceOf(ProofException.class);
    }

    @Test
    void trustAnchorsAreOnlyCertificates() throws IOException {
        String pem = TestCa.pem(root.certificate());
        assertThat(anchors("Roots of the node\n" + pem + pem).certificates()).hasSize(2);
        assertThatThrownBy(() -> anchors("")).isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> anchors(pem.replace("MII", "MI!")))
                .isInstanceOf(ProofException.class);
        assertThatThrownBy(
                        () ->
                                anchors(
                                        pem
                                                + "-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----\n"))
                .isInstanceOf(ProofException.class);
    }

    private static TrustAnchors anchors(String pem) throws IOException {
        return TrustAnchors.fromPem(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private static TrustAnchors trusting(TestCa... roots) {
        return new TrustAnchors(Arrays.stream(roots).map(TestCa::certificate).toList());
    }

    private static SubjectPublicKeyInfo info(TestCa ca) {
        return ca.certificate().getSubjectPublicKeyInfo();
    }

    private static KeyPair keys(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static void refuse(
            X509CertificateHolder leaf, List<X509CertificateHolder> given, TrustAnchors anchors) {
        assertThatThrownBy(() -> CertificatePath.validate(leaf, given, anchors, NOW))
                .isInstanceOf(ProofException.class);
    }
}
