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
import java.util.Map;
import java.util.Properties;

/**
 * The passwords of an instance, in secrets.properties of its data directory: generated, or under
 * {@code <key>.file} the file of the operator's that holds it.
 */
public final class Secrets {
    private static final List<String> KEYS =
            List.of(
                    "db.admin.password",
                    "db.password",
                    "pki.password",
                    "tls.password",
                    "audit.subject.key");
    private static final String FILE = ".file";

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
        List<String> missing = KEYS.stream().filter(key -> !secrets.has(key)).toList();
        boolean keyMissing = !secrets.has(CREDENTIALS_KEY);
        if (keyMissing) {
            secrets.values.setProperty(CREDENTIALS_KEY, random(32));
        }
        if (keyMissing || !missing.isEmpty()) {
            missing.forEach(key -> secrets.values.setProperty(key, random()));
            PrivateFiles.write(file, secrets.values);
        }
        return secrets;
    }

    /** Notes the files that hold secrets of the operator's, before any is generated instead. */
    static Secrets with(Path data, Map<String, Path> files) {
        Path file = data.resolve("secrets.properties");
        Properties values = new Properties();
        if (Files.exists(file)) {
            values.putAll(of(data).values);
        }
        files.forEach((key, place) -> values.setProperty(key + FILE, place.toString()));
        PrivateFiles.write(file, values);
        return of(data);
    }

    private boolean has(String key) {
        return values.getProperty(key) != null || values.getProperty(key + FILE) != null;
    }

    /** The password under a key. */
    public String get(String key) {
        String file = values.getProperty(key + FILE);
        if (file != null) {
            return ofFile(Path.of(file));
        }
        String value = values.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(key);
        }
        return value;
    }

    private static String ofFile(Path file) {
        Findings findings = new Findings();
        return SecretFile.read(file, findings)
                .orElseThrow(
                        () -> {
                            Finding found = findings.all().get(0);
                            return StartFailure.refused(
                                    found.where() + ": " + found.what().zh(),
                                    found.where() + ": " + found.what().en());
                        });
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
