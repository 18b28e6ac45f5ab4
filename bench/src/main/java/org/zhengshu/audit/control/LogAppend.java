package org.zhengshu.audit.control;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.signature.boundary.LogKeys;
import org.zhengshu.signature.boundary.SigningWatch;

/** Opens the product's own log session to the benchmark: the committer's work without its queue. */
public final class LogAppend implements AutoCloseable {
    private static final long AT_ONCE = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LogSession session;

    public LogAppend(DataSource database, LogName name, LogKeys keys, Clock clock)
            throws SQLException {
        session =
                LogSession.own(
                        new LogTools(
                                database,
                                name,
                                keys,
                                (connection, candidates) -> {},
                                clock,
                                new ClockRule(clock, PATIENCE),
                                new SigningWatch(PATIENCE, clock, System::nanoTime, took -> {})));
    }

    /** One batch: durable, signed, each entry with its receipt. */
    public void append(List<Entry> entries) throws SQLException {
        List<Pending> batch = entries.stream().map(e -> Pending.read(e, null)).toList();
        batch.forEach(Pending::take);
        session.commit(batch);
        for (Pending pending : batch) {
            if (pending.outcome(AT_ONCE).receipt().isEmpty()) {
                throw new IllegalStateException("an entry has no receipt");
            }
        }
    }

    public long size() {
        return session.size();
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
