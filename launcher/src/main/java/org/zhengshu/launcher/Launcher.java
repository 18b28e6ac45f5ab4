package org.zhengshu.launcher;

import java.nio.file.Files;
import java.util.List;

/** The one command: database, server, addresses; and everything down again on SIGINT or SIGTERM. */
public final class Launcher {
    private Launcher() {}

    /** Runs until it is told to stop; exit status 1 for a failure, 2 for a refused start. */
    public static void main(String[] arguments) throws InterruptedException {
        List<String> given = List.of(arguments);
        if (given.contains("--help")) {
            Screen.text(Options.HELP);
            OperatorCommand.all().forEach(command -> Screen.text(command.help()));
            return;
        }
        System.exit(run(given));
    }

    /** Runs a node in the foreground until it is told to stop. */
    private static int run(List<String> arguments) throws InterruptedException {
        try {
            if (!arguments.isEmpty() && !arguments.get(0).startsWith("-")) {
                return OperatorCommand.run(arguments);
            }
            Options options = Options.parse(arguments, System.getenv());
            if (!options.revoke().isEmpty()) {
                revoke(options, options.revoke());
                return 0;
            }
            return run(options);
        } catch (StartFailure failure) {
            Screen.failure(failure);
            return failure.status();
        }
    }

    static int run(Options options) throws InterruptedException {
        try {
            Instance instance = start(options);
            Screen.step("已就绪", "Ready");
            Screen.text(instance.welcome().orElseGet(() -> addresses(instance)));
            Screen.step("按 Ctrl-C 停止", "Press Ctrl-C to stop");
            if (instance.awaitEnd()) {
                Screen.failure(
                        StartFailure.failed(
                                "应用服务器意外退出, 日志在 " + instance.data().resolve("server/log"),
                                "The application server ended by itself, its log is in "
                                        + instance.data().resolve("server/log")));
                instance.close();
            }
            return StartFailure.FAILED;
        } catch (StartFailure failure) {
            Screen.failure(failure);
            return failure.status();
        }
    }

    /** Revokes a certificate of the data directory's authority; a running node shows it at once. */
    static void revoke(Options options, String certificate) {
        if (Files.notExists(options.data().resolve("pki"))) {
            throw StartFailure.refused(
                    "数据目录 " + options.data() + " 中没有证书",
                    "There are no certificates in the data directory " + options.data());
        }
        KeysCommand.pki(options).revoke(certificate);
        Screen.step("已吊销 " + certificate, "Revoked");
    }

    /** Starts a node; it ends with {@link Instance#close()} or with this process. */
    public static Instance start(Options options) {
        Instance instance = new Instance(options);
        Thread hook = new Thread(() -> stop(instance), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            instance.start();
            return instance;
        } catch (RuntimeException e) {
            instance.close();
            throw e;
        }
    }

    private static void stop(Instance instance) {
        if (instance.stop()) {
            Screen.step("已停止", "Stopped");
        }
    }

    private static String addresses(Instance instance) {
        Ports ports = instance.ports();
        return """

                门户 Portal      http://localhost:%d/
                REST             http://localhost:%d/api/v1/   文档 docs http://localhost:%d/api/docs
                SOAP             http://localhost:%d/ws
                HTTPS            https://localhost:%d/          根证书 root certificates %s
                """
                .formatted(
                        ports.http(),
                        ports.http(),
                        ports.http(),
                        ports.http(),
                        ports.https(),
                        instance.data().resolve("root.pem"));
    }
}
