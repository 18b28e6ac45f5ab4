package org.zhengshu.kernel.boundary;

import jakarta.annotation.Resource;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * Remembers signed messages for as long as they are fresh (防重放), in the database, so that it holds
 * over restarts and for every server of a cluster.
 */
@Stateless
public class SeenMessages {
    @Inject private Clock clock;

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    /**
     * True for the first who shows this digest. The row need not be on disk by itself: the entry of
     * the call, which every answer waits for, is later in the same write-ahead log. One statement
     * is its own transaction.
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public boolean isNew(byte[] digest, Duration kept) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                with quick as (select set_config('synchronous_commit', 'off', true))
                                insert into krn_seen_message (digest, expires_at)
                                select ?, ? from quick
                                on conflict do nothing""")) {
            insert.setBytes(1, digest);
            insert.setObject(2, clock.instant().plus(kept).atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Forgets what is too old to be accepted anyway. */
    @Schedule(hour = "*", minute = "*/5", persistent = false)
    public void forget() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement(
                                "delete from krn_seen_message where expires_at < ?")) {
            delete.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
