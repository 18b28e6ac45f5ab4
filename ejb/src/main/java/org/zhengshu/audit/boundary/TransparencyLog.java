package org.zhengshu.audit.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.zhengshu.audit.control.Committer;
import org.zhengshu.audit.control.Entries;
import org.zhengshu.audit.control.TimeStamper;

/** What the log shows to everybody (透明日志): its newest signed checkpoint, and its health. */
@ApplicationScoped
public class TransparencyLog {
    @Inject private Committer committer;
    @Inject private Entries entries;
    @Inject private TimeStamper stamper;

    /**
     * Something that the log gets from outside fails.
     *
     * @param since from when on checkpoints lack it
     */
    public record Outage(Instant since, String trouble) {}

    /** The newest checkpoint in C2SP note form; empty before the first entry. */
    public Optional<String> checkpoint() {
        try {
            return entries.checkpoint();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean isOpen() {
        return committer.isOpen();
    }

    /** Since when time-stamps fail and why; empty while they do not. */
    public Optional<Outage> timeStampOutage() {
        return stamper.outage().map(o -> new Outage(o.since(), o.trouble()));
    }

    public int waiting() {
        return committer.waiting();
    }

    public long size() {
        return committer.size();
    }
}
