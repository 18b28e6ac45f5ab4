package org.zhengshu.proof;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * SM2 signatures with SM3 (国密签名), GB/T 32918.2, in DER and with the default user id
 * 1234567812345678.
 */
public final class Sm2 {
    /**
     * The curve of GB/T 32918.5 in the implementation made for it, seven times faster than the
     * general one.
     */
    public static final ECNamedDomainParameters DOMAIN =
            new ECNamedDomainParameters(
                    GMObjectIdentifiers.sm2p256v1, CustomNamedCurves.getByName("sm2p256v1"));

    private Sm2() {}

    public static AsymmetricCipherKeyPair generateKeyPair(SecureRandom random) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(DOMAIN, random));
        return generator.generateKeyPair();
    }

    /** A new key; {@link #publicKey(ECPrivateKeyParameters)} gives the public one. */
    public static ECPrivateKeyParameters generateKey(SecureRandom random) {
        return (ECPrivateKeyParameters) generateKeyPair(random).getPrivate();
    }

    public static ECPublicKeyParameters publicKey(ECPrivateKeyParameters key) {
        return new ECPublicKeyParameters(DOMAIN.getG().multiply(key.getD()).normalize(), DOMAIN);
    }

    public static byte[] sign(ECPrivateKeyParameters key, byte[] message) {
        return sign(key, message, new SecureRandom());
    }

    public static byte[] sign(ECPrivateKeyParameters key, byte[] message, SecureRandom random) {
        try {
            SM2Signer signer = new SM2Signer();
            signer.init(true, new ParametersWithRandom(key, random));
            signer.update(message, 0, message.length);
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException("SM2 cannot sign with this key", e);
        }
    }

    /**
     * Signs with one key again and again, thread-safe: what depends on the key alone, a point
     * multiplication as dear as the signature itself, is computed once.
     */
    static UnaryOperator<byte[]> signing(ECPrivateKeyParameters key) {
        SM2Signer signer = new SM2Signer();
        signer.init(true, new ParametersWithRandom(key, new SecureRandom()));
        return message -> {
            synchronized (signer) {
                // an earlier signature may have been broken off
                signer.reset();
                signer.update(message, 0, message.length);
                try {
                    return signer.generateSignature();
                } catch (CryptoException e) {
                    throw new IllegalStateException("SM2 cannot sign with this key", e);
                }
            }
        };
    }

    /** False for a wrong signature as well as for bytes that are no DER signature. */
    public static boolean verify(ECPublicKeyParameters key, byte[] message, byte[] signature) {
        SM2Signer signer = new SM2Signer();
        signer.init(false, key);
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }

    /** PKCS#8 (RFC 5208) DER without encryption. */
    public static byte[] encodePrivateKey(ECPrivateKeyParameters key) {
        try {
            ECPrivateKeyParameters named = new ECPrivateKeyParameters(key.getD(), DOMAIN);
            return PrivateKeyInfoFactory.createPrivateKeyInfo(named).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("an SM2 key always has a DER form", e);
        }
    }

    public static ECPrivateKeyParameters decodePrivateKey(byte[] pkcs8) {
        try {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(pkcs8);
            if (GMObjectIdentifiers.sm2p256v1.equals(info.getPrivateKeyAlgorithm().getParameters())
                    && PrivateKeyFactory.createKey(info) instanceof ECPrivateKeyParameters key) {
                return new ECPrivateKeyParameters(checked(key.getD()), DOMAIN);
            }
        } catch (IOException | RuntimeException e) {
            throw new ProofException("private key", "is not PKCS#8 of an SM2 key", e);
        }
        throw new ProofException("private key", "is not on the SM2 curve");
    }

    private static BigInteger checked(BigInteger d) {
        if (d.signum() <= 0 || d.compareTo(DOMAIN.getN().subtract(BigInteger.ONE)) >= 0) {
            throw new ProofException("private key", "is out of the range of SM2");
        }
        return d;
    }

    /** The DER subject public key info that stands in certificates, with the uncompressed point. */
    public static byte[] encodePublicKey(ECPublicKeyParameters key) {
        try {
            ECPublicKeyParameters named = new ECPublicKeyParameters(key.getQ(), DOMAIN);
            return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(named).getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("an SM2 key always has a DER form", e);
        }
    }

    /** True when this is a key on the named SM2 curve; curves given by their parameters are not. */
    public static boolean isSm2(SubjectPublicKeyInfo info) {
        return X9ObjectIdentifiers.id_ecPublicKey.equals(info.getAlgorithm().getAlgorithm())
                && GMObjectIdentifiers.sm2p256v1.equals(info.getAlgorithm().getParameters());
    }

    public static ECPublicKeyParameters publicKey(X509CertificateHolder certificate) {
        return publicKey(certificate.getSubjectPublicKeyInfo());
    }

    public static ECPublicKeyParameters publicKey(SubjectPublicKeyInfo info) {
        if (!isSm2(info)) {
            throw new ProofException("public key", "is not on the SM2 curve");
        }
        try {
            byte[] point = info.getPublicKeyData().getOctets();
            return new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(point), DOMAIN);
        } catch (RuntimeException e) {
            throw new ProofException("public key", "is not a point of the SM2 curve", e);
        }
    }
}
