package org.zhengshu.launcher;

import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code cert} (密钥与证书): list, renew, replace the keys of the log, revoke. */
final class KeysCommand implements OperatorCommand {
    /** What the package's command line leaves to this command. */
    static final Set<String> OWN = Set.of("renew", "reload", "rotate-log");

    @Override
    public String name() {
        return "cert";
    }

    @Override
    public String help() {
        return """
                cert list              列出证书与到期日                certificates and when they end
                cert renew USE         换发证书 (下次启动生效)         a new key and certificate, in use from the next start
                cert reload            运行中的节点即时采用 TLS 证书   the running node takes its TLS certificates anew
                cert rotate-log        更换日志签名密钥 (须先停止)     new keys for the log, the node being stopped
                cert revoke FILE|SERIAL
                                       吊销证书                        revoke a certificate""";
    }

    @Override
    public void run(Arguments arguments) {
        Options options = arguments.options();
        if (Files.notExists(options.data().resolve("pki"))) {
            throw StartFailure.refused(
                    "数据目录 " + options.data() + " 中没有证书",
                    "There are no certificates in the data directory " + options.data());
        }
        switch (arguments.word(0)) {
            case "list" -> list(options);
            case "renew" -> renew(options, use(arguments.word(1)));
            case "reload" -> TlsReload.run(options);
            case "rotate-log" -> rotateLog(options);
            case "revoke" -> Launcher.revoke(options, arguments.word(1));
            default -> throw arguments.usage();
        }
    }

    /** The keys of a data directory, with the device when its answers name one. */
    static Pki pki(Options options) {
        Secrets secrets = Secrets.of(options.data());
        Optional<Answers> answers = Answers.of(options.data());
        return answers.isPresent()
                ? Setup.pki(options.data(), secrets, answers.get(), Clock.systemUTC())
                : Pki.of(options.data(), secrets, options.node(), Clock.systemUTC());
    }

    private static List<String> names(Options options) {
        return Answers.of(options.data())
                .map(Setup::tlsNames)
                .orElseGet(() -> List.of("localhost", "127.0.0.1", "::1", Instance.hostName()));
    }

    private static KeyUse use(String label) {
        return KeyUse.of(label)
                .orElseThrow(
                        () ->
                                StartFailure.refused(
                                        "没有此类证书: "
                                                + label
                                                + " (tls, document, answers, message, timestamp)",
                                        "No such certificate: "
                                                + label
                                                + " (tls, document, answers, message, timestamp)"));
    }

    private static void list(Options options) {
        Screen.text(CertificateList.of(options.data(), pki(options)));
    }

    private static void renew(Options options, KeyUse use) {
        pki(options).renew(use, names(options));
        Screen.step("已换发 " + use.label() + ", 下次启动生效", "Renewed, in use from the next start");
        if (use == KeyUse.TLS) {
            Screen.step("立即生效: cert reload", "For now: cert reload");
        }
        list(options);
    }

    private static void rotateLog(Options options) {
        try (DataLock lock = DataLock.take(options.data())) {
            if (lock.held()) {
                Pki pki = pki(options);
                pki.rotateLogKeys();
                pki.prepare(names(options));
            }
        }
        Screen.step("已更换日志签名密钥, 旧回执仍可核验", "The log has new keys; receipts of before stay valid");
        list(options);
    }
}
