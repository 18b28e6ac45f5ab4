package org.zhengshu.kernel.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.zhengshu.kernel.control.LimitStore;

/**
 * The limits of single systems and grants (单独限额), kept in the database: a change holds on this
 * server with its commit and on the others some seconds later.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@Lock(LockType.READ)
public class OwnLimits {
    private static final Logger LOG = Logger.getLogger(OwnLimits.class.getName());

    @Inject private LimitStore store;
    @Inject private Limits limits;
    @Inject private Event<Changed> changed;

    /** A bucket got a limit of its own or, empty, the default again (限额变更). */
    public record Changed(String subject, Optional<Limit> limit) {}

    /** All that differ from the defaults, by the name of their bucket. */
    public Map<String, Limit> all() {
        try {
            return store.all();
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }

    /** Gives the bucket limits of its own. */
    public void set(String subject, String tenant, Limit limit) {
        try {
            store.put(subject, tenant, limit);
        } catch (SQLException e) {
            throw Problems.of(e);
        }
        changed.fire(new Changed(subject, Optional.of(limit)));
    }

    /** Lets the defaults hold for the bucket again. */
    public void clear(String subject) {
        try {
            store.remove(subject);
        } catch (SQLException e) {
            throw Problems.of(e);
        }
        changed.fire(new Changed(subject, Optional.empty()));
    }

    @PostConstruct
    void begin() {
        load();
    }

    /** Takes over what other servers changed; without a database the last known limits hold. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    public void load() {
        try {
            limits.use(store.all());
        } catch (SQLException e) {
            LOG.log(Level.FINE, "limits could not be read, the last ones hold", e);
        }
    }

    public void follow(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed change) {
        LOG.log(Level.INFO, "limits of {0} changed", change.subject());
        limits.use(change.subject(), change.limit());
    }
}
