package org.zhengshu.audit.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.postgresql.util.PSQLException;

/**
 * Writes what a batch ends with (批次落库): entries, checkpoint and commit go to the database together
 * and come back together, so that a caller who is alone waits for one round trip.
 */
final class BatchWriter {
    /** More entries go ahead in a statement that the driver makes of them. */
    private static final int TOGETHER = 8;

    private static final String CHECKPOINT =
            """
            insert into aud_checkpoint (log_id, size, note, frontier, keyset_id, signed_at)
            values (?, ?, ?, ?, ?, ?)""";

    private static final List<String> TEXTS =
            IntStream.rangeClosed(0, TOGETHER).mapToObj(BatchWriter::text).toList();

    private BatchWriter() {}

    /**
     * True when the database itself says that it refused one of the statements: it skips the rest,
     * so that the commit was not done. After any other failure nobody knows.
     */
    static boolean isRefused(SQLException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof PSQLException said && said.getServerErrorMessage() != null) {
                return "ERROR".equals(said.getServerErrorMessage().getSeverity());
            }
        }
        return false;
    }

    /** A signed state of the log with what is needed to go on from it. */
    record Signed(long size, String note, byte[] frontier, int keyset, Instant at) {}

    private static String text(int entries) {
        String end = CHECKPOINT + "; commit";
        return entries == 0 ? end : EntryWriter.insert(entries) + "; " + end;
    }

    /** Makes the entries of reads and their checkpoint durable, and all that was done before. */
    static void commit(
            Connection connection, short log, List<EntryWriter.Row> reads, Signed checkpoint)
            throws SQLException {
        List<EntryWriter.Row> together = reads.size() <= TOGETHER ? reads : List.of();
        if (together.isEmpty()) {
            EntryWriter.insert(connection, log, reads);
        }
        try (PreparedStatement s = connection.prepareStatement(TEXTS.get(together.size()))) {
            int at = 0;
            for (EntryWriter.Row row : together) {
                at = EntryWriter.bind(s, at, log, row);
            }
            s.setShort(++at, log);
            s.setLong(++at, checkpoint.size());
            s.setString(++at, checkpoint.note());
            s.setBytes(++at, checkpoint.frontier());
            s.setInt(++at, checkpoint.keyset());
            s.setObject(++at, checkpoint.at().atOffset(ZoneOffset.UTC));
            s.execute();
        }
    }
}
