package org.zhengshu.audit.control;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Limits;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.Settings;

/**
 * Refusals that cost the caller nothing (限流拒绝计数): the first of a caller in a minute is an entry as
 * every refusal is, the others of that minute are one entry with their number. They touched no
 * data.
 */
@Singleton
@Startup
@DependsOn("Committer")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class CountedRefusals {
    /** Action of the entry that counts. */
    static final String ACTION = "audit.counted-refusals";

    private static final Logger LOG = Logger.getLogger(CountedRefusals.class.getName());

    /** Further callers are counted together. */
    private static final int CALLERS = 10_000;

    private static final String OTHERS = "others";

    private final Map<Key, Window> windows = new ConcurrentHashMap<>();

    @Inject private Committer committer;
    @Inject private Clock clock;
    @Inject private Settings settings;

    private record Key(String caller, String problem) {}

    /** When a caller was refused first, and how often since. */
    private record Window(Instant from, Instant last, long count) {
        Window next(Instant now) {
            return new Window(from, now, count + 1);
        }
    }

    /** True when the refusal is to be an entry of its own; else it is counted. */
    public boolean isFirst(Call call, String problem) {
        Instant now = clock.instant();
        String caller =
                call.actor().kind() == Actor.Kind.NOBODY
                        ? "ADDRESS:" + call.address()
                        : Limits.key(call.actor());
        Key exact = new Key(caller, problem);
        Key key =
                windows.size() < CALLERS || windows.containsKey(exact)
                        ? exact
                        : new Key(OTHERS, problem);
        Window counted =
                windows.merge(key, new Window(now, now, 0), (before, fresh) -> before.next(now));
        return counted.count() == 0;
    }

    /** Writes what began long enough ago. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    public void write() {
        writeUntil(clock.instant().minus(settings.limits().window()));
    }

    @PreDestroy
    void writeAll() {
        writeUntil(Instant.MAX);
    }

    private void writeUntil(Instant newest) {
        List<Key> old = new ArrayList<>();
        windows.forEach(
                (key, window) -> {
                    if (window.from().isBefore(newest)) {
                        old.add(key);
                    }
                });
        for (Key key : old) {
            Window window = windows.remove(key);
            if (window.count() > 0 && !written(key, window)) {
                windows.merge(key, window, (fresh, before) -> sum(before, fresh));
                return;
            }
        }
    }

    private static Window sum(Window before, Window fresh) {
        return new Window(before.from(), fresh.last(), before.count() + fresh.count() + 1);
    }

    private boolean written(Key key, Window window) {
        Map<String, Object> facts =
                Map.of(
                        "caller", key.caller(),
                        "problem", key.problem(),
                        "count", window.count(),
                        "from", window.from(),
                        "to", window.last());
        try {
            committer.commitRead(Entry.event(ACTION, facts, settings.node(), clock), null);
            return true;
        } catch (Problem unwritable) {
            LOG.log(Level.WARNING, "{0} refusals wait for the log", window.count());
            return false;
        }
    }
}
