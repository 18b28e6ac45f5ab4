package org.zhengshu.signature.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeStampSignerTest {
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final byte[] NOTE = "检查点\n".getBytes(StandardCharsets.UTF_8);
    private static final ASN1ObjectIdentifier SHA_256 = NISTObjectIdentifiers.id_sha256;
    private static final BigInteger NONCE = new BigInteger("1234567890abcdef", 16);

    private final TestAuthority authority;

    TimeStampSignerTest() throws Exception {
        authority = new TestAuthority(KeyPurposeId.id_kp_timeStamping);
    }

    @ParameterizedTest
    @CsvSource({
        "SHA-256, 2.16.840.1.101.3.4.2.1",
        "SHA-384, 2.16.840.1.101.3.4.2.2",
        "SHA-512, 2.16.840.1.101.3.4.2.3",
        "SM3, 1.2.156.10197.1.401"
    })
    @Tag("SIG-2")
    void anImprintOfEachDigestGetsATokenThatVerifies(String digest, String oid) throws Exception {
        TimeStampRequest request =
                request(new ASN1ObjectIdentifier(oid), imprint(digest), NONCE, true);

        TimeStampResponse response = answer(request.getEncoded());

        response.validate(request);
        assertThat(response.getStatus()).isEqualTo(PKIStatus.GRANTED);
        TimeStampToken token = response.getTimeStampToken();
        token.validate(
                new JcaSimpleSignerInfoVerifierBuilder()
                        .setProvider(PROVIDER)
                        .build(new JcaX509CertificateHolder(authority.certificate())));
        assertThat(token.getTimeStampInfo().getGenTime().toInstant()).isEqualTo(TestAuthority.NOW);
        assertThat(token.getTimeStampInfo().getNonce()).isEqualTo(NONCE);
        assertThat(token.getTimeStampInfo().getPolicy()).isEqualTo(TimeStampSigner.POLICY);
        assertThat(token.getTimeStampInfo().getAccuracy().getSeconds().hasValue(1)).isTrue();
        assertThat(token.getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_signingCertificate))
                .isNull();
        assertThat(
                        token.getSignedAttributes()
                                .get(PKCSObjectIdentifiers.id_aa_signingCertificateV2))
                .isNotNull();
        assertThat(token.getSignedAttributes().get(CMSAttributes.signingTime)).isNull();
    }

    @Test
    @Tag("SIG-2")
    void certificatesComeOnlyWhenAskedForAndSerialNumbersNeverRepeat() throws Exception {
        Set<BigInteger> serials = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            TimeStampToken token =
                    answer(request(SHA_256, imprint("SHA-256"), null, i % 2 == 0).getEncoded())
                            .getTimeStampToken();
            assertThat(token.getCertificates().getMatches(null)).hasSize(i % 2 == 0 ? 1 : 0);
            assertThat(token.getTimeStampInfo().getNonce()).isNull();
            serials.add(token.getTimeStampInfo().getSerialNumber());
        }
        assertThat(serials).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "3000", "30030201", "308000"})
    @Tag("SIG-3")
    void whatIsNoRequestIsRefusedAsBadData(String bytes) throws Exception {
        refused(bytes.getBytes(StandardCharsets.UTF_8), PKIFailureInfo.badDataFormat);
        if (bytes.length() % 2 == 0) {
            refused(java.util.HexFormat.of().parseHex(bytes), PKIFailureInfo.badDataFormat);
        }
    }

    @Test
    @Tag("SIG-3")
    void aRequestThatIsCutOffTooLongOrTooLargeIsRefused() throws Exception {
        byte[] good = request(SHA_256, imprint("SHA-256"), NONCE, true).getEncoded();

        refused(Arrays.copyOf(good, good.length - 1), PKIFailureInfo.badDataFormat);
        refused(Arrays.copyOf(good, good.length + 1), PKIFailureInfo.badDataFormat);
        refused(new byte[TimeStampSigner.MAX_REQUEST + 1], PKIFailureInfo.badDataFormat);
        good[4] = 2;
        refused(good, PKIFailureInfo.badRequest);
    }

    @Test
    @Tag("SIG-3")
    void anotherDigestPolicyOrExtensionIsRefusedByItsName() throws Exception {
        refused(
                request(OIWObjectIdentifiers.idSHA1, new byte[20], NONCE, true).getEncoded(),
                PKIFailureInfo.badAlg);
        refused(
                request(SHA_256, new byte[31], NONCE, true).getEncoded(),
                PKIFailureInfo.badDataFormat);
        TimeStampRequestGenerator policy = new TimeStampRequestGenerator();
        policy.setReqPolicy("1.2.3.4");
        refused(
                policy.generate(SHA_256, imprint("SHA-256")).getEncoded(),
                PKIFailureInfo.unacceptedPolicy);
        TimeStampRequestGenerator extension = new TimeStampRequestGenerator();
        extension.addExtension(new ASN1ObjectIdentifier("1.2.3.5"), true, new byte[] {5, 0});
        refused(
                extension.generate(SHA_256, imprint("SHA-256")).getEncoded(),
                PKIFailureInfo.unacceptedExtension);
    }

    @Test
    @Tag("SIG-1")
    void aKeyThatIsNotForTimeStampsSignsNone() throws Exception {
        TestAuthority other = new TestAuthority(KeyPurposeId.id_kp_clientAuth);

        assertThatThrownBy(other::signer).isInstanceOf(IllegalArgumentException.class);
    }

    private void refused(byte[] request, int failure) throws Exception {
        TimeStampResponse response = answer(request);
        assertThat(response.getStatus()).isEqualTo(PKIStatus.REJECTION);
        assertThat(response.getTimeStampToken()).isNull();
        assertThat(response.getFailInfo().intValue()).isEqualTo(failure);
    }

    private TimeStampResponse answer(byte[] request) throws Exception {
        return new TimeStampResponse(authority.signer().answer(request));
    }

    private static TimeStampRequest request(
            ASN1ObjectIdentifier digest, byte[] imprint, BigInteger nonce, boolean certificates) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(certificates);
        return nonce == null
                ? generator.generate(digest, imprint)
                : generator.generate(digest, imprint, nonce);
    }

    private static byte[] imprint(String digest) throws Exception {
        return MessageDigest.getInstance(digest, PROVIDER).digest(NOTE);
    }
}
