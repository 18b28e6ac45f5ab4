package org.zhengshu.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of a text what must not leave the machine (脱敏): secrets and numbers of people. */
final class Masks {
    private static final String MASK = "******";
    private static final int SHORTEST = 6;

    /** A name that tells of a secret, and its value, in properties, JSON, XML, URLs, headers. */
    private static final Pattern NAMED =
            Pattern.compile(
                    "(?i)([\\w.-]*(?:password|passwd|passphrase|secret|token|credential|api[-_]?key|\\bpin)[\\w.-]*"
                            + "[\"']?\\s*(?:[=:>]|\\s)\\s*[\"']?)([^\\s\"',;&<>}]+)");

    private static final Pattern AUTHORIZATION =
            Pattern.compile("(?i)((?:bearer|basic|digest)\\s+)[A-Za-z0-9._~+/=-]{6,}");
    private static final Pattern KEY =
            Pattern.compile(
                    "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)",
                    Pattern.DOTALL);

    /** GB 11643, also of fifteen digits, GB 32100, mobile numbers. */
    private static final List<Pattern> NUMBERS =
            List.of(
                    Pattern.compile("(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])"),
                    Pattern.compile("(?<![0-9A-Za-z])[1-9][0-9]{14}(?![0-9A-Za-z])"),
                    Pattern.compile(
                            "(?<![0-9A-Za-z])[1-9A-HJ-NPQRTUWXY][0-9A-HJ-NPQRTUWXY][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])"),
                    Pattern.compile("(?<![0-9A-Za-z])1[3-9][0-9]{9}(?![0-9A-Za-z])"));

    private final List<String> known = new ArrayList<>();

    /** Knows the values of all files of a data directory that hold secrets. */
    static Masks of(Options options) {
        Masks masks = new Masks();
        try {
            for (Path file : BackupFiles.apart(options.data())) {
                masks.learn(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (options.database() != null) {
            masks.add(options.database().password());
        }
        masks.known.sort(Comparator.comparing(String::length).reversed());
        return masks;
    }

    private void learn(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".properties")) {
            Properties values = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                values.load(reader);
            }
            for (String key : values.stringPropertyNames()) {
                String value = values.getProperty(key);
                if (key.endsWith(".file") && Files.isReadable(Path.of(value))) {
                    Files.readAllLines(Path.of(value)).forEach(this::add);
                } else {
                    add(value);
                }
            }
        } else if (!name.endsWith(".key")) {
            Files.readAllLines(file).forEach(this::add);
        }
    }

    private void add(String secret) {
        if (secret.strip().length() >= SHORTEST) {
            known.add(secret.strip());
        }
    }

    String clean(String text) {
        String clean = KEY.matcher(text).replaceAll(MASK);
        for (String secret : known) {
            clean = clean.replace(secret, MASK);
        }
        clean = NAMED.matcher(clean).replaceAll("$1" + Matcher.quoteReplacement(MASK));
        clean = AUTHORIZATION.matcher(clean).replaceAll("$1" + MASK);
        for (Pattern number : NUMBERS) {
            clean = number.matcher(clean).replaceAll(MASK);
        }
        return clean;
    }
}
