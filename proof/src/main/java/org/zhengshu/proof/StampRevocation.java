package org.zhengshu.proof;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The look at the revocation lists of a time-stamp authority before its token is kept (时间戳证书吊销核验):
 * the same rules by which a receipt with the token will be checked.
 */
public final class StampRevocation {
    private StampRevocation() {}

    /**
     * PASS when a list speaks of each certificate between the token and its anchor and none was
     * revoked, OPEN when there is none for one of them; a revoked one, and a list that is not of
     * its issuers or out of date, is refused.
     */
    public static Check check(byte[] token, TrustAnchors anchors, List<byte[]> lists) {
        TimeStamp stamp = TimeStamp.parse(token);
        var chain = stamp.validate(anchors);
        var proven = Optional.of(new TimeStampCheck.Proven(stamp.time(), chain));
        return new RevocationCheck(lists)
                .check(() -> new RevocationCheck.Uses(stamp.time(), List.of(), proven));
    }

    /** True when the list is of an issuer in the token's chain and in date at the token's time. */
    public static boolean fits(byte[] list, byte[] token, TrustAnchors anchors) {
        try {
            TimeStamp stamp = TimeStamp.parse(token);
            RevocationList read = RevocationList.parse(list);
            return read.speaksOf(stamp.time())
                    && stamp.validate(anchors).stream().skip(1).anyMatch(read::isBy);
        } catch (ProofException e) {
            return false;
        }
    }

    /** False when the list had already been replaced by then; what is no list is refused. */
    public static boolean speaksOf(byte[] list, Instant at) {
        return RevocationList.parse(list).speaksOf(at);
    }
}
