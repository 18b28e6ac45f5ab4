package org.zhengshu.signature.control;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.TimeStamp;
import org.zhengshu.proof.TrustAnchors;

/**
 * One request for a time-stamp and the check of its reply (时间戳请求): status, nonce and imprint as RFC
 * 3161 section 2.2 demands, then all that an offline check of the receipt will look at.
 */
public final class TimeStampQuery {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BITS = 64;

    private final byte[] message;
    private final TimeStampRequest request;

    public TimeStampQuery(byte[] message) {
        this.message = message.clone();
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        request =
                generator.generate(
                        NISTObjectIdentifiers.id_sha256,
                        HashAlgorithm.SHA_256.digest(message),
                        new BigInteger(NONCE_BITS, RANDOM));
    }

    public byte[] encoded() throws IOException {
        return request.getEncoded();
    }

    /** The token of a reply that grants the request and leads to an anchor, in DER. */
    public byte[] token(byte[] reply, TrustAnchors anchors) throws IOException {
        try {
            TimeStampResponse response = new TimeStampResponse(reply);
            response.validate(request);
            if (response.getTimeStampToken() == null) {
                throw new IOException(
                        "the authority refused with status "
                                + response.getStatus()
                                + ": "
                                + response.getStatusString());
            }
            byte[] der = TimeStamp.der(response.getTimeStampToken().getEncoded());
            TimeStamp stamp = TimeStamp.parse(der);
            if (!stamp.covers(message)) {
                throw new IOException("the imprint is of something else");
            }
            stamp.validate(anchors);
            return der;
        } catch (TSPException | ProofException e) {
            throw new IOException(e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new IOException("not a time-stamp response", e);
        }
    }
}
