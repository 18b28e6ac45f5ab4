package org.zhengshu.signature.boundary;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zhengshu.proof.HashAlgorithm;

/**
 * What callers of the two header conventions compute with their secret (共享密钥签名). All secrets are
 * tried and compared in constant time, so that the time tells nothing.
 */
public final class SharedSecretProof {
    private SharedSecretProof() {}

    /** x-tif-*: SHA-256 over timestamp, secret, nonce, timestamp, in hexadecimal of any case. */
    public static boolean tif(
            List<char[]> secrets, String timestamp, String nonce, String signature) {
        byte[] given = signature.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return anyMatches(
                secrets,
                given,
                secret ->
                        HexFormat.of()
                                .withUpperCase()
                                .formatHex(
                                        HashAlgorithm.SHA_256.digest(
                                                joined(timestamp, secret, nonce + timestamp))));
    }

    /** gjzwfwpt_*: HMAC-SHA-256 under the secret over service, requester and time, in Base64. */
    public static boolean national(List<char[]> secrets, String message, String signature) {
        return anyMatches(
                secrets,
                signature.getBytes(StandardCharsets.UTF_8),
                secret -> Base64.getEncoder().encodeToString(hmac(secret, message)));
    }

    private static boolean anyMatches(
            List<char[]> secrets, byte[] given, Function<char[], String> proof) {
        boolean matches = false;
        for (char[] secret : secrets) {
            byte[] expected = proof.apply(secret).getBytes(StandardCharsets.US_ASCII);
            matches |= MessageDigest.isEqual(expected, given);
        }
        return matches;
    }

    private static byte[] joined(String before, char[] secret, String after) {
        byte[] first = before.getBytes(StandardCharsets.UTF_8);
        byte[] middle = bytes(secret);
        byte[] last = after.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(first.length + middle.length + last.length)
                .put(first)
                .put(middle)
                .put(last)
                .array();
    }

    private static byte[] hmac(char[] secret, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(char[] secret) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(secret));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }
}
