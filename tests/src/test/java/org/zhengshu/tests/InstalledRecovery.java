package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhengshu.tests.InstalledNode.ok;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhengshu.proof.SignedCheckpoint;
import org.zhengshu.tests.crash.Await;

/**
 * What befalls an installed node after its first exchange, all by its own command: a backup while
 * it runs, the loss of everything, the restore; and each time its caller and its auditor come back.
 */
final class InstalledRecovery {
    private static final String ORIGINS = "select origin from aud_log order by id";

    private final InstalledNode node;
    private final Path programs;
    private final Path backups;
    private final Path own;
    private final String log;

    private InstalledRecovery(InstalledNode node, Path programs) throws IOException {
        this.node = node;
        this.programs = programs;
        this.backups = Files.createDirectory(node.beside("backups"));
        node.own(backups);
        this.own = Files.createDirectories(node.beside("callers/pki")).getParent();
        this.log = node.sql("zhengshu", ORIGINS).strip();
    }

    /** Of a node that runs and has answered; empty, and said so, where there is no pg_dump. */
    static Optional<InstalledRecovery> of(InstalledNode node) throws IOException {
        Optional<Path> programs = node.databasePrograms();
        if (programs.isEmpty()) {
            Seclusion.leftOut("backup, restore, upgrade: no pg_dump (package postgresql)");
            return Optional.empty();
        }
        return Optional.of(new InstalledRecovery(node, programs.get()));
    }

    /** What callers and operators keep elsewhere: their own keys, roots, the node's secrets. */
    void keepApart() {
        Path data = node.data();
        ok(ChainProcess.run(List.of("cp", "-r"), data.resolve("pki/clients"), own.resolve("pki")));
        ok(ChainProcess.run(List.of("cp"), data.resolve("root.pem"), own));
        ok(ChainProcess.run(List.of("cp", "-p"), data.resolve("secrets.properties"), secrets()));
    }

    private Path secrets() {
        return node.secrets().resolve("secrets.properties");
    }

    /** From now on callers also trust this authority. */
    void trust(Path authority) throws IOException {
        Path roots = own.resolve("root.pem");
        Files.writeString(roots, Files.readString(roots) + Files.readString(authority));
    }

    Path backup() throws IOException {
        ok(node.zhengshu("backup", backups.toString(), "--db-programs", programs.toString()));
        Path archive = newest();
        assertThat(ok(node.zhengshu("backup", "verify", archive.toString())))
                .contains("The backup is whole", log);
        return archive;
    }

    Path newest() throws IOException {
        try (Stream<Path> files = Files.list(backups)) {
            return files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .max(java.util.Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    Path backups() {
        return backups;
    }

    Path programs() {
        return programs;
    }

    /** No file and no table is left of it. */
    void destroy() throws IOException {
        try (Stream<Path> files = Files.list(node.data())) {
            for (Path file : files.toList()) {
                ok(ChainProcess.run(List.of("rm", "-rf", file.toString())));
            }
        }
        node.emptyDatabase();
        assertThat(node.zhengshu("start").text()).contains("setup comes first");
    }

    void restore(Path archive) {
        String[] restore = {
            "restore",
            archive.toString(),
            "--secrets",
            secrets().toString(),
            "--db-programs",
            programs.toString()
        };
        assertThat(ok(node.zhengshu(restore))).contains("Restored; start the node");
        ChainProcess.Outcome again = node.zhengshu(restore);
        assertThat(again.exit()).as(again.text()).isEqualTo(2);
        assertThat(again.text()).contains("--replace puts what is there aside");
    }

    /** The same grant answers, and the log that goes on holds all answers of before. */
    void comesBack(String name, String... before) throws IOException {
        assertThat(origins()).containsExactly(log);
        ask(name, log);
        List<String> known = new ArrayList<>(List.of(before));
        known.add(name);
        ok(fsck(name, known));
    }

    /**
     * Going back to before some answers is a loss of history that the node finds itself: it writes
     * nothing until the audit administrator has decided, and a lost answer's receipt exposes it.
     */
    void comesBackWithout(String lost, String name, String... before) throws IOException {
        assertThat(node.zhengshu("status").exit()).as("not ready").isEqualTo(1);
        ok(node.client(InstalledDecision.class, node.https(), own));
        assertThat(ok(node.zhengshu("status"))).contains("Ready");
        assertThat(origins()).hasSize(2).startsWith(log);
        ask(name, origins().get(1));
        ok(fsck(name, List.of(name)));
        ask("closed", log);
        List<String> known = new ArrayList<>(List.of(before));
        ok(fsck("closed", known));
        known.add(lost);
        ChainProcess.Outcome exposed = fsck("closed", known);
        assertThat(exposed.exit()).as(exposed.text()).isEqualTo(1);
        assertThat(exposed.text()).contains("TRUNCATED");
    }

    private List<String> origins() {
        return node.sql("zhengshu", ORIGINS).lines().toList();
    }

    private void ask(String name, String origin) {
        ok(node.client(InstalledAuditor.class, node.https(), own, node.work(), name, origin));
    }

    /** Each answer alone, then the exported log against all of them. */
    private ChainProcess.Outcome fsck(String log, List<String> answers) throws IOException {
        Path roots = own.resolve("root.pem");
        List<Object> fsck = new ArrayList<>(List.of("fsck", "--trust", roots));
        for (String answer : answers) {
            Path message = node.work().resolve(answer + ".json");
            Path receipt = node.work().resolve(answer + ".receipt");
            ok(proof("verify", "--trust", roots, "--message", message, "--receipt", receipt));
            fsck.addAll(List.of("--receipt", receipt));
        }
        fsck.add(node.work().resolve(log + ".ndjson.gz"));
        return proof(fsck.toArray());
    }

    /** What is kept of the log outside of the database has caught up with it. */
    void noted() throws Exception {
        long size =
                Long.parseLong(
                        node.sql("zhengshu", "select max(size) from aud_checkpoint").strip());
        Path note = node.data().resolve("log-witness").resolve(log.replace('/', '_') + ".note");
        Await.until("the kept checkpoint", () -> Files.exists(note) && size(note) >= size);
    }

    private static long size(Path note) throws IOException {
        return SignedCheckpoint.parse(Files.readAllBytes(note)).checkpoint().size();
    }

    /** The verifier of the package, with nothing of the server. */
    ChainProcess.Outcome proof(Object... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return ChainProcess.run(
                List.of(java, "-jar", node.home().resolve("proof.jar").toString()), arguments);
    }
}
