package org.zhengshu.identity.boundary;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Passwords that the platform makes itself (生成的口令): 24 characters that the password rule accepts.
 */
public final class GeneratedPassword {
    private static final SecureRandom RANDOM = new SecureRandom();

    private GeneratedPassword() {}

    public static String next() {
        byte[] random = new byte[15];
        RANDOM.nextBytes(random);
        return "Zs1-" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
