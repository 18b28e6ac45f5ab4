package org.zhengshu.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How much disk a node takes, and for what (磁盘用量). */
final class DiskReport {
    private static final String BY_GROUP =
            """
            select case
                when relname like 'aud\\_%' then 'audit'
                when relname like 'idn\\_%' then 'identity'
                when relname like 'cat\\_%' then 'catalogue'
                when relname like 'mnt\\_%' or n.nspname <> 'public' then 'mounting'
                when relname like 'shr\\_%' then 'sharing'
                when relname like 'lic\\_%' then 'elicence'
                else 'other' end as part,
                sum(pg_total_relation_size(c.oid))::bigint
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
            group by 1 order by 1""";

    private final Map<String, Long> bytes = new LinkedHashMap<>();
    private final long free;

    private DiskReport(long free) {
        this.free = free;
    }

    static DiskReport of(Options options) {
        try {
            DiskReport report = new DiskReport(Files.getFileStore(options.data()).getUsableSpace());
            report.database(options);
            Path data = options.data();
            report.folder("数据库文件 files of the built-in database", data.resolve("postgres"));
            report.folder("日志归档 archive of the log", data.resolve("archive"));
            report.folder("瓦片缓存 cache of tiles", data.resolve("log-tiles"));
            report.folder("运行日志 logs of the server", data.resolve("server/log"));
            report.folder("服务器工作目录 server's own files", data.resolve("server/data"));
            for (Path old : Restore.putAside(data)) {
                report.folder("恢复时移开的原数据 put aside by a restore: " + old.getFileName(), old);
            }
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void database(Options options) {
        try (DatabaseAccess database = DatabaseAccess.open(options);
                Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(BY_GROUP);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                bytes.put("数据库表 tables: " + rows.getString(1), rows.getLong(2));
            }
        } catch (SQLException e) {
            throw DatabaseAccess.failure(e);
        }
    }

    private void folder(String name, Path folder) throws IOException {
        AtomicLong sum = new AtomicLong();
        if (Files.exists(folder)) {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                            sum.addAndGet(a.size());
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        }
        bytes.put(name, sum.get());
    }

    /** Two columns: mebibytes and what for. */
    String text() {
        StringBuilder text = new StringBuilder();
        bytes.forEach((name, size) -> text.append(line(size, name)));
        text.append(line(free, "剩余 free"));
        return text.toString();
    }

    private static String line(long size, String name) {
        return String.format(Locale.ROOT, "%12.1f MiB  %s%n", size / 1048576.0, name);
    }
}
