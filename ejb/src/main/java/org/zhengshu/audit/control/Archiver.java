package org.zhengshu.audit.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.zhengshu.audit.boundary.Archives.ArchiveRun;
import org.zhengshu.audit.boundary.Archives.ArchivedPart;
import org.zhengshu.audit.boundary.Retention;
import org.zhengshu.kernel.boundary.Language;

/**
 * Moves old parts of the logs into files (日志归档): written, checked, renamed; only then the rows are
 * emptied, in the transaction of the act that says so. Killed at any point, the next run does it
 * anew or finds it done.
 */
@ApplicationScoped
public class Archiver {
    /** Entries of one file at most. */
    static final long PART = 100_000;

    /** Fewer are not worth a file: one full tile. */
    static final long LEAST = 256;

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Resource(lookup = "java:jboss/datasources/ZhengshuLogDS")
    private DataSource logs;

    @Inject private Retention retention;
    @Inject private ArchiveStore store;
    @Inject private ArchiveFiles files;
    @Inject private Clock clock;

    private record Due(LogExtent log, long first, long end, boolean more) {}

    /** Archives one part of each log that has one due. */
    public ArchiveRun run(boolean dryRun, Language language) throws SQLException {
        Retention.Period period = retention.period();
        Instant now = clock.instant();
        Instant before = now.atZone(ZONE).minusMonths(period.months()).toInstant();
        List<ArchivedPart> parts = new ArrayList<>();
        boolean more = false;
        try (Connection connection = logs.getConnection()) {
            connection.setAutoCommit(false);
            try (Guard ignored = new Guard(connection, dryRun)) {
                for (LogExtent log : LogExtent.all(connection)) {
                    Optional<Due> due = due(connection, log, before);
                    if (due.isPresent()) {
                        parts.add(dryRun ? planned(due.get()) : archive(due.get(), now));
                        more |= due.get().more();
                    }
                }
            }
        }
        return new ArchiveRun(
                dryRun,
                period.months(),
                period.citation().in(language),
                ChinaTime.text(before),
                parts,
                more);
    }

    /** One archiver at a time in the whole node; who only looks holds up nobody. */
    private static final class Guard implements AutoCloseable {
        private final Connection connection;

        Guard(Connection connection, boolean dryRun) throws SQLException {
            this.connection = connection;
            if (!dryRun) {
                ArchiveStore.lock(connection);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
        }
    }

    /** From the end of the last part to the newest checkpoint that is old enough. */
    private static Optional<Due> due(Connection connection, LogExtent log, Instant before)
            throws SQLException {
        long first = log.archived(connection);
        long oldest;
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        select max(size) from aud_checkpoint where log_id = ? and signed_at < ?
                            and size < (select max(size) from aud_checkpoint where log_id = ?)""")) {
            s.setShort(1, log.id());
            s.setObject(2, before.atOffset(ZoneOffset.UTC));
            s.setShort(3, log.id());
            try (ResultSet row = s.executeQuery()) {
                row.next();
                oldest = row.getLong(1);
            }
        }
        long end = Math.min(oldest, log.checkpointUpTo(connection, first + PART));
        return end - first < LEAST
                ? Optional.empty()
                : Optional.of(new Due(log, first, end, oldest - end >= LEAST));
    }

    private ArchivedPart planned(Due due) {
        String file = ArchiveFiles.name(due.log(), due.first(), due.end());
        return new ArchivedPart(due.log().origin(), due.first(), due.end(), file, null, null);
    }

    private ArchivedPart archive(Due due, Instant now) throws SQLException {
        try {
            String sm3 = files.write(due.log(), due.first(), due.end());
            ArchivedPart part =
                    new ArchivedPart(
                            due.log().origin(),
                            due.first(),
                            due.end(),
                            ArchiveFiles.name(due.log(), due.first(), due.end()),
                            sm3,
                            ChinaTime.text(now));
            store.archived(due.log(), part, now);
            return part;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
