package org.zhengshu.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Properties;
import java.util.Set;

/** {@code restore} (恢复): an archive into an empty data directory and an empty database. */
final class RestoreCommand implements OperatorCommand {
    @Override
    public String name() {
        return "restore";
    }

    @Override
    public String help() {
        return """
                restore FILE [--secrets FILE] [--replace [--confirm NODE]] [--db-programs DIR]
                                       恢复到空的数据目录与数据库; --replace 将现有的移到一旁
                                       restore into an empty data directory and database; --replace puts what is there aside""";
    }

    @Override
    public Set<String> options() {
        return Set.of("secrets", "confirm", "db-programs");
    }

    @Override
    public Set<String> flags() {
        return Set.of("replace");
    }

    @Override
    public void run(Arguments arguments) {
        BackupArchive archive = new BackupArchive(arguments.file(0));
        Screen.step("核验备份", "Checking the backup");
        archive.verify();
        Properties manifest = archive.manifest();
        BackupCommand.describe(manifest);
        Restore restore =
                new Restore(
                        arguments.options(),
                        archive,
                        arguments.fileOption("secrets"),
                        arguments.fileOption("db-programs"),
                        Clock.systemUTC());
        boolean replaces = restore.replaces();
        if (replaces && !arguments.flag("replace")) {
            throw StartFailure.refused(
                    "数据目录或数据库中已有内容, 如确要替换请加 --replace",
                    "The data directory or the database is not empty; --replace puts what is there aside");
        }
        if (replaces) {
            confirm(arguments, manifest.getProperty("node"));
        }
        restore.run(replaces);
        Screen.step(
                "恢复完成, 请启动节点; 如日志晚于此备份, 节点将停止写入并等待审计管理员决定",
                "Restored; start the node. If others have seen more of its log than this backup has,"
                        + " it writes nothing until the audit administrator decides");
    }

    /** The node's name, typed. */
    private static void confirm(Arguments arguments, String node) {
        String given = arguments.option("confirm").orElse(null);
        if (given == null) {
            Screen.step(
                    "将替换 " + arguments.options().data() + ", 请输入节点名 " + node + " 确认",
                    "This replaces what is there; type the node's name to go on");
            try {
                BufferedReader reader =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8));
                given = reader.readLine();
            } catch (IOException e) {
                given = null;
            }
        }
        if (given == null || !given.strip().equals(node)) {
            throw StartFailure.refused("未确认, 未作任何更改", "Not confirmed, nothing was changed");
        }
    }
}
