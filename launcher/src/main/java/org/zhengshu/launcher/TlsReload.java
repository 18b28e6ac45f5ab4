package org.zhengshu.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Has the running server read its TLS key, certificate and trusted roots again (TLS 证书热更新), by the
 * server's own management command line; connections that are open keep what they have.
 */
final class TlsReload {
    private static final String COMMANDS =
            String.join(
                    ",",
                    "/subsystem=elytron/key-store=zhengshu-server:load",
                    "/subsystem=elytron/key-manager=zhengshu-server:init",
                    "/subsystem=elytron/key-store=zhengshu-trust:load",
                    "/subsystem=elytron/trust-manager=zhengshu-trust:init");

    private TlsReload() {}

    static void run(Options options) {
        if (Server.running(options.data()).isEmpty()) {
            throw StartFailure.refused("节点未在运行", "The node does not run");
        }
        try {
            Process process =
                    new ProcessBuilder(command(options))
                            .directory(options.data().toFile())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw StartFailure.failed("未能重新载入:\n" + said, "It could not be reloaded");
            }
        } catch (IOException e) {
            throw StartFailure.failed("未能重新载入: " + e, "It could not be reloaded: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StartFailure.failed("被中断", "Interrupted");
        }
        Screen.step("新的 TLS 连接已采用现有证书", "New TLS connections use the present certificates");
    }

    /** The command line of WildFly, which knows the server's owner by a file that he may read. */
    private static List<String> command(Options options) throws IOException {
        Path home = options.home().wildfly();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-Duser.home=" + Server.base(options.data())));
        command.add(
                "-Dlogging.configuration="
                        + home.resolve("bin/jboss-cli-logging.properties").toUri());
        command.addAll(List.of("-jar", home.resolve("jboss-modules.jar").toString()));
        command.addAll(List.of("-mp", home.resolve("modules").toString(), "org.jboss.as.cli"));
        command.addAll(List.of("--connect", "--controller=127.0.0.1:" + port(options)));
        command.addAll(List.of("--timeout=30000", "--error-on-interact", "--commands=" + COMMANDS));
        return command;
    }

    private static String port(Options options) throws IOException {
        Properties ports = new Properties();
        try (Reader reader = Files.newBufferedReader(options.data().resolve("ports.properties"))) {
            ports.load(reader);
        }
        return ports.getProperty("management");
    }
}
