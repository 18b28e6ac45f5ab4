package org.zhengshu.audit.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.zhengshu.audit.entity.Entry;

/** The stored entries (审计条目库). */
@ApplicationScoped
public class Entries {
    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    @Inject private Committer committer;

    /** Inserts the row of an act into the business transaction of the connection. */
    public void insert(Connection connection, Entry entry) throws SQLException {
        EntryWriter.insert(
                connection, committer.logForAct(), List.of(EntryWriter.Row.unsequenced(entry)));
    }

    /** Inserts the row of what is answered while the log is stopped; its place follows. */
    public void insertForLater(Connection connection, Entry entry) throws SQLException {
        EntryWriter.insert(
                connection, committer.log(), List.of(EntryWriter.Row.unsequenced(entry)));
    }

    /** The canonical receipt of an entry, and whose department called. */
    public byte[] receipt(UUID id) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return new ReceiptReader(connection).read(id);
        }
    }

    /** Social credit code of the department whose call the entry records. */
    public Optional<String> department(UUID id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                "select department from aud_entry where id = ?")) {
            s.setObject(1, id);
            try (ResultSet rows = s.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /** The newest signed checkpoint of the log that this server writes. */
    public Optional<String> checkpoint() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                "select note from aud_checkpoint where log_id = ? order by size desc limit 1")) {
            s.setShort(1, committer.log());
            try (ResultSet rows = s.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }
}
