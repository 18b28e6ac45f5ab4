package org.zhengshu.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** {@code keys} (密钥与证书): list, renew, replace those of the log, revoke. */
final class KeysCommand implements OperatorCommand {
    @Override
    public String name() {
        return "keys";
    }

    @Override
    public String help() {
        return """
                keys list              列出证书与到期日                certificates and when they end
                keys renew tls|document|wss|tsa
                                       换发证书 (下次启动生效)         a new certificate, in use from the next start
                keys rotate-log        更换日志签名密钥 (须先停止)     new keys for the log, the node being stopped
                keys revoke FILE|SERIAL
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
            case "list" ->
                    Screen.text(CertificateList.of(options.data(), Secrets.of(options.data())));
            case "renew" -> renew(arguments);
            case "rotate-log" -> rotateLog(options);
            case "revoke" -> revoke(options, arguments.word(1));
            default -> throw arguments.usage();
        }
    }

    private static Pki pki(Options options) {
        return Pki.of(
                options.data(), Secrets.of(options.data()), options.node(), Clock.systemUTC());
    }

    private static void renew(Arguments arguments) {
        Options options = arguments.options();
        Path old = pki(options).renew(arguments.word(1), Instance.hostName());
        Screen.step(
                "已换发 " + arguments.word(1) + ", 下次启动生效; 旧的在 " + old,
                "Renewed, in use from the next start; the old one is kept");
        Screen.text(CertificateList.of(options.data(), Secrets.of(options.data())));
    }

    /** The next start makes the new ones and writes the change into the log. */
    private static void rotateLog(Options options) {
        try (DataLock lock = DataLock.take(options.data())) {
            if (lock.held()) {
                pki(options).rotateLogKeys();
                pki(options).prepare(Instance.hostName());
            }
        }
        Screen.step("已更换日志签名密钥, 旧回执仍可核验", "The log has new keys; receipts of before stay valid");
        Screen.text(CertificateList.of(options.data(), Secrets.of(options.data())));
    }

    static void revoke(Options options, String certificate) {
        pki(options).revoke(certificate);
        Screen.step("已吊销 " + certificate, "Revoked");
    }
}
