package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.CollectionStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PdfCmsTest {
    private static final byte[] CONTENT = {1, 2, 3};

    @ParameterizedTest
    @CsvSource({
        "2048, SHA1withRSA",
        "2048, MD5withRSA",
        "2048, SHA224withRSA",
        "1024, SHA256withRSA"
    })
    void weakAlgorithmsAreRefused(int bits, String algorithm) throws Exception {
        PdfCms cms = PdfCms.parse(cms(bits, algorithm, false, "DER"));

        assertThatThrownBy(cms::algorithm)
                .isInstanceOf(ProofException.class)
                .hasMessageStartingWith("algorithm");
    }

    @Test
    void aPlainCmsSignatureIsNotPades() throws Exception {
        PdfCms cms = PdfCms.parse(cms(2048, "SHA256withRSA", false, "DER"));

        assertThat(cms.algorithm()).startsWith("SHA256withRSA with RSA 2048");
        assertThat(cms.covers(CONTENT)).isTrue();
        assertThat(cms.covers(new byte[] {1, 2, 4})).isFalse();
        assertThat(cms.verifies()).isTrue();
        assertThatThrownBy(cms::requireSigningCertificate).isInstanceOf(ProofException.class);
        assertThatThrownBy(cms::requireAttributes).hasMessageContaining("signingTime");
    }

    @Test
    void berAndEncapsulatedContentAreRefused() throws Exception {
        byte[] ber = cms(2048, "SHA256withRSA", false, "BER");
        byte[] attached = cms(2048, "SHA256withRSA", true, "DER");

        assertThatThrownBy(() -> PdfCms.parse(ber)).hasMessageContaining("not in DER");
        assertThatThrownBy(() -> PdfCms.parse(attached)).hasMessageContaining("not a detached");
        assertThatThrownBy(() -> PdfCms.parse(new byte[] {0x30, 0}))
                .isInstanceOf(ProofException.class);
    }

    private static byte[] cms(int bits, String algorithm, boolean attached, String encoding)
            throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        KeyPair key = generator.generateKeyPair();
        X500Name name = new X500Name("CN=test");
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        Instant until = Instant.parse("2027-01-01T00:00:00Z");
        X509CertificateHolder certificate =
                new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(from),
                                Date.from(until),
                                name,
                                key.getPublic())
                        .build(
                                new JcaContentSignerBuilder("SHA256withRSA")
                                        .build(key.getPrivate()));
        CMSSignedDataGenerator cms = new CMSSignedDataGenerator();
        cms.addSignerInfoGenerator(
                new SignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .build(
                                new JcaContentSignerBuilder(algorithm).build(key.getPrivate()),
                                certificate));
        cms.addCertificates(new CollectionStore<>(List.of(certificate)));
        return cms.generate(new CMSProcessableByteArray(CONTENT), attached).getEncoded(encoding);
    }
}
