package org.zhengshu.audit.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.zhengshu.audit.boundary.Archives.ArchivedPart;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.log.LogChecker;
import org.zhengshu.proof.log.LogFile;
import org.zhengshu.proof.log.LogRecord;

/** Feeds a whole log to the checker (全日志读取): the files of the archive, then what is on line. */
final class WholeLog {
    private static final int FETCH = 500;

    private final Connection connection;
    private final StoredLog log;
    private final ArchiveFiles files;
    private final LogChecker checker;

    WholeLog(Connection connection, StoredLog log, ArchiveFiles files, LogChecker checker) {
        this.connection = connection;
        this.log = log;
        this.files = files;
        this.checker = checker;
    }

    void check() throws SQLException, IOException {
        long first = 0;
        for (ArchivedPart part : ArchiveStore.all(connection)) {
            if (part.log().equals(log.origin())) {
                archived(part);
                first = part.end();
            }
        }
        LogSource source = new LogSource(connection, log);
        source.read(first, log.size(connection), true, checker::accept);
        source.outside(checker::accept);
    }

    /** The file must be the one that was registered, and its leaves those of the rows. */
    private void archived(ArchivedPart part) throws SQLException, IOException {
        Path file = files.file(part.file());
        if (!Files.exists(file)) {
            checker.unreadable(part.file(), "the file of the archive is missing");
            return;
        }
        if (!files.sm3(file).equals(part.sm3())) {
            checker.unreadable(part.file(), "the file of the archive is not the registered one");
        }
        try (LogFile.Reader reader = LogFile.open(file);
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                select seq, id::text, leaf, archived from aud_entry
                                where log_id = ? and seq >= ? and seq < ? order by seq""")) {
            s.setFetchSize(FETCH);
            s.setShort(1, log.id());
            s.setLong(2, part.first());
            s.setLong(3, part.end());
            try (ResultSet row = s.executeQuery()) {
                Optional<LogRecord> next = next(reader);
                while (next.isPresent()) {
                    checker.accept(next.get());
                    if (next.get() instanceof LogRecord.Entry entry && !same(entry, row)) {
                        checker.unreadable(
                                "entry " + entry.seq(), "its row is not that of the archive");
                    }
                    next = next(reader);
                }
            }
        }
    }

    private Optional<LogRecord> next(LogFile.Reader reader) throws IOException {
        while (true) {
            try {
                return reader.next();
            } catch (ProofException e) {
                checker.unreadable(reader.place(), e.getMessage());
            }
        }
    }

    private static boolean same(LogRecord.Entry entry, ResultSet row) throws SQLException {
        return row.next()
                && row.getLong(1) == entry.seq()
                && entry.id().equals(row.getString(2))
                && Arrays.equals(entry.leaf(), row.getBytes(3))
                && row.getBoolean(4);
    }
}
