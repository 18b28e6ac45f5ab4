package org.zhengshu.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operator's command of the package, {@code bin/zhengshu}. */
public final class Cli {
    private static final String HELP =
            """
            用法 Usage: bin/zhengshu <命令 command> [--data DIR] [...]
              setup [--answers FILE]        设置新节点, 可重复执行         set up a node; may be run again
              config check                  启动前检查, 有错误时返回 2      what is wrong before a start; 2 when something is
              start                         后台启动并等待就绪             start in the background, wait until ready
              run                           前台运行 (systemd)            run in the foreground (systemd)
              status                        0 就绪, 1 未就绪, 3 已停止      0 ready, 1 not ready, 3 stopped
              stop                          停止                         stop
              cert list                     在用证书                     the certificates in use
              cert request USE [SUBJECT]    生成密钥与证书申请 (PKCS#10)    a new key and a request for it
              cert import USE FILE          导入证书及其证书链             take a certificate with its chain into use
              cert issue NAME [COMMON-NAME]  为业务系统签发证书              a certificate for a client system
              cert trust FILE               信任业务系统的 CA              trust another authority of callers
              cert revoke FILE              吊销本节点签发的证书            revoke a certificate that this node issued
              version                       版本                         version
            USE: tls, document, answers, message, timestamp
            run 与 start 还接受启动选项 run and start also take the options of a start:
            """;

    private Cli() {}

