package org.zhengshu.audit.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.proof.SignedCheckpoint;

/** Reports what happened to the logs of others (异常上报): an incident, and an entry of our own log. */
@ApplicationScoped
public class IncidentReports {
    private static final Logger LOG = Logger.getLogger(IncidentReports.class.getName());

    @Inject private Incidents incidents;
    @Inject private Committer committer;
    @Inject private Settings settings;
    @Inject private Clock clock;

    /** A watched log showed two histories. */
    void replaced(SignedCheckpoint shown, SignedCheckpoint last, boolean proven, String reason)
            throws SQLException {
        String origin = shown.checkpoint().origin();
        Map<String, String> detail = WatchedLogs.detail(shown, last, proven, reason);
        if (incidents.report(Incident.Kind.HISTORY_REPLACED, origin, false, detail)) {
            log(Incident.Kind.HISTORY_REPLACED, origin, detail);
        }
    }

    /** The incident stands in any case; its entry as soon as the log can take it. */
    private void log(Incident.Kind kind, String origin, Map<String, String> detail) {
        Map<String, String> facts = new TreeMap<>(detail);
        facts.put("kind", kind.name());
        facts.put("origin", origin);
        try {
            committer.commitRead(
                    Entry.event("audit.incident", facts, settings.node(), clock), null);
        } catch (Problem unwritable) {
            LOG.log(
                    Level.WARNING,
                    "the incident could not be logged: {0}",
                    unwritable.getMessage());
        }
    }
}
