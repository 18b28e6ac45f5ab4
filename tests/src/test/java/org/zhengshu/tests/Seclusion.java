package org.zhengshu.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network name space with nothing but its loopback. Root gives the node a user of its own; an
 * ordinary user runs it as himself, in a user name space. Where the machine forbids either, the
 * node runs without, and what is left out is printed.
 */
final class Seclusion implements AutoCloseable {
    private static final String OPERATOR = "65534";

    private final boolean root;
    private final Optional<Process> holder;

    private Seclusion(boolean root, Optional<Process> holder) {
        this.root = root;
        this.holder = holder;
    }

    static Seclusion begin() throws IOException {
        boolean root =
                Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        if (!root) {
            leftOut("a user of the node's own: the test is not root");
        }
        return new Seclusion(root, holder(root));
    }

    private static Optional<Process> holder(boolean root) throws IOException {
        List<String> command = new ArrayList<>(List.of("unshare", "--net"));
        if (!root) {
            command.add("--map-root-user");
        }
        command.addAll(List.of("sh", "-c", "ip link set lo up && echo up && exec cat"));
        String line;
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
            line = said.readLine();
            if ("up".equals(line)) {
                return Optional.of(process);
            }
            process.destroy();
        } catch (IOException noSuchProgram) {
            line = noSuchProgram.getMessage();
        }
        leftOut("a network that leads nowhere, the node is in this machine's: " + line);
        return Optional.empty();
    }

    /** Says what this machine does not let the test show. */
    static void leftOut(String what) {
        System.out.println("[package] left out: " + what);
    }

    /** Whether the ports are nobody else's. */
    boolean alone() {
        return holder.isPresent();
    }

    /** A command in the name space, as whoever runs the test. */
    List<String> inside(List<String> command) {
        if (holder.isEmpty()) {
            return command;
        }
        List<String> whole =
                new ArrayList<>(List.of("nsenter", "-t", holder.get().pid() + "", "-n"));
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
        if (root || holder.isEmpty()) {
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
        holder.ifPresent(Process::destroy);
    }
}
