package org.zhengshu.proof;

import java.util.Base64;

/** Base64 of RFC 4648 sections 4 and 5 in which every byte string has exactly one accepted text. */
public final class StrictBase64 {
    private StrictBase64() {}

    public static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public static byte[] decode(String part, String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (encode(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new ProofException(part, "is not base64", e);
        }
        throw new ProofException(part, "is not base64 in its only standard form");
    }

    static String encodeUrl(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] decodeUrl(String part, String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (encodeUrl(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new ProofException(part, "is neither JSON nor base64url", e);
        }
        throw new ProofException(part, "is not base64url without padding in its only form");
    }
}
