package org.zhengshu.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhengshu.kernel.boundary.Text;

/**
 * The set-up of a production node (安装设置). Everything is checked before anything is written, each
 * step makes only what is missing, and the answers are kept last: a set-up that was cut off starts
 * again.
 */
final class Setup {
    private static final int SHORTEST_PASSPHRASE = 12;
    private static final List<String> COPIED = List.of("packs", "calendar", "codelists", "fonts");

    private final Options options;
    private final Answers answers;
    private final Clock clock;
    private final Path data;

    Setup(Options options, Answers answers, Clock clock) {
        this.options = options;
        this.answers = answers;
        this.clock = clock;
        this.data = options.data();
    }

    /** Exit status 0, or 2 when the findings have to be dealt with first. */
    int run(Object source) {
        Screen.step("检查回答与环境", "Checking answers and surroundings");
        Findings findings = check(source);
        findings.show();
        if (findings.haveErrors()) {
            return findings.status();
        }
        PrivateFiles.directory(data);
        try (DataLock only = DataLock.take(data)) {
            Screen.step("写入配置", "Writing the configuration");
            configuration();
            Screen.step("生成密钥与证书", "Making keys and certificates");
            keys();
            answers.keep(data);
        }
        Screen.text(next());
        return Findings.FINE;
    }

    private Findings check(Object source) {
        Findings findings = new Findings();
        answers.check(source, findings);
        if (findings.haveErrors()) {
            return findings;
        }
        unchanged(findings);
        SecretFile.read(answers.file(Question.PASSPHRASE_FILE), findings)
                .filter(passphrase -> passphrase.length() < SHORTEST_PASSPHRASE)
                .ifPresent(passphrase -> tooShort(findings));
        rules().stack(answers.list(Question.STACK), answers.get(Question.SUPPLEMENT), findings);
        if (findings.haveErrors()) {
            return findings;
        }
        return new ConfigCheck(options, answers, clock).beforeSetup();
    }

    private void tooShort(Findings findings) {
        findings.error(
                "secret/too-short",
                answers.get(Question.PASSPHRASE_FILE),
                new Text("密钥库口令少于 12 位", "the passphrase has fewer than 12 characters"),
                new Text("换用更长的口令", "use a longer one"));
    }

    /** The name of the node and the place of its keys stand in certificates and in the log. */
    private void unchanged(Findings findings) {
        Optional<Answers> before = Answers.of(data);
        for (Question question : List.of(Question.NODE, Question.KEYS)) {
            String now = answers.get(question);
            if (before.isPresent() && !before.get().get(question).equals(now)) {
                findings.error(
                        "setup/cannot-change",
                        question.key(),
                        new Text(
                                "已设置为 " + before.get().get(question) + ", 不能改为 " + now,
                                "it was set to " + before.get().get(question) + " for good"),
                        new Text("恢复原值, 或换一个空的数据目录", "keep it, or choose an empty data directory"));
            }
        }
    }

    private RulesCheck rules() {
        Path own = data.resolve("config");
        return new RulesCheck(Files.exists(own) ? own : options.home().config(), clock);
    }

    /** The operator's own copy: what he has changed there stays. */
    private void configuration() {
        Path from = options.home().config();
        Path to = data.resolve("config");
        for (String folder : COPIED) {
            copyMissing(from.resolve(folder), to.resolve(folder));
        }
        Path settings = to.resolve("zhengshu.properties");
        try {
            if (Files.notExists(settings)) {
                String example = Files.readString(from.resolve("zhengshu.properties.example"));
                Files.writeString(settings, example.replaceAll("(?m)^(zhengshu)", "#$1"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PrivateFiles.write(
                to.resolve("packs/node.json"),
                new RulesCheck(to, clock)
                        .node(
                                answers.get(Question.JURISDICTION),
                                answers.list(Question.STACK),
                                answers.get(Question.SUPPLEMENT)));
    }

    private static void copyMissing(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.notExists(target)) {
                    Files.createDirectories(target.getParent());
                    Path half = target.resolveSibling(target.getFileName() + ".tmp");
                    Files.copy(file, half, StandardCopyOption.REPLACE_EXISTING);
                    Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keys() {
        Map<String, Path> files = ConfigCheck.files(answers);
        Secrets secrets = Secrets.with(data, files);
        Pki pki = pki(data, secrets, answers, clock);
        pki.prepare(tlsNames(answers));
    }

    /** The authority of a node that is set up, with its device when it has one. */
    static Pki pki(Path data, Secrets secrets, Answers answers, Clock clock) {
        Pki pki = Pki.of(data, secrets, answers.get(Question.NODE), clock);
        return answers.device() ? pki.with(device(answers, secrets)) : pki;
    }

    static Device device(Answers answers, Secrets secrets) {
        try {
            return ConfigCheck.open(answers, secrets.get("pkcs11.pin"));
        } catch (Exception e) {
            throw StartFailure.refused(
                    "密码设备无法使用: " + e.getMessage(), "The device cannot be used: " + e.getMessage());
        }
    }

    /** The names of the answers, and this machine's own loopback. */
    static List<String> tlsNames(Answers answers) {
        List<String> names = new ArrayList<>(answers.list(Question.TLS_NAMES));
        names.addAll(List.of("localhost", "127.0.0.1", "::1"));
        return names;
    }

    private String next() {
        return """

        设置完成 Set up: %s
        启用的法规配置及其条款 Rules in force, with their articles:
        %s

        下一步 Next:
          bin/zhengshu config check     启动前检查 what is wrong before a start
          bin/zhengshu start            启动 start (systemd: config/service/zhengshu.service)
          %s
                                        首任三员的一次性口令, 首次启动时生成, 仅本用户可读
                                        one-time passwords of the first three administrators, written at the first start
          bin/zhengshu cert request tls 由政务 CA 签发证书 for a certificate of the government's authority
        """
                .formatted(
                        data,
                        new RulesCheck(data.resolve("config"), clock)
                                .articles(
                                        answers.list(Question.STACK),
                                        answers.get(Question.SUPPLEMENT)),
                        data.resolve("administrators.properties"));
    }
}
