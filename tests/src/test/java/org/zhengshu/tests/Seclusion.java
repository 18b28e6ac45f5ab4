package org.zhengshu.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network name space with nothing but its loopback. Root gives the node a user of its own; an
 * ordinary user runs it as himself, in a user name space.
 */
final class Seclusion implements AutoCloseable {
    private static final String OPERATOR = "65534";

    private final boolean root;
    private final Process holder;

    private Seclusion(boolean root, Process holder) {
        this.root = root;
        this.holder = holder;
    }

    static Seclusion begin() throws IOException {
        boolean root =
                Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        List<String> command = new ArrayList<>(List.of("unshare", "--net"));
        if (!root) {
            command.add("--map-root-user");
        }
        command.addAll(List.of("sh", "-c", "ip link set lo up && echo up && exec cat"));
        Process holder = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader said = holder.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        if (!"up".equals(line)) {
            throw new IOException("no network name space (unshare, ip): " + line);
        }
        return new Seclusion(root, holder);
    }

    /** A command in the name space, as whoever runs the test. */
    List<String> inside(List<String> command) {
        List<String> whole = new ArrayList<>(List.of("nsenter", "-t", holder.pid() + "", "-n"));
        if (!root) {
            whole.addAll(List.of("-U", "--preserve-credentials"));
        }
        whole.addAll(command);
        return whole;
    }

    /** A command of the node's user, with nothing in the environment but this. */
    List<String> asOperator(Map<String, String> environment, List<String> command) {
        List<String> whole = new ArrayList<>();
        if (root) {
            whole.addAll(List.of("setpriv", "--reuid=" + OPERATOR, "--regid=" + OPERATOR));
            whole.addAll(List.of("--clear-groups", "--no-new-privs"));
        }
        whole.addAll(List.of("env", "-i"));
        environment.forEach((name, value) -> whole.add(name + "=" + value));
        whole.addAll(command);
        return inside(whole);
    }

    /** PostgreSQL refuses to be root, also where root stands for an ordinary user. */
    List<String> asDatabase(Map<String, String> environment, List<String> command) {
        if (root) {
            return asOperator(environment, command);
        }
        List<String> nobody = new ArrayList<>(List.of("unshare", "-U"));
        nobody.addAll(command);
        return asOperator(environment, nobody);
    }

    /** Makes the node's user the owner. */
    void give(Path place) {
        if (root) {
            InstalledNode.ok(
                    ChainProcess.run(
                            List.of("chown", "-R", OPERATOR + ":" + OPERATOR, place.toString())));
        }
    }

    @Override
    public void close() {
        holder.destroy();
    }
}
