package org.zhengshu.launcher;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import java.util.Set;

/** {@code backup} (备份) and {@code backup verify} (核验备份). */
final class BackupCommand implements OperatorCommand {
    private static final int KEPT = 7;

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public String help() {
        return """
                backup DIR [--keep N] [--db-programs DIR]   备份到目录, 保留最新 N 份 (7)   back up into a folder, keep the newest N
                backup verify FILE                          核验备份                        check a backup""";
    }

    @Override
    public Set<String> options() {
        return Set.of("keep", "db-programs");
    }

    @Override
    public void run(Arguments arguments) {
        if (arguments.word(0).equals("verify")) {
            verify(new BackupArchive(arguments.file(1)));
            return;
        }
        Path archive =
                new Backup(
                                arguments.options(),
                                arguments.fileOption("db-programs"),
                                Clock.systemUTC())
                        .write(arguments.file(0), arguments.number("keep", KEPT, 1));
        Properties manifest = new BackupArchive(archive).manifest();
        describe(manifest);
        Screen.step("备份完成 " + archive, "Backup done");
        remind(manifest);
    }

    private static void verify(BackupArchive archive) {
        archive.verify();
        describe(archive.manifest());
        Screen.step("备份完好 " + archive.file(), "The backup is whole");
    }

    static void describe(Properties manifest) {
        Screen.text("  时间 time      " + manifest.getProperty("time"));
        Screen.text("  节点 node      " + manifest.getProperty("node"));
        Screen.text("  版本 version   " + manifest.getProperty("version"));
        Screen.text("  库表 schema    " + manifest.getProperty("schema"));
        Screen.text(
                "  数据库 database "
                        + manifest.getProperty("database.version")
                        + " ("
                        + manifest.getProperty("database")
                        + ")");
        Notes.of(manifest)
                .byOrigin()
                .forEach(
                        (origin, note) ->
                                Screen.text("  日志 log       " + origin + " " + Notes.size(note)));
    }

    private static void remind(Properties manifest) {
        Screen.step(
                "备份中没有打开密钥的口令, 请将这些文件另行妥善保存",
                "The passwords that open the keys are NOT inside; keep these files apart from it");
        for (String file : manifest.getProperty("apart").split(" ")) {
            Screen.text("  " + file);
        }
    }
}
