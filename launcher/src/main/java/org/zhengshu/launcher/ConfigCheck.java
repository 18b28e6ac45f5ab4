package org.zhengshu.launcher;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.zhengshu.kernel.boundary.Text;

/** Everything that can be known before a start (启动前检查). */
final class ConfigCheck {
    private final Options options;
    private final Answers answers;
    private final Clock clock;
    private final Findings findings = new Findings();

    ConfigCheck(Options options, Answers answers, Clock clock) {
        this.options = options;
        this.answers = answers;
        this.clock = clock;
    }

    /** Checks a node that is set up; while it runs, its ports are its own. */
    Findings run(boolean running) {
        answers.check(options.data().resolve("setup.properties"), findings);
        if (findings.haveErrors()) {
            return findings;
        }
        surroundings(running);
        Optional<Secrets> secrets = secrets();
        if (secrets.isPresent()) {
            keys(secrets.get());
            database();
        }
        new RulesCheck(options.config(), clock).run(findings);
        new SettingsCheck(
                        options.home().config().resolve("zhengshu.properties.example"),
                        options.home().pristineConfiguration().resolve("zhengshu.xml"),
                        findings)
                .run(options.properties());
        return findings;
    }

    /** What can be checked before anything is written. */
    Findings beforeSetup() {
        surroundings(false);
        if (answers.device() && !findings.haveErrors()) {
            device();
        }
        secretFiles();
        if (!findings.haveErrors()) {
            database();
        }
        return findings;
    }

    private void surroundings(boolean running) {
        SurroundingsCheck machine = new SurroundingsCheck(findings);
        machine.publicAddress(answers);
        machine.java(Runtime.version().feature());
        machine.disk(options.data());
        machine.memory(options.xmx());
        if (!running) {
            machine.ports(options.ports().complete(), options.bind(), options.httpBind());
        }
    }

    private Optional<Secrets> secrets() {
        secretFiles();
        Path kept = options.data().resolve("secrets.properties");
        if (SecretFile.read(kept, findings).isEmpty() || findings.haveErrors()) {
            return Optional.empty();
        }
        return Optional.of(Secrets.of(options.data()));
    }

    private void secretFiles() {
        files(answers).values().forEach(file -> SecretFile.read(file, findings));
    }

    /** Where the operator's secrets are, by their names among the node's. */
    static Map<String, Path> files(Answers answers) {
        Path passphrase = answers.file(Question.PASSPHRASE_FILE);
        Path database = answers.file(Question.DATABASE_PASSWORD_FILE);
        Map<String, Path> software =
                Map.of(
                        "pki.password", passphrase,
                        "tls.password", passphrase,
                        "db.password", database);
        if (!answers.device()) {
            return software;
        }
        return Map.of(
                "pki.password", passphrase,
                "tls.password", passphrase,
                "db.password", database,
                "pkcs11.pin", answers.file(Question.PKCS11_PIN_FILE));
    }

    private void keys(Secrets secrets) {
        Pki pki = Pki.of(options.data(), secrets, options.node(), clock);
        if (answers.device()) {
            Optional<Device> device = device();
            if (device.isEmpty()) {
                return;
            }
            pki.with(device.get());
        }
        new CertificateCheck(options.data(), clock, findings).run(pki, secrets.get("pki.password"));
    }

    private Optional<Device> device() {
        Optional<String> pin = SecretFile.read(answers.file(Question.PKCS11_PIN_FILE), findings);
        if (pin.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(open(answers, pin.get()));
        } catch (Exception e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String why = e.getMessage() + " / " + cause.getMessage();
            findings.error(
                    "device/unusable",
                    answers.get(Question.PKCS11_LIBRARY) + " " + answers.get(Question.PKCS11_TOKEN),
                    new Text("密码设备无法使用: " + why, "the device cannot be used: " + why),
                    new Text(
                            "核对动态库、令牌标签、PIN 以及运行用户对设备的权限",
                            "check library, token label, PIN, and this user's rights on the device"));
            return Optional.empty();
        }
    }

    static Device open(Answers answers, String pin) throws Exception {
        return Device.open(
                answers.file(Question.PKCS11_LIBRARY), answers.get(Question.PKCS11_TOKEN), pin);
    }

    private void database() {
        SecretFile.read(answers.file(Question.DATABASE_PASSWORD_FILE), findings)
                .ifPresent(
                        password ->
                                new DatabaseCheck(
                                                new Options.ExternalDatabase(
                                                        answers.databaseUrl(),
                                                        answers.get(Question.DATABASE_USER),
                                                        () -> password),
                                                clock,
                                                findings)
                                        .run(Versions.newest(options.home().migrations())));
    }
}
