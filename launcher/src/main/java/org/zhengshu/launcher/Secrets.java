package org.zhengshu.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Properties;

/** The generated passwords of an instance, in secrets.properties of its data directory. */
public final class Secrets {
    private static final List<String> KEYS =
            List.of(
                    "db.admin.password",
                    "db.password",
                    "pki.password",
                    "tls.password",
                    "audit.subject.key");

    /** Encrypts the secrets of client systems in the database: AES-256. */
    private static final String CREDENTIALS_KEY = "credentials.key";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Properties values = new Properties();

    private Secrets() {}

    /** Reads the file and adds what is missing in it. */
    public static Secrets of(Path data) {
        Secrets secrets = new Secrets();
        Path file = data.resolve("secrets.properties");
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                secrets.values.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        List<String> missing =
                KEYS.stream().filter(key -> secrets.values.getProperty(key) == null).toList();
        boolean keyMissing = secrets.values.getProperty(CREDENTIALS_KEY) == null;
        if (keyMissing) {
            secrets.values.setProperty(CREDENTIALS_KEY, random(32));
        }
        if (keyMissing || !missing.isEmpty()) {
            missing.forEach(key -> secrets.values.setProperty(key, random()));
            PrivateFiles.write(file, secrets.values);
        }
        return secrets;
    }

    /** The password under a key. */
    public String get(String key) {
        String value = values.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(key);
        }
        return value;
    }

    /** 192 random bits without characters that need quoting. */
    static String random() {
        return random(24);
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
