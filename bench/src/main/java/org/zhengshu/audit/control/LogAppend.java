package org.zhengshu.audit.control;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.signature.boundary.LogKeys;

/** Opens the product's own log session to the benchmark: the committer's work without its queue. */
public final class LogAppend implements AutoCloseable {
    private static final long AT_ONCE = 1;

    private final LogSession session;

    public LogAppend(DataSource database, LogName name, LogKeys keys, Clock clock)
            throws SQLException {
        session = LogSession.open(database, name, keys, (connection, candidates) -> {}, clock);
    }

    /** One batch: durable, signed, each entry with its receipt. */
    public void append(List<Entry> entries) throws SQLException {
        List<Pending> batch = entries.stream().map(e -> Pending.read(e, null)).toList();
        batch.forEach(Pending::take);
        session.commit(batch);
        for (Pending pending : batch) {
            pending.outcome(AT_ONCE).flatMap(Pending.Outcome::receipt).orElseThrow();
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
