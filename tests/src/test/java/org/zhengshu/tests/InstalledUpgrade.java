package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhengshu.tests.InstalledNode.ok;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A later package, made of the one under test: another version, one migration more. The one under
 * test is what it is upgraded from, and what the way back leads to.
 */
final class InstalledUpgrade {
    /** The folder beside the package with the later one in it. */
    static final String LATER = "later";

    private static final String VERSION = "0.2.0";
    private static final String MIGRATION = "V99__a_later_build.sql";
    private static final String SCHEMA =
            "select max(version) from flyway_schema_history where success and version = '99'";

    private final InstalledNode node;
    private final InstalledRecovery recovery;
    private final Path later;

    private InstalledUpgrade(InstalledNode node, InstalledRecovery recovery, Path later) {
        this.node = node;
        this.recovery = recovery;
        this.later = later;
    }

    /** Unpacked beside the one that is installed. */
    static InstalledUpgrade prepare(InstalledNode node, InstalledRecovery recovery)
            throws IOException {
        Path folder = Files.createDirectories(node.beside(LATER));
        Path later = folder.resolve("zhengshu-" + VERSION);
        ok(ChainProcess.run(List.of("cp", "-a"), node.home(), later));
        Path work = Files.createDirectories(folder.resolve("work/db/migration")).resolve("../..");
        Files.writeString(
                work.resolve("db/migration").resolve(MIGRATION),
                "alter table idn_department add column of_a_later_build text default 'later';\n");
        Files.copy(
                work.resolve("db/migration").resolve(MIGRATION),
                later.resolve("migrations").resolve(MIGRATION));
        Files.writeString(later.resolve("VERSION"), VERSION + "\n");
        String ejb =
                jar(work, "tf", later.resolve("zhengshu.ear").toString())
                        .lines()
                        .filter(name -> name.matches("zhengshu-ejb.*\\.jar"))
                        .findFirst()
                        .orElseThrow();
        jar(work, "xf", later.resolve("zhengshu.ear").toString(), ejb);
        jar(work, "uf", ejb, "db/migration/" + MIGRATION);
        jar(work, "u0f", later.resolve("zhengshu.ear").toString(), ejb);
        version(later, work);
        return new InstalledUpgrade(node, recovery, later);
    }

    private static void version(Path later, Path work) throws IOException {
        Path launcher;
        try (Stream<Path> libraries = Files.list(later.resolve("lib"))) {
            launcher =
                    libraries
                            .filter(l -> l.getFileName().toString().startsWith("zhengshu-launcher"))
                            .findFirst()
                            .orElseThrow();
        }
        jar(work, "xf", launcher.toString(), "launcher.properties");
        Path properties = work.resolve("launcher.properties");
        String text = Files.readString(properties);
        assertThat(text).containsPattern("(?m)^version=");
        Files.writeString(properties, text.replaceAll("(?m)^version=.*$", "version=" + VERSION));
        jar(work, "uf", launcher.toString(), "launcher.properties");
    }

    private static String jar(Path folder, String... arguments) {
        String jar = Path.of(System.getProperty("java.home"), "bin", "jar").toString();
        String script = "cd \"$0\" && exec \"$@\"";
        List<Object> command = new java.util.ArrayList<>(List.of(folder, jar));
        command.addAll(List.of(arguments));
        return ok(ChainProcess.run(List.of("sh", "-c", script), command.toArray()));
    }

    /** With a backup, a migration and a trial start; then the later build takes over. */
    void forth() throws IOException {
        assertThat(ok(node.of(later, "version"))).contains(VERSION);
        assertThat(node.of(later, "upgrade").exit()).as("without a backup").isEqualTo(2);
        ok(node.zhengshu("stop"));
        String[] upgrade = {
            "upgrade",
            "--backup",
            recovery.backups().toString(),
            "--db-programs",
            recovery.programs().toString()
        };
        assertThat(ok(node.of(later, upgrade)))
                .contains("restore " + recovery.newest() + " --replace --data " + node.data());
        assertThat(node.sql("zhengshu", SCHEMA).strip()).isEqualTo("99");
        assertThat(ok(node.of(later, upgrade))).contains("nothing to do");
        ok(node.of(later, "start"));
        assertThat(ok(node.of(later, "status"))).contains("Ready");
    }

    /** The earlier build refuses the later one's tables, takes its own back, and runs. */
    void back() throws Exception {
        recovery.noted();
        ok(node.of(later, "stop"));
        ChainProcess.Outcome tooEarly = node.zhengshu("start");
        assertThat(tooEarly.exit()).as(tooEarly.text()).isEqualTo(2);
        assertThat(tooEarly.text()).contains("database/schema-newer", "99");
        ok(
                node.zhengshu(
                        "restore",
                        recovery.newest().toString(),
                        "--replace",
                        "--confirm",
                        "liaoning",
                        "--db-programs",
                        recovery.programs().toString()));
        assertThat(node.sql("zhengshu", SCHEMA).strip()).isEmpty();
        ok(node.zhengshu("start"));
    }
}
