package org.zhengshu.proof;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/** What time-stamps and document signatures read alike from a CMS signer (RFC 5652 5.3). */
final class CmsSigner {
    private CmsSigner() {}

    /** The certificate that the signer names; refused under the name of the part when absent. */
    /**
     * What a signer has put in (RFC 5652 section 5.3). Its optional fields are known by their tags,
     * at which the library does not look: written anew, it must be the same.
     */
    static SignerInfo read(ASN1Encodable encoded, String part) throws IOException {
        SignerInfo signer = SignerInfo.getInstance(encoded);
        if (!Arrays.equals(
                signer.getEncoded(ASN1Encoding.DER),
                encoded.toASN1Primitive().getEncoded(ASN1Encoding.DER))) {
            throw new ProofException(part, "has a field of the signer under another tag");
        }
        return signer;
    }

    static X509CertificateHolder certificate(
            SignerInfo signer, List<X509CertificateHolder> certificates, String part) {
        ASN1Encodable id = signer.getSID().getId();
        return certificates.stream()
                .filter(candidate -> isNamed(id, candidate))
                .findFirst()
                .orElseThrow(() -> new ProofException(part, "lacks the certificate of the signer"));
    }

    private static boolean isNamed(ASN1Encodable id, X509CertificateHolder candidate) {
        return id instanceof ASN1OctetString key
                ? Arrays.equals(key.getOctets(), keyIdentifier(candidate))
                : new IssuerAndSerialNumber(candidate.getIssuer(), candidate.getSerialNumber())
                        .equals(IssuerAndSerialNumber.getInstance(id));
    }

    private static byte[] keyIdentifier(X509CertificateHolder candidate) {
        var extensions = candidate.getExtensions();
        var identifier =
                extensions == null ? null : SubjectKeyIdentifier.fromExtensions(extensions);
        return identifier == null ? new byte[0] : identifier.getKeyIdentifier();
    }

    /** The one value of a signed attribute that must be there once. */
    static ASN1Encodable attribute(
            AttributeTable attributes, String part, ASN1ObjectIdentifier type) {
        if (attributes.getAll(type).size() != 1) {
            throw new ProofException(part, "needs the signed attribute " + type + " once");
        }
        Attribute attribute = attributes.get(type);
        if (attribute.getAttrValues().size() != 1) {
            throw new ProofException(part, "signed attribute " + type + " needs one value");
        }
        return attribute.getAttrValues().getObjectAt(0);
    }
}
