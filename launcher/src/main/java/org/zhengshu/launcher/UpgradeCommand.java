package org.zhengshu.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** {@code upgrade} (升级): backup, migration, a trial start; and it says how to go back. */
final class UpgradeCommand implements OperatorCommand {
    private static final int KEPT = 7;

    @Override
    public String name() {
        return "upgrade";
    }

    @Override
    public String help() {
        return """
                upgrade --backup DIR [--keep N] [--db-programs DIR]
                                       先备份, 再升级库表并试启动      back up, bring the schema to this build, try a start""";
    }

    @Override
    public Set<String> options() {
        return Set.of("backup", "keep", "db-programs");
    }

    @Override
    public void run(Arguments arguments) {
        Options options = arguments.options();
        Path folder = arguments.fileOption("backup").orElseThrow(arguments::usage);
        String build = Versions.newest(options.home().migrations());
        Optional<String> found = requireKnown(options);
        Screen.step("库表版本 " + found.orElse("-") + " → " + build, "Version of the schema");
        if (found.isPresent() && Versions.compare(found.get(), build) == 0) {
            Screen.step("库表已是此版本, 无需升级", "The schema is of this build already: nothing to do");
            return;
        }
        requireStopped(options);
        Path archive =
                new Backup(options, arguments.fileOption("db-programs"), Clock.systemUTC())
                        .write(folder, arguments.number("keep", KEPT, 1));
        Screen.step(
                "升级前备份 " + archive + "\n  退回: 停止节点, 以下列命令恢复, 再用原版本启动",
                "Backup of before the upgrade; to go back, stop the node, run this, and start the"
                        + " previous build:");
        Screen.text("  restore " + archive + " --replace --data " + options.data());
        try (Instance instance = Launcher.start(options)) {
            String now = requireKnown(instance.options()).orElse("0");
            if (Versions.compare(now, build) != 0) {
                throw StartFailure.failed(
                        "升级后库表版本为 " + now, "The schema is at " + now + " after the upgrade");
            }
        }
        Screen.step("升级完成, 可以启动节点", "Upgraded; the node may be started");
    }

    private static void requireStopped(Options options) {
        if (Server.running(options.data()).isPresent()) {
            throw StartFailure.refused("请先停止节点", "Stop the node first");
        }
    }

    /** The version of the database, which must not be newer than this build. */
    static Optional<String> requireKnown(Options options) {
        if (options.database() == null && Files.notExists(Database.directory(options.data()))) {
            return Optional.empty();
        }
        try (DatabaseAccess database = DatabaseAccess.open(options);
                Connection connection = database.connect()) {
            String build = Versions.newest(options.home().migrations());
            Optional<String> found = Versions.ofDatabase(connection);
            if (found.isPresent() && Versions.compare(found.get(), build) > 0) {
                throw StartFailure.refused(
                        "数据库的库表版本 " + found.get() + " 高于本版本的 " + build + ": 请用新版本启动, 或用升级前的备份恢复",
                        "The database's schema is at "
                                + found.get()
                                + ", newer than this build's "
                                + build
                                + ": start the newer build, or restore the backup of before its upgrade");
            }
            return found;
        } catch (SQLException e) {
            throw DatabaseAccess.failure(e);
        }
    }
}
