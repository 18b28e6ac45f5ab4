package org.zhengshu.audit.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.zhengshu.audit.boundary.Archives.ArchivedPart;
import org.zhengshu.kernel.boundary.ProblemType;

/** What is archived (归档登记), and the emptying of what a file has. */
@ApplicationScoped
public class ArchiveStore {
    private static final String EMPTY =
            """
            update aud_entry set canonical = null, salt = null, path = null, subjects = null,
                tenant = '', action = '', outcome = '', actor = '', department = '',
                resource = null, grant_id = null, trace = '', archived = true
            where log_id = ? and seq >= ? and seq < ?""";

    private static final String THIN =
            """
            delete from aud_checkpoint c where log_id = ? and size > ? and size < ?
                and not exists (select 1 from aud_timestamp t
                    where t.log_id = c.log_id and t.size = c.size)
                and not exists (select 1 from aud_cosignature w
                    where w.log_id = c.log_id and w.size = c.size)""";

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    /** All parts, by log and place. */
    public List<ArchivedPart> all() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return all(connection);
        }
    }

    static List<ArchivedPart> all(Connection connection) throws SQLException {
        List<ArchivedPart> parts = new ArrayList<>();
        try (PreparedStatement s =
                        connection.prepareStatement(
                                """
                                select l.origin, a.first, a.size, a.file, a.sm3, a.archived_at
                                from aud_archive a join aud_log l on l.id = a.log_id
                                order by l.origin, a.first""");
                ResultSet row = s.executeQuery()) {
            while (row.next()) {
                parts.add(
                        new ArchivedPart(
                                row.getString(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getString(4),
                                row.getString(5),
                                ChinaTime.text(row.getTimestamp(6).toInstant())));
            }
        }
        return parts;
    }

    /** One who changes the archive at a time in the whole node, until the transaction ends. */
    static void lock(Connection connection) throws SQLException {
        try (PreparedStatement s =
                        connection.prepareStatement(
                                "select pg_try_advisory_xact_lock(hashtextextended('archive', 809))");
                ResultSet row = s.executeQuery()) {
            row.next();
            if (!row.getBoolean(1)) {
                throw ProblemType.BUSY.because("归档正在进行，请稍后", "the archive is being written");
            }
        }
    }

    /** The part that holds the entry at a place, which stays as it is until the act is done. */
    ArchivedPart locked(String log, long seq) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            lock(connection);
            return all(connection).stream()
                    .filter(p -> p.log().equals(log) && p.first() <= seq && seq < p.end())
                    .findFirst()
                    .orElseThrow(() -> new SQLException("no archived part has entry " + seq));
        }
    }

    /** Registers another file for a part, in the transaction of the act. */
    void replaced(ArchivedPart part, String file, String sm3) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                update aud_archive set file = ?, sm3 = ?
                                where file = ? and sm3 = ?""")) {
            s.setString(1, file);
            s.setString(2, sm3);
            s.setString(3, part.file());
            s.setString(4, part.sm3());
            if (s.executeUpdate() != 1) {
                throw new SQLException("the part " + part.file() + " changed meanwhile");
            }
        }
    }

    /** Registers the file and empties its entries, in the transaction of the act. */
    void archived(LogExtent log, ArchivedPart part, Instant now) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            try (PreparedStatement s =
                    connection.prepareStatement(
                            "insert into aud_archive (log_id, first, size, file, sm3, archived_at) values (?, ?, ?, ?, ?, ?)")) {
                s.setShort(1, log.id());
                s.setLong(2, part.first());
                s.setLong(3, part.end());
                s.setString(4, part.file());
                s.setString(5, part.sm3());
                s.setObject(6, now.atOffset(ZoneOffset.UTC));
                s.executeUpdate();
            }
            int emptied = range(connection, EMPTY, log, part);
            if (emptied != part.end() - part.first()) {
                throw new SQLException("the entries changed while they were archived");
            }
            range(connection, THIN, log, part);
        }
    }

    private static int range(Connection connection, String sql, LogExtent log, ArchivedPart part)
            throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(sql)) {
            s.setShort(1, log.id());
            s.setLong(2, part.first());
            s.setLong(3, part.end());
            return s.executeUpdate();
        }
    }
}
