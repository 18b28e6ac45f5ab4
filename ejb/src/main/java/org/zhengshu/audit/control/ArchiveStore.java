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

    /** Registers the file and empties its entries, in the transaction of the act. */
    void archived(StoredLog log, ArchivedPart part, Instant now) throws SQLException {
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

    private static int range(Connection connection, String sql, StoredLog log, ArchivedPart part)
            throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(sql)) {
            s.setShort(1, log.id());
            s.setLong(2, part.first());
            s.setLong(3, part.end());
            return s.executeUpdate();
        }
    }
}
