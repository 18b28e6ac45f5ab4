package org.zhengshu.launcher;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What the operator can choose; an argument wins over the environment, which wins over the default.
 */
public record Options(
        Home home,
        Path data,
        Path config,
        String address,
        String bind,
        String httpBind,
        Ports ports,
        boolean freePorts,
        boolean sample,
        boolean verbose,
        String xmx,
        String node,
        String server,
        boolean rotateLogKeys,
        String revoke,
        Path properties,
        ExternalDatabase database) {

    static final String HELP =
            """
            --data DIR             数据目录                 data directory (data)
            --config DIR           配置目录                 configuration directory (config)
            --address URL          公众访问的网址, 印在证照二维码中  where everybody reaches this node, in the QR codes of licences (none)
            --bind ADDRESS         监听地址                 address to listen on (127.0.0.1)
            --http-bind ADDRESS    HTTP 明文监听地址        address for plain HTTP (127.0.0.1)
            --http-port N          HTTP 端口                HTTP port (8080)
            --https-port N         HTTPS 端口               HTTPS port (8443)
            --management-port N    管理端口                 management port (9990)
            --db-port N            数据库端口, 0 为任意     database port, 0 for any free one (0)
            --free-ports           全部端口任意             take free ports, written to ports.properties
            --no-sample            不装载示例数据           do not load sample data
            --node NAME            节点名                   name of this node (zhengshu)
            --server NAME          服务器名, 多台服务一个节点时用  name of this server where several serve one node
            --rotate-log-keys      更换日志签名密钥         new keys for the log at this start
            --revoke FILE          吊销证书 (文件或序列号), 不启动  revoke a certificate (file or serial number), start nothing
            --properties FILE      运行参数文件             file with settings (zhengshu.properties of --config)
            --xmx SIZE             服务器最大堆             largest heap of the server (768m)
            --verbose              显示服务器日志           show the server's log
            --help                 显示本说明               show this text
            环境变量 Environment: ZHENGSHU_DATA, ZHENGSHU_CONFIG, ZHENGSHU_BIND, ZHENGSHU_HTTP_PORT, …;
            DB_URL, DB_USER, DB_PASSWORD: 使用已有数据库 use a database that is already there
            """;

    private static final Map<String, String> DEFAULTS =
            Map.ofEntries(
                    Map.entry("data", ""),
                    Map.entry("config", ""),
                    Map.entry("address", ""),
                    Map.entry("bind", "127.0.0.1"),
                    Map.entry("http-bind", "127.0.0.1"),
                    Map.entry("http-port", "8080"),
                    Map.entry("https-port", "8443"),
                    Map.entry("management-port", "9990"),
                    Map.entry("db-port", "0"),
                    Map.entry("free-ports", "false"),
                    Map.entry("no-sample", "false"),
                    Map.entry("node", "zhengshu"),
                    Map.entry("server", ""),
                    Map.entry("rotate-log-keys", "false"),
                    Map.entry("revoke", ""),
                    Map.entry("properties", ""),
                    Map.entry("xmx", "768m"),
                    Map.entry("verbose", "false"));

    private static final List<String> FLAGS =
            List.of("free-ports", "no-sample", "rotate-log-keys", "verbose");
    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]*[mMgG]");
    private static final Pattern SERVER = Pattern.compile("[a-z][a-z0-9-]{0,11}");
    private static final Pattern NODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,22}");

    /** A database outside of the launcher's care; its password is read when it is needed. */
    public record ExternalDatabase(String url, String user, Supplier<String> secret) {
        String password() {
            return secret.get();
        }

        @Override
        public String toString() {
            return url.split("\\?", 2)[0];
        }
    }

    /** The same on another database. */
    Options on(ExternalDatabase other) {
        return new Options(
                home,
                data,
                config,
                address,
                bind,
                httpBind,
                ports,
                freePorts,
                sample,
                verbose,
                xmx,
                node,
                server,
                rotateLogKeys,
                revoke,
                properties,
                other);
    }

    /** Where this machine reaches the plain HTTP listener. */
    String httpAddress() {
        return httpBind.equals("0.0.0.0") || httpBind.equals("::") ? "127.0.0.1" : httpBind;
    }

    /** Reads arguments and environment; a mistake in them is a {@link StartFailure}. */
    public static Options parse(List<String> arguments, Map<String, String> environment) {
        Map<String, String> values = new HashMap<>(DEFAULTS);
        Home home = Home.find();
        Map<String, String> given = read(arguments);
        values.putAll(ofSetup(home, environment, given));
        for (String key : DEFAULTS.keySet()) {
            String value = environment.get(variable(key));
            if (value != null && !value.isBlank()) {
                values.put(key, value.strip());
            }
        }
        values.putAll(given);
        return of(home, values, environment);
    }

    /** The same choices for a node that has just been answered for. */
    static Options of(Options before, Answers answers) {
        Map<String, String> values = new HashMap<>(DEFAULTS);
        values.putAll(answers.options(before.data()));
        values.put("data", before.data().toString());
        return of(before.home(), values, Map.of());
    }

    private static Options of(
            Home home, Map<String, String> values, Map<String, String> environment) {
        Path data = directory(values.get("data"), home.root().resolve("data"));
        return new Options(
                home,
                data,
                directory(values.get("config"), home.config()),
                addresses(values.get("address")),
                values.get("bind"),
                values.get("http-bind"),
                ports(values),
                flag(values, "free-ports"),
                !flag(values, "no-sample"),
                flag(values, "verbose"),
                matching("xmx", values.get("xmx"), SIZE),
                matching("node", values.get("node"), NODE),
                values.get("server").isEmpty()
                        ? ""
                        : matching("server", values.get("server"), SERVER),
                flag(values, "rotate-log-keys"),
                values.get("revoke"),
                directory(
                        values.get("properties"),
                        directory(values.get("config"), home.config())
                                .resolve("zhengshu.properties")),
                external(environment, data));
    }

    /** A node that is set up follows its answers where neither argument nor environment speaks. */
    private static Map<String, String> ofSetup(
            Home home, Map<String, String> environment, Map<String, String> given) {
        String named = environment.getOrDefault(variable("data"), "").strip();
        Path data = directory(given.getOrDefault("data", named), home.root().resolve("data"));
        return Answers.of(data).map(answers -> answers.options(data)).orElse(Map.of());
    }

    /** Whether an option stands alone, without a value. */
    static boolean isFlag(String key) {
        return FLAGS.contains(key) || key.equals("help");
    }

    static String variable(String key) {
        StringBuilder name = new StringBuilder("ZHENGSHU_");
        key.chars().forEach(c -> name.append(c == '-' ? '_' : (char) (c >= 'a' ? c - 32 : c)));
        return name.toString();
    }

    private static Map<String, String> read(List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            String[] parts = argument.split("=", 2);
            String key = parts[0].startsWith("--") ? parts[0].substring(2) : "";
            if (!DEFAULTS.containsKey(key)) {
                throw StartFailure.refused(
                        "未知选项: " + argument + "\n" + HELP, "Unknown option: " + argument);
            }
            if (FLAGS.contains(key) && parts.length == 1) {
                values.put(key, "true");
            } else if (parts.length == 2) {
                values.put(key, parts[1]);
            } else if (!rest.isEmpty()) {
                values.put(key, rest.pop());
            } else {
                throw wrong(key, "");
            }
        }
        return values;
    }

    private static Path directory(String value, Path otherwise) {
        return (value.isEmpty() ? otherwise : Path.of(value)).toAbsolutePath().normalize();
    }

    private static Ports ports(Map<String, String> values) {
        return new Ports(
                port(values, "http-port", 1),
                port(values, "https-port", 1),
                port(values, "management-port", 1),
                port(values, "db-port", 0));
    }

    private static int port(Map<String, String> values, String key, int least) {
        try {
            int port = Integer.parseInt(values.get(key));
            if (port >= least && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw wrong(key, values.get(key));
        }
        throw wrong(key, values.get(key));
    }

    private static boolean flag(Map<String, String> values, String key) {
        String value = values.get(key);
        if (!value.equals("true") && !value.equals("false")) {
            throw wrong(key, value);
        }
        return value.equals("true");
    }

    private static String addresses(String value) {
        if (!Question.PUBLIC_ADDRESS.fits(value)) {
            throw wrong("address", value);
        }
        return value;
    }

    private static String matching(String key, String value, Pattern pattern) {
        if (!pattern.matcher(value).matches()) {
            throw wrong(key, value);
        }
        return value;
    }

    private static ExternalDatabase external(Map<String, String> environment, Path data) {
        String url = environment.getOrDefault("DB_URL", "");
        return url.isBlank()
                ? Answers.of(data).map(answers -> ofSetup(answers, data)).orElse(null)
                : new ExternalDatabase(
                        url,
                        environment.getOrDefault("DB_USER", "zhengshu"),
                        () -> environment.getOrDefault("DB_PASSWORD", ""));
    }

    private static ExternalDatabase ofSetup(Answers answers, Path data) {
        return new ExternalDatabase(
                answers.databaseUrl(),
                answers.get(Question.DATABASE_USER),
                () -> Secrets.of(data).get("db.password"));
    }

    private static StartFailure wrong(String key, String value) {
        return StartFailure.refused(
                "选项 --" + key + " 的值不正确: \"" + value + "\"",
                "Option --" + key + " has a wrong value: \"" + value + "\"");
    }
}
