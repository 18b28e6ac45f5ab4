package org.zhengshu.audit.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.proof.log.LogFile;

/** Parts of a log as files that the checker reads (日志分段导出). */
@ApplicationScoped
public class LogParts {
    @Resource(lookup = "java:jboss/datasources/ZhengshuLogDS")
    private DataSource dataSource;

    /**
     * Which part is wished.
     *
     * @param origin the log's name
     * @param first index of the first entry; null for the beginning of what is on line
     * @param from time of the first entry, when no index is given; null for any
     * @param to time behind the last entry; null for any
     * @param limit entries at most
     */
    public record Wish(String origin, Long first, Instant from, Instant to, int limit) {}

    /** A part from one checkpoint to another, packed; newest is the size of the whole log. */
    public record Part(long first, long end, long newest, boolean more, byte[] file) {}

    public Part read(Wish wish) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            LogSource.beginSnapshot(connection);
            try {
                StoredLog log = log(connection, wish.origin());
                return read(connection, log, wish);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                connection.rollback();
            }
        }
    }

    private static Part read(Connection connection, StoredLog log, Wish wish)
            throws SQLException, IOException {
        long newest = log.size(connection);
        long last = wish.to() == null ? newest : sealing(connection, log, wish.to(), newest);
        long first = first(connection, log, wish);
        long end = Math.min(last, log.checkpointUpTo(connection, first + wish.limit()));
        if (end <= first) {
            throw ProblemType.INVALID_INPUT.because(
                    "该范围内没有条目，日志现有 " + newest + " 条",
                    "there are no entries in this range, the log has " + newest);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        try (LogFile.Writer file = LogFile.write(new GZIPOutputStream(out))) {
            new LogSource(connection, log).read(first, end, false, file::write);
        }
        return new Part(first, end, newest, end < last, out.toByteArray());
    }

    /** A part begins with a checkpoint, so that it can be checked alone. */
    private static long first(Connection connection, StoredLog log, Wish wish) throws SQLException {
        long archived = log.archived(connection);
        long wished = archived;
        if (wish.first() != null) {
            wished = wish.first();
        } else if (wish.from() != null) {
            wished = edge(connection, log, "min(seq)", "at >= ?", wish.from()).orElse(archived);
        }
        if (wished < archived) {
            throw ProblemType.ARCHIVED.because(
                    "序号 " + archived + " 之前的条目已归档，请从归档文件取得",
                    "the entries before " + archived + " are in files of the archive");
        }
        return Math.max(archived, log.checkpointUpTo(connection, wished));
    }

    /** The first checkpoint that covers everything before that time. */
    private static long sealing(Connection connection, StoredLog log, Instant to, long newest)
            throws SQLException {
        long last = edge(connection, log, "max(seq)", "at < ?", to).orElse(-1L) + 1;
        try (PreparedStatement s =
                connection.prepareStatement(
                        "select min(size) from aud_checkpoint where log_id = ? and size >= ?")) {
            s.setShort(1, log.id());
            s.setLong(2, last);
            try (ResultSet row = s.executeQuery()) {
                row.next();
                long size = row.getLong(1);
                return last == 0 ? 0 : row.wasNull() ? newest : size;
            }
        }
    }

    private static Optional<Long> edge(
            Connection connection, StoredLog log, String which, String time, Instant at)
            throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        "select " + which + " from aud_entry where log_id = ? and " + time)) {
            s.setShort(1, log.id());
            s.setObject(2, at.atOffset(ZoneOffset.UTC));
            try (ResultSet row = s.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getObject(1, Long.class));
            }
        }
    }

    static StoredLog log(Connection connection, String origin) throws SQLException {
        return StoredLog.of(connection, origin)
                .orElseThrow(
                        () ->
                                ProblemType.NOT_FOUND.because(
                                        "没有日志 " + origin, "there is no log " + origin));
    }
}
