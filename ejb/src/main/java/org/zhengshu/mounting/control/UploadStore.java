package org.zhengshu.mounting.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.zhengshu.kernel.boundary.Problems;
import org.zhengshu.mounting.boundary.UploadState;
import org.zhengshu.mounting.entity.Upload;

/** Uploads in pieces and their bytes (续传库), in the caller's transaction. */
@ApplicationScoped
public class UploadStore {
    private static final String COLUMNS =
            """
            select id, tenant, item_id, owner, department, filename, sha256, metadata, length,
                received, state, begun_at, expires_at, mount_id
            from mnt_upload\s""";

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    /** How many uploads are open, of one account and of its department. */
    public record Open(int account, int department) {}

    /** Work with a statement, whose failures are problems. */
    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    /**
     * Counts open uploads; who counts for the same department waits until this transaction is over,
     * so that two cannot both take the last place.
     */
    public Open count(Upload asked, Instant now) {
        run(
                "select pg_advisory_xact_lock(hashtextextended(?, 1012))",
                s -> {
                    s.setString(1, "upload " + asked.department());
                    return s.execute();
                });
        return run(
                """
                select count(*) filter (where owner = ?), count(*) from mnt_upload
                where department = ? and state = 'OPEN' and expires_at > ?""",
                s -> {
                    s.setString(1, asked.owner());
                    s.setString(2, asked.department());
                    s.setObject(3, time(now));
                    try (ResultSet row = s.executeQuery()) {
                        row.next();
                        return new Open(row.getInt(1), row.getInt(2));
                    }
                });
    }

    public void add(Upload u) {
        run(
                """
                insert into mnt_upload (id, tenant, item_id, owner, department, filename, sha256,
                    metadata, length, received, state, begun_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                s -> {
                    s.setObject(1, u.id());
                    s.setString(2, u.tenant());
                    s.setObject(3, u.item());
                    s.setString(4, u.owner());
                    s.setString(5, u.department());
                    s.setString(6, u.filename());
                    s.setString(7, u.sha256());
                    s.setString(8, u.metadata());
                    s.setLong(9, u.length());
                    s.setLong(10, u.received());
                    s.setString(11, u.state().name());
                    s.setObject(12, time(u.begunAt()));
                    s.setObject(13, time(u.expiresAt()));
                    return s.executeUpdate();
                });
    }

    /** An upload by its id, for its owner alone. */
    public Optional<Upload> find(UUID id, String owner) {
        return one(COLUMNS + "where id = ? and owner = ?", id, owner);
    }

    /** The same, held until the transaction is over; empty too while another one holds it. */
    public Optional<Upload> hold(UUID id, String owner) {
        return one(COLUMNS + "where id = ? and owner = ? for update skip locked", id, owner);
    }

    /** What the owner has not ended, the newest first. */
    public List<Upload> open(String owner, Instant now) {
        return run(
                COLUMNS
                        + "where owner = ? and state = 'OPEN' and expires_at > ? order by begun_at desc, id",
                s -> {
                    s.setString(1, owner);
                    s.setObject(2, time(now));
                    return uploads(s);
                });
    }

    /** Puts bytes at the end of an upload that this transaction holds. */
    public void put(Upload held, byte[] bytes) {
        run(
                "insert into mnt_upload_piece (upload_id, start, bytes) values (?, ?, ?)",
                s -> {
                    s.setObject(1, held.id());
                    s.setLong(2, held.received());
                    s.setBytes(3, bytes);
                    return s.executeUpdate();
                });
    }

    /** Writes how far an upload is that this transaction holds. */
    public void advance(Upload held) {
        run(
                "update mnt_upload set received = ?, expires_at = ?, version = version + 1 where id = ?",
                s -> {
                    s.setLong(1, held.received());
                    s.setObject(2, time(held.expiresAt()));
                    s.setObject(3, held.id());
                    return s.executeUpdate();
                });
    }

    /** Ends an upload that this transaction holds; its bytes go with the commit. */
    public void end(Upload held, UploadState state, Optional<UUID> mount, Instant now) {
        run(
                """
                update mnt_upload set state = ?, mount_id = ?, ended_at = ?, version = version + 1
                where id = ?""",
                s -> {
                    s.setString(1, state.name());
                    s.setObject(2, mount.orElse(null));
                    s.setObject(3, time(now));
                    s.setObject(4, held.id());
                    return s.executeUpdate();
                });
        removePieces(List.of(held.id()));
    }

    /** Ends what nobody went on with in time; how many. */
    public int expire(Instant now) {
        List<UUID> over =
                run(
                        """
                        update mnt_upload set state = 'EXPIRED', ended_at = ?, version = version + 1
                        where id in (select id from mnt_upload
                            where state = 'OPEN' and expires_at <= ? for update skip locked)
                        returning id""",
                        s -> {
                            s.setObject(1, time(now));
                            s.setObject(2, time(now));
                            List<UUID> ids = new ArrayList<>();
                            try (ResultSet rows = s.executeQuery()) {
                                while (rows.next()) {
                                    ids.add(rows.getObject(1, UUID.class));
                                }
                            }
                            return ids;
                        });
        removePieces(over);
        return over.size();
    }

    /** Forgets uploads that ended before. */
    public void forget(Instant before) {
        run(
                "delete from mnt_upload where state <> 'OPEN' and ended_at < ?",
                s -> {
                    s.setObject(1, time(before));
                    return s.executeUpdate();
                });
    }

    /** How many uploads are open and how many bytes they hold, as one pair. */
    public long[] standing() {
        return run(
                "select count(*), coalesce(sum(received), 0) from mnt_upload where state = 'OPEN'",
                s -> {
                    try (ResultSet row = s.executeQuery()) {
                        row.next();
                        return new long[] {row.getLong(1), row.getLong(2)};
                    }
                });
    }

    private void removePieces(List<UUID> uploads) {
        run(
                "delete from mnt_upload_piece where upload_id = any (?)",
                s -> {
                    s.setArray(
                            1,
                            s.getConnection().createArrayOf("uuid", uploads.toArray(UUID[]::new)));
                    return s.executeUpdate();
                });
    }

    private Optional<Upload> one(String sql, UUID id, String owner) {
        return run(
                        sql,
                        s -> {
                            s.setObject(1, id);
                            s.setString(2, owner);
                            return uploads(s);
                        })
                .stream()
                .findFirst();
    }

    private static List<Upload> uploads(PreparedStatement statement) throws SQLException {
        List<Upload> uploads = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                uploads.add(
                        new Upload(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getObject(3, UUID.class),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getString(8),
                                row.getLong(9),
                                row.getLong(10),
                                UploadState.valueOf(row.getString(11)),
                                row.getObject(12, OffsetDateTime.class).toInstant(),
                                row.getObject(13, OffsetDateTime.class).toInstant(),
                                row.getObject(14, UUID.class)));
            }
        }
        return uploads;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
