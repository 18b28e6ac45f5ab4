package org.zhengshu.signature.control;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.bouncycastle.util.CollectionStore;

/**
 * Answers time-stamp requests with one key (时间戳签发), RFC 3161 with the ESSCertIDv2 of RFC 5816; a
 * request that cannot be granted gets the status and the failure of section 2.4.2. Thread-safe.
 */
public final class TimeStampSigner {
    /** The policy of the built-in authority, below 2.25 (a UUID as an arc, ITU-T X.667). */
    public static final ASN1ObjectIdentifier POLICY =
            new ASN1ObjectIdentifier("2.25.246310724074333850226982773059389839082");

    /** Larger requests are refused unread. */
    public static final int MAX_REQUEST = 8 * 1024;

    private static final Set<ASN1ObjectIdentifier> DIGESTS =
            Set.of(
                    NISTObjectIdentifiers.id_sha256,
                    NISTObjectIdentifiers.id_sha384,
                    NISTObjectIdentifiers.id_sha512,
                    GMObjectIdentifiers.sm3);

    /** How far a clock that is kept by NTP may be off (RFC 3161 accuracy). */
    private static final int ACCURACY_SECONDS = 1;

    private static final int SERIAL_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private final PrivateKey key;
    private final JcaX509CertificateHolder certificate;
    private final Clock clock;

    /** The key of a certificate whose only purpose is time-stamping, that one first. */
    public TimeStampSigner(PrivateKey key, List<X509Certificate> chain, Clock clock) {
        this.key = key;
        this.clock = clock;
        try {
            this.certificate = new JcaX509CertificateHolder(chain.get(0));
            generator();
        } catch (CertificateEncodingException | OperatorCreationException | TSPException e) {
            throw new IllegalArgumentException("not a key for time-stamps", e);
        }
    }

    /** The response in DER to a request in DER. */
    public byte[] answer(byte[] request) {
        try {
            return response(request).getEncoded("DER");
        } catch (IOException | OperatorCreationException | TSPException e) {
            throw new IllegalStateException("time-stamp", e);
        }
    }

    private TimeStampResponse response(byte[] bytes)
            throws OperatorCreationException, TSPException {
        TimeStampResponseGenerator responses =
                new TimeStampResponseGenerator(
                        generator(), DIGESTS, Set.of(POLICY), Set.<ASN1ObjectIdentifier>of());
        TimeStampRequest request;
        try {
            if (bytes.length > MAX_REQUEST) {
                throw new IOException("too large");
            }
            request =
                    new TimeStampRequest(
                            TimeStampReq.getInstance(ASN1Primitive.fromByteArray(bytes)));
        } catch (IOException | RuntimeException e) {
            return refused(responses, PKIFailureInfo.badDataFormat, "not a time-stamp request");
        }
        if (request.getVersion() != 1) {
            return refused(responses, PKIFailureInfo.badRequest, "not of version 1");
        }
        BigInteger serial = new BigInteger(SERIAL_BITS, RANDOM);
        try {
            return responses.generateGrantedResponse(request, serial, Date.from(clock.instant()));
        } catch (TSPException e) {
            return responses.generateRejectedResponse(e);
        }
    }

    private static TimeStampResponse refused(
            TimeStampResponseGenerator responses, int failure, String why) throws TSPException {
        return responses.generateFailResponse(PKIStatus.REJECTION, failure, why);
    }

    private String algorithm() {
        return key.getAlgorithm().startsWith("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    }

    private TimeStampTokenGenerator generator() throws OperatorCreationException, TSPException {
        DigestCalculatorProvider digests =
                new JcaDigestCalculatorProviderBuilder().setProvider(PROVIDER).build();
        JcaContentSignerBuilder builder = new JcaContentSignerBuilder(algorithm());
        boolean staysInDevice = key.getEncoded() == null;
        ContentSigner signer = (staysInDevice ? builder : builder.setProvider(PROVIDER)).build(key);
        TimeStampTokenGenerator tokens =
                new TimeStampTokenGenerator(
                        new SignerInfoGeneratorBuilder(digests)
                                .setSignedAttributeGenerator(new Attributes())
                                .build(signer, certificate),
                        digests.get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                        POLICY);
        tokens.addCertificates(new CollectionStore<>(List.of(certificate)));
        tokens.setAccuracySeconds(ACCURACY_SECONDS);
        tokens.setResolution(TimeStampTokenGenerator.R_MILLISECONDS);
        tokens.setLocale(Locale.ROOT);
        return tokens;
    }

    /** The time is that of the token and no other. */
    private static final class Attributes extends DefaultSignedAttributeTableGenerator {
        @Override
        @SuppressWarnings("rawtypes")
        public AttributeTable getAttributes(Map parameters) {
            return super.getAttributes(parameters).remove(CMSAttributes.signingTime);
        }
    }
}
