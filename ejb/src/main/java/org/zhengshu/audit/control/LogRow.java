package org.zhengshu.audit.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.zhengshu.proof.HashAlgorithm;

/**
 * A log as its table has it (日志登记), and the lock on it: whoever writes a log holds the lock with
 * the very database session that writes, so that a log whose lock is free has no writer.
 */
record LogRow(short id, String origin, HashAlgorithm hash, boolean sealed) {
    private static final String COLUMNS = "id, origin, hash, sealed_at is not null";

    /** The one of this server that is not closed; a new one after the newest that is. */
    static LogRow own(Connection connection, LogName name, Instant now) throws SQLException {
        int generation = generation(connection, name);
        String origin = name.origin(generation);
        try (PreparedStatement s =
                connection.prepareStatement(
                        "select " + COLUMNS + " from aud_log where origin = ?")) {
            s.setString(1, origin);
            List<LogRow> known = read(s);
            return known.isEmpty() ? create(connection, name, generation, now) : known.get(0);
        }
    }

    private static LogRow create(Connection connection, LogName name, int generation, Instant now)
            throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        insert into aud_log (origin, hash, created_at, node, server, generation)
                        values (?, ?, ?, ?, ?, ?) returning\s"""
                                + COLUMNS)) {
            s.setString(1, name.origin(generation));
            s.setString(2, name.hash().label());
            s.setObject(3, now.atOffset(ZoneOffset.UTC));
            s.setString(4, name.node());
            s.setString(5, name.server());
            s.setInt(6, generation);
            return read(s).get(0);
        }
    }

    /** The other logs of the node that are not finished, or that got an act after they were. */
    static List<LogRow> unfinished(Connection connection, LogName own) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        "select "
                                + COLUMNS
                                + """
                                 from aud_log l
                                where node = ? and (server <> ? or hash <> ?) and closed_at is null
                                    and (sealed_at is null or exists (
                                        select from aud_entry e where e.log_id = l.id and e.seq is null))
                                    and not exists (select from aud_incident i where i.origin = l.origin
                                        and i.stops_writing and i.decided_at is null)
                                order by id""")) {
            s.setString(1, own.node());
            s.setString(2, own.server());
            s.setString(3, own.hash().label());
            return read(s);
        }
    }

    /** The same as it stands now. */
    LogRow again(Connection connection) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement("select " + COLUMNS + " from aud_log where id = ?")) {
            s.setShort(1, id);
            return read(s).get(0);
        }
    }

    /** Takes the lock for the database session of the connection; false when another holds it. */
    static boolean lock(Connection connection, String origin) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        "select pg_try_advisory_lock(hashtextextended(?, 809))")) {
            s.setString(1, origin);
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    /** Every lock of the session: the pool keeps the connection, and with it what it holds. */
    static void unlock(Connection connection) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement("select pg_advisory_unlock_all()")) {
            s.execute();
        }
    }

    /** Marks the log as finished by another server than its own (封存). */
    void seal(Connection connection, String server, Instant now) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        "update aud_log set sealed_at = ?, sealed_by = ? where id = ?")) {
            s.setObject(1, now.atOffset(ZoneOffset.UTC));
            s.setString(2, server);
            s.setShort(3, id);
            s.executeUpdate();
        }
    }

    /** Its own server goes on with it. */
    void reopen(Connection connection) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        "update aud_log set sealed_at = null, sealed_by = null where id = ?")) {
            s.setShort(1, id);
            s.executeUpdate();
        }
    }

    private static int generation(Connection connection, LogName name) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        select generation + case when closed_at is null then 0 else 1 end from aud_log
                        where node = ? and server = ? and hash = ? order by generation desc limit 1""")) {
            s.setString(1, name.node());
            s.setString(2, name.server());
            s.setString(3, name.hash().label());
            try (ResultSet rows = s.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 1;
            }
        }
    }

    private static List<LogRow> read(PreparedStatement statement) throws SQLException {
        List<LogRow> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(
                        new LogRow(
                                rows.getShort(1),
                                rows.getString(2),
                                HashAlgorithm.of(rows.getString(3)),
                                rows.getBoolean(4)));
            }
        }
        return found;
    }
}
