package org.zhengshu.proof;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.util.CollectionStore;

/** A time-stamp authority for tests that can also make tokens that it should not. */
record TestTsa(
        X509CertificateHolder certificate,
        ContentSigner signer,
        List<X509CertificateHolder> sent,
        AttributeTable more) {
    static final Extension PURPOSE = purpose(true, KeyPurposeId.id_kp_timeStamping);

    static Extension purpose(boolean critical, KeyPurposeId... purposes) {
        try {
            return Extension.create(
                    Extension.extendedKeyUsage, critical, new ExtendedKeyUsage(purposes));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With a P-256 key, which every tool knows. */
    static TestTsa of(TestCa ca, Extension... extensions) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return of(ca, generator.generateKeyPair(), "SHA256withECDSA", extensions);
    }

    static TestTsa of(TestCa ca, KeyPair keys, String algorithm, Extension... extensions)
            throws Exception {
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
        return of(ca, info, TestCa.javaSigner(keys.getPrivate(), algorithm), extensions);
    }

    static TestTsa sm2(TestCa ca) {
        ECPrivateKeyParameters key = Sm2.generateKey(ca.random());
        return of(ca, TestCa.info(key), TestCa.sm2Signer(key, ca.random()), PURPOSE);
    }

    private static TestTsa of(
            TestCa ca, SubjectPublicKeyInfo key, ContentSigner signer, Extension... extensions) {
        X509CertificateHolder certificate =
                ca.issue(TestCa.Request.endEntity("Test TSA", key).with(extensions));
        return new TestTsa(certificate, signer, List.of(certificate), names(certificate));
    }

    TestTsa sending(X509CertificateHolder... certificates) {
        return new TestTsa(certificate, signer, List.of(certificates), more);
    }

    TestTsa naming(X509CertificateHolder other) {
        return new TestTsa(certificate, signer, sent, names(other));
    }

    TestTsa naming() {
        return new TestTsa(certificate, signer, sent, new AttributeTable(new DERSet()));
    }

    private static AttributeTable names(X509CertificateHolder certificate) {
        try {
            byte[] hash = HashAlgorithm.SHA_256.digest(certificate.getEncoded());
            SigningCertificateV2 value = new SigningCertificateV2(new ESSCertIDv2(hash));
            return new AttributeTable(
                    new Attribute(
                            PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(value)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static TSTInfo info(byte[] data, Instant time) {
        return new TSTInfo(
                new ASN1ObjectIdentifier("1.2.3.4.1"),
                new MessageImprint(
                        new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256),
                        HashAlgorithm.SHA_256.digest(data)),
                new ASN1Integer(BigInteger.TEN),
                new ASN1GeneralizedTime(Date.from(time)),
                null,
                null,
                null,
                null,
                null);
    }

    byte[] stamp(byte[] data, Instant time) {
        return stamp(info(data, time));
    }

    byte[] stamp(TSTInfo info) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new SignerInfoGeneratorBuilder(new BcDigestCalculatorProvider())
                            .setSignedAttributeGenerator(
                                    parameters ->
                                            new DefaultSignedAttributeTableGenerator(more)
                                                    .getAttributes(parameters)
                                                    .remove(CMSAttributes.signingTime))
                            .build(signer, certificate));
            generator.addCertificates(new CollectionStore<>(sent));
            CMSProcessableByteArray content =
                    new CMSProcessableByteArray(
                            PKCSObjectIdentifiers.id_ct_TSTInfo, info.getEncoded("DER"));
            return generator.generate(content, true).toASN1Structure().getEncoded("DER");
        } catch (IOException | CMSException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
