package org.zhengshu.audit.control;

import jakarta.annotation.Resource;
import jakarta.ejb.ApplicationException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Limits;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Problems;
import org.zhengshu.kernel.boundary.Repeatable;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.boundary.SecretBox;

/**
 * The answers of acts that may be sent again (幂等应答): key, fingerprint and answer are stored in the
 * act's own transaction, the answer encrypted, since it may hold secrets. Two calls with one key
 * wait for each other at its row.
 */
@Stateless
public class RepeatedActs {
    /** The row is free when there is none, or when it is older than answers are kept. */
    private static final String CLAIM =
            """
            insert into aud_repeatable (caller, key, action, tenant, created_at, expires_at)
            values (?, ?, ?, ?, ?, ?)
            on conflict (caller, key) do update
                set action = excluded.action, created_at = excluded.created_at,
                    expires_at = excluded.expires_at, version = aud_repeatable.version + 1
                where aud_repeatable.expires_at <= excluded.created_at""";

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    @Inject private Clock clock;
    @Inject private Settings settings;
    @Inject private SecretBox box;

    /** An act that was done before under the same key (已完成的操作). */
    public record Done(UUID entry, Message message) {}

    /** Leaves the transaction of a call whose act was done before; nothing of it is kept. */
    @ApplicationException(rollback = true)
    public static final class DoneBefore extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Done done;

        DoneBefore(Done done) {
            super("done before", null, false, false);
            this.done = done;
        }
    }

    /** What was done before, when the exception says so. */
    public static Optional<Done> done(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof DoneBefore before) {
                return Optional.of(before.done);
            }
        }
        return Optional.empty();
    }

    /** An act of an authenticated caller that has a key is done once; throws when it was done. */
    public void claim(Call call) {
        if (call.actor().kind() != Actor.Kind.NOBODY) {
            call.repeatable().ifPresent(key -> claim(call, key));
        }
    }

    private void claim(Call call, Repeatable repeatable) {
        Instant now = clock.instant();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setString(1, Limits.key(call.actor()));
            claim.setString(2, repeatable.key());
            claim.setString(3, call.action());
            claim.setString(4, call.actor().tenant());
            claim.setObject(5, now.atOffset(ZoneOffset.UTC));
            claim.setObject(6, now.plus(settings.limits().kept()).atOffset(ZoneOffset.UTC));
            if (claim.executeUpdate() == 0) {
                throw doneBefore(connection, call, repeatable);
            }
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }

    private RuntimeException doneBefore(Connection connection, Call call, Repeatable repeatable)
            throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        select fingerprint, action, entry_id, form, body from aud_repeatable
                        where caller = ? and key = ?""")) {
            s.setString(1, Limits.key(call.actor()));
            s.setString(2, repeatable.key());
            try (ResultSet row = s.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("a kept answer vanished", "40001");
                }
                if (!call.action().equals(row.getString(2))
                        || !Arrays.equals(row.getBytes(1), repeatable.fingerprint().get())) {
                    return ProblemType.KEY_REUSED.because(
                            "该幂等键已用于另一内容的请求，新请求须用新的键",
                            "this idempotency key was used for a request with other content;"
                                    + " use a new key for a new request");
                }
                byte[] body = box.open(row.getBytes(5), name(call, repeatable));
                Message message = new Message(body, row.getString(4));
                return new DoneBefore(new Done(row.getObject(3, UUID.class), message));
            }
        }
    }

    /** Keeps the answer of an act in the act's transaction. */
    public void keep(Call call, UUID entry, Message message) throws SQLException {
        if (call.repeatable().isEmpty() || call.actor().kind() == Actor.Kind.NOBODY) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement keep =
                        connection.prepareStatement(
                                """
                                update aud_repeatable set fingerprint = ?, entry_id = ?, form = ?, body = ?
                                where caller = ? and key = ?""")) {
            keep.setBytes(1, call.repeatable().get().fingerprint().get());
            keep.setObject(2, entry);
            keep.setString(3, message.form());
            keep.setBytes(4, box.seal(message.bytes(), name(call, call.repeatable().get())));
            keep.setString(5, Limits.key(call.actor()));
            keep.setString(6, call.repeatable().get().key());
            keep.executeUpdate();
        }
    }

    private static byte[] name(Call call, Repeatable repeatable) {
        return (Limits.key(call.actor()) + "\n" + repeatable.key())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Forgets answers that are older than they are kept. */
    @Schedule(hour = "*", minute = "17", persistent = false)
    public void forget() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement(
                                "delete from aud_repeatable where expires_at < ?")) {
            delete.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            delete.executeUpdate();
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }
}
