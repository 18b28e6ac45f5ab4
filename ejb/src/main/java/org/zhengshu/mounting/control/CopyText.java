package org.zhengshu.mounting.control;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into a table by COPY in text form, through one bounded buffer. */
final class CopyText implements AutoCloseable {

    private static final int FLUSH = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder buffer = new StringBuilder(2 * FLUSH);

    CopyText(Connection connection, MountTable table) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        copy = postgres.getCopyAPI().copyIn(table.copySql());
    }

    /** Sends one row; an absent value is null. */
    void row(long rowNo, String[] values) throws SQLException {
        buffer.append(rowNo);
        for (String value : values) {
            buffer.append('\t');
            if (value == null) {
                buffer.append("\\N");
            } else {
                escape(value);
            }
        }
        buffer.append('\n');
        if (buffer.length() >= FLUSH) {
            flush();
        }
    }

    /** Ends the copy; the rows are in the table. */
    long finish() throws SQLException {
        flush();
        return copy.endCopy();
    }

    /** Gives the copy up if it was not finished; the caller rolls back to its savepoint. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void flush() throws SQLException {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        buffer.setLength(0);
        if (buffer.capacity() > 4 * FLUSH) {
            buffer.trimToSize();
            buffer.ensureCapacity(2 * FLUSH);
        }
    }

    private void escape(String value) {
        int clean = 0;
        for (int i = 0; i < value.length(); i++) {
            String escaped = escaped(value.charAt(i));
            if (escaped != null) {
                buffer.append(value, clean, i).append(escaped);
                clean = i + 1;
            }
        }
        buffer.append(value, clean, value.length());
    }

    private static String escaped(char c) {
        return switch (c) {
            case '\\' -> "\\\\";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> null;
        };
    }
}
