package org.zhengshu.identity.control;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.util.Arrays;

/** Password hashes by Argon2id (口令散列), RFC 9106, in the PHC string form. */
public final class PasswordHash {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PasswordHash() {}

    public static String of(String password) {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m="
                + MEMORY_KIB
                + ",t="
                + PASSES
                + ",p=1$"
                + base64.encodeToString(salt)
                + "$"
                + base64.encodeToString(derive(password, salt, MEMORY_KIB, PASSES));
    }

    /** Compares in constant time with what the stored string was made from. */
    public static boolean matches(String password, String stored) {
        String[] parts = stored.split("\\$");
        String[] costs = parts[3].split(",");
        byte[] expected = Base64.getDecoder().decode(parts[5]);
        byte[] actual =
                derive(
                        password,
                        Base64.getDecoder().decode(parts[4]),
                        Integer.parseInt(costs[0].substring(2)),
                        Integer.parseInt(costs[1].substring(2)));
        return Arrays.constantTimeAreEqual(expected, actual);
    }

    private static byte[] derive(String password, byte[] salt, int memory, int passes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withSalt(salt)
                        .withMemoryAsKB(memory)
                        .withIterations(passes)
                        .withParallelism(1)
                        .build());
        byte[] hash = new byte[LENGTH];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