    /** Exit status 0 for done, 1 for failed, 2 for what the operator has to change. */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments)));
    }

    static int run(List<String> arguments) throws InterruptedException {
        try {
            return dispatch(arguments.isEmpty() ? List.of("help") : arguments);
        } catch (StartFailure failure) {
            Screen.problem(failure);
            return failure.status();
        } catch (RuntimeException | IOException e) {
            Screen.problem(StartFailure.failed("未能完成: " + e, "This could not be done: " + e));
            return StartFailure.FAILED;
        }
    }

    private static int dispatch(List<String> arguments) throws IOException, InterruptedException {
        List<String> rest = arguments.subList(1, arguments.size());
        return switch (arguments.get(0)) {
            case "setup" -> setup(rest);
            case "config" -> config(rest);
            case "start" -> start(rest);
            case "run" -> Launcher.run(installed(options(rest)));
            case "status" -> status(options(rest));
            case "stop" -> Background.stop(options(rest).data());
            case "cert" -> certificates(rest);
            case "version" -> version();
            case "help", "--help", "-h" -> help();
            default -> operate(arguments);
        };
    }

    private static int operate(List<String> arguments) {
        if (OperatorCommand.find(arguments.get(0)).isEmpty()) {
            throw unknown(String.join(" ", arguments));
        }
        return OperatorCommand.run(arguments);
    }

    private static StartFailure unknown(String given) {
        Screen.text(HELP);
        return StartFailure.refused("没有命令 " + given, "There is no command " + given);
    }

    private static int help() {
        Screen.text(HELP + Options.HELP);
        OperatorCommand.all().forEach(command -> Screen.text(command.help()));
        return 0;
    }

    private static int version() throws IOException {
        Screen.text("zhengshu " + Files.readString(Home.find().root().resolve("VERSION")).strip());
        return 0;
    }

    private static Options options(List<String> arguments) {
        return Options.parse(arguments, System.getenv());
    }

    private static Answers answers(Options options) {
        return Answers.of(options.data())
                .orElseThrow(
                        () ->
                                StartFailure.refused(
                                        "数据目录 " + options.data() + " 尚未设置, 请先执行 bin/zhengshu setup",
                                        options.data()
                                                + " is not set up, bin/zhengshu setup comes first"));
    }

    private static Options installed(Options options) {
        answers(options);
        return options;
    }

    private static int setup(List<String> arguments) {
        List<String> rest = new ArrayList<>(arguments);
        Optional<Path> file = take("--answers", rest);
        Options before = options(rest);
        Answers answers =
                file.map(Answers::read)
                        .or(() -> Answers.of(before.data()))
                        .orElseGet(Answers::none);
        if (file.isEmpty()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            new Dialogue(in, new RulesCheck(before.home().config(), Clock.systemUTC()))
                    .ask(answers);
        }
        Options options = Options.of(before, answers);
        return new Setup(options, answers, Clock.systemUTC())
                .run(file.<Object>map(f -> f).orElse("setup"));
    }

    private static Optional<Path> take(String name, List<String> arguments) {
        int place = arguments.indexOf(name);
        if (place < 0) {
            return Optional.empty();
        }
        arguments.remove(place);
        if (place == arguments.size()) {
            throw StartFailure.refused(name + " 缺少文件", name + " needs a file");
        }
        return Optional.of(Path.of(arguments.remove(place)).toAbsolutePath().normalize());
    }

    private static int config(List<String> arguments) {
        if (arguments.isEmpty() || !arguments.get(0).equals("check")) {
            throw unknown("config " + String.join(" ", arguments));
        }
        Options options = options(arguments.subList(1, arguments.size()));
        Findings findings =
                new ConfigCheck(options, answers(options), Clock.systemUTC())
                        .run(DataLock.isTaken(options.data()));
        findings.show();
        if (findings.all().isEmpty()) {
            Screen.step("未发现问题", "Nothing is wrong");
        }
        return findings.status();
    }

    private static int start(List<String> arguments) throws IOException, InterruptedException {
        Options options = installed(options(arguments));
        Findings findings =
                new ConfigCheck(options, answers(options), Clock.systemUTC())
                        .run(DataLock.isTaken(options.data()));
        findings.show();
        return findings.haveErrors()
                ? findings.status()
                : Background.start(options.data(), arguments);
    }

    private static int status(Options options) {
        return Background.status(options.data(), options.httpAddress());
    }

    private static int certificates(List<String> arguments) {
        if (!arguments.isEmpty() && KeysCommand.OWN.contains(arguments.get(0))) {
            List<String> all = new ArrayList<>(List.of("cert"));
            all.addAll(arguments);
            return OperatorCommand.run(all);
        }
        List<String> words = new ArrayList<>(arguments);
        List<String> data = new ArrayList<>();
        take("--data", words).ifPresent(d -> data.addAll(List.of("--data", d.toString())));
        Options options = options(data);
        if (words.size() >= 2 && words.size() <= 3 && words.get(0).equals("issue")) {
            return issue(options, words.get(1), words.get(words.size() - 1));
        }
        if (words.size() == 2 && words.get(0).equals("revoke")) {
            Launcher.revoke(options, words.get(1));
            return 0;
        }
        CertificateCommands commands =
                new CertificateCommands(options.data(), answers(options), Clock.systemUTC());
        try {
            return certificates(commands, words);
        } catch (StartFailure failure) {
            throw failure;
        } catch (Exception e) {
            throw StartFailure.refused("未能完成: " + e, "This could not be done: " + e);
        }
    }

    private static int issue(Options options, String name, String commonName) {
        answers(options);
        Pki.Client client =
                Pki.of(
                                options.data(),
                                Secrets.of(options.data()),
                                options.node(),
                                Clock.systemUTC())
                        .issueClient(name, commonName);
        PrivateFiles.write(
                client.store().resolveSibling(name + ".password"), client.password() + "\n");
        Screen.step("已签发, 证书、私钥及 PKCS#12 (口令在 .password)", "Issued");
        Screen.text("  " + client.certificate() + "\n  " + client.store());
        return 0;
    }

    private static int certificates(CertificateCommands commands, List<String> words)
            throws Exception {
        String what = words.isEmpty() ? "" : words.get(0);
        Optional<KeyUse> use = words.size() < 2 ? Optional.empty() : KeyUse.of(words.get(1));
        if (what.equals("list")) {
            Screen.text(commands.list());
        } else if (what.equals("request") && use.isPresent() && words.size() <= 3) {
            Screen.text(commands.request(use.get(), words.size() == 3 ? words.get(2) : ""));
        } else if (what.equals("import") && use.isPresent() && words.size() == 3) {
            commands.install(use.get(), Path.of(words.get(2)));
            Screen.step(
                    "已导入, 重启后生效 (tls 可用 cert reload)",
                    "Imported, in use after the next start (tls also by cert reload)");
        } else if (what.equals("trust") && words.size() == 2) {
            commands.trust(Path.of(words.get(1)));
            Screen.step(
                    "已信任, 重启后生效 (TLS 可用 cert reload)",
                    "Trusted, in use after the next start (by TLS also by cert reload)");
        } else {
            throw unknown("cert " + String.join(" ", words));
        }
        return 0;
    }
}
