package org.zhengshu.audit.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.proof.DigestStream;
import org.zhengshu.proof.log.Finding;
import org.zhengshu.proof.log.LogChecker;
import org.zhengshu.proof.log.LogFile;
import org.zhengshu.proof.log.LogRecord;
import org.zhengshu.proof.log.LogReport;
import org.zhengshu.signature.boundary.DocumentKey;

/** The files of the archive (归档文件), in the node's data folder. */
@ApplicationScoped
public class ArchiveFiles {
    private static final Logger LOG = Logger.getLogger(ArchiveFiles.class.getName());

    @Resource(lookup = "java:jboss/datasources/ZhengshuLogDS")
    private DataSource dataSource;

    @Inject private Settings settings;
    @Inject private DocumentKey keys;

    /** The name of a part's file below the archive folder. */
    static String name(LogExtent log, long first, long end) {
        return log.origin() + "/" + first + "-" + (end - 1) + ".ndjson.gz";
    }

    /** Where the file of that name is. */
    Path file(String name) {
        Path folder = settings.data().resolve("archive").normalize();
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
            throw new IllegalArgumentException(name);
        }
        return file;
    }

    /**
     * Writes a part beside its place, checks what was written, moves it into its place; gives its
     * SM3 in hexadecimal.
     */
    String write(LogExtent log, long first, long end) throws SQLException, IOException {
        Path file = file(name(log, first, end));
        Files.createDirectories(file.getParent());
        Path beside = file.resolveSibling("new-" + file.getFileName());
        try (Connection connection = dataSource.getConnection();
                LogFile.Writer writer = LogFile.create(beside)) {
            LogSource.beginSnapshot(connection);
            try {
                new LogSource(connection, log).read(first, end, false, writer::write);
            } finally {
                connection.rollback();
            }
        }
        return settled(beside, file);
    }

    /** Writes a file anew beside the old one, changed record by record; gives its SM3. */
    String rewrite(String from, String to, UnaryOperator<LogRecord> change) throws IOException {
        Path file = file(to);
        Path beside = file.resolveSibling("new-" + file.getFileName());
        try (LogFile.Reader reader = LogFile.open(file(from));
                LogFile.Writer writer = LogFile.create(beside)) {
            Optional<LogRecord> next = reader.next();
            while (next.isPresent()) {
                writer.write(change.apply(next.get()));
                next = reader.next();
            }
        }
        return settled(beside, file);
    }

    private String settled(Path beside, Path file) throws IOException {
        sync(beside);
        requireWhole(beside);
        String sm3 = sm3(beside);
        Files.move(
                beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(file.getParent());
        return sm3;
    }

    String sm3(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            DigestStream digest = new DigestStream(in);
            digest.transferTo(OutputStream.nullOutputStream());
            return digest.sm3();
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Nothing is emptied that its file does not prove. */
    private void requireWhole(Path file) throws IOException {
        LogChecker checker =
                new LogChecker(keys.anchors(), List.of(), LogChecker.Settings.STANDARD);
        try (LogFile.Reader reader = LogFile.open(file)) {
            Optional<LogRecord> next = reader.next();
            while (next.isPresent()) {
                checker.accept(next.get());
                next = reader.next();
            }
        }
        LogReport report = checker.finish();
        // what redacted an entry may stand in a later part
        List<Finding> wrong =
                report.findings().stream().filter(f -> f.kind() != Finding.Kind.REDACTION).toList();
        if (!wrong.isEmpty() || report.more() > 0) {
            LOG.log(Level.SEVERE, "not archived, the log is not whole: {0}", wrong.get(0).en());
            throw ProblemType.INTERNAL.because(
                    "日志核查未通过，未归档：" + wrong.get(0).zh(),
                    "not archived, the log is not whole: " + wrong.get(0).en());
        }
    }
}
