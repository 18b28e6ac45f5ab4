package org.zhengshu.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.zhengshu.kernel.boundary.Text;

/**
 * The answers to the set-up's questions. They hold no secret, only the files where secrets are; the
 * data directory keeps them as {@code setup.properties}, and a node is set up when it does.
 */
final class Answers {
    private static final String FILE = "setup.properties";

    private final Map<String, String> values = new LinkedHashMap<>();

    static Answers none() {
        return new Answers();
    }

    static Answers read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw StartFailure.refused(
                    "无法读取 " + file + " (应为 UTF-8): " + e,
                    file + " cannot be read (as UTF-8): " + e);
        }
        Answers answers = new Answers();
        properties.stringPropertyNames().stream()
                .sorted()
                .forEach(key -> answers.values.put(key, properties.getProperty(key).strip()));
        return answers;
    }

    /** Those of a node that is set up. */
    static Optional<Answers> of(Path data) {
        Path file = data.resolve(FILE);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    void put(Question question, String answer) {
        values.put(question.key(), answer.strip());
    }

    /** The answer given, or the standard one. */
    String get(Question question) {
        return values.getOrDefault(question.key(), question.standard());
    }

    List<String> list(Question question) {
        return List.of(get(question).split(","));
    }

    int port(Question question) {
        return Integer.parseInt(get(question));
    }

    Path file(Question question) {
        return Path.of(get(question));
    }

    /** Whether keys for standard tools are in a device. */
    boolean device() {
        return get(Question.KEYS).equals("pkcs11");
    }

    String databaseUrl() {
        String host = get(Question.DATABASE_HOST);
        String url =
                "jdbc:postgresql://%s:%s/%s?sslmode=%s"
                        .formatted(
                                host.contains(":") ? "[" + host + "]" : host,
                                get(Question.DATABASE_PORT),
                                get(Question.DATABASE_NAME),
                                get(Question.DATABASE_TLS));
        return Question.DATABASE_TRUST.concerns(this)
                ? url + "&sslrootcert=" + get(Question.DATABASE_TRUST)
                : url;
    }

    /** Unknown keys and answers that do not fit. */
    void check(Object where, Findings findings) {
        List<String> known = List.of(Question.values()).stream().map(Question::key).toList();
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                Text near = Spelling.near(key, known);
                findings.error(
                        "setup/unknown-answer",
                        where,
                        new Text("未知的设置项 " + key + near.zh(), "unknown key " + key + near.en()),
                        new Text("改正或删除该行", "correct the line or remove it"));
            }
        }
        for (Question question : Question.values()) {
            String answer = get(question);
            if (question.concerns(this) && !question.fits(answer)) {
                findings.error(
                        "setup/answer-missing-or-wrong",
                        where,
                        new Text(
                                question.key() + " 的值缺失或不正确: \"" + answer + "\"",
                                question.key() + " is missing or wrong: \"" + answer + "\""),
                        question.text());
            }
        }
    }

    void keep(Path data) {
        Properties properties = new Properties();
        for (Question question : Question.values()) {
            if (question.concerns(this)) {
                properties.setProperty(question.key(), get(question));
            }
        }
        PrivateFiles.write(data.resolve(FILE), properties);
    }

    /** What the launcher's options are by these answers. */
    Map<String, String> options(Path data) {
        return Map.ofEntries(
                Map.entry("config", data.resolve("config").toString()),
                Map.entry("no-sample", "true"),
                Map.entry("node", get(Question.NODE)),
                Map.entry("address", get(Question.PUBLIC_ADDRESS)),
                Map.entry("bind", get(Question.LISTEN)),
                Map.entry("http-bind", get(Question.HTTP_LISTEN)),
                Map.entry("http-port", get(Question.HTTP_PORT)),
                Map.entry("https-port", get(Question.HTTPS_PORT)),
                Map.entry("management-port", get(Question.MANAGEMENT_PORT)),
                Map.entry("xmx", get(Question.MEMORY)));
    }

    /** The example that is committed: every question with its standard answer. */
    static String example() {
        StringBuilder text =
                new StringBuilder(
                        """
                        # 安装设置的回答 Answers for: bin/zhengshu setup --answers setup.properties
                        # UTF-8. 口令只写所在文件的路径, 不写口令本身。 Secrets stay in files of their own; only their paths stand here.
                        """);
        for (Question question : Question.values()) {
            text.append("\n# ").append(question.text().zh());
            text.append("\n# ").append(question.text().en()).append("\n");
            boolean optional = !question.concerns(none());
            text.append(optional ? "#" : "").append(question.key()).append("=");
            text.append(question.standard()).append("\n");
        }
        return text.toString();
    }
}
