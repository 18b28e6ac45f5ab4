package org.zhengshu.sharing.control;

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
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.audit.boundary.TransparencyLog;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Renderer;
import org.zhengshu.kernel.boundary.ServiceMode;
import org.zhengshu.sharing.boundary.SharingRequestView;
import org.zhengshu.sharing.entity.SharingRequest;

/**
 * Ends requests that nobody supplemented in time, where the rules say so (逾期未补正处理): an act of the
 * platform with an entry of its own.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SupplementWatch {
    private static final Logger LOG = Logger.getLogger(SupplementWatch.class.getName());

    @Inject private SharingStore store;
    @Inject private Supplements supplements;
    @Inject private RequestViews views;
    @Inject private Answers answers;
    @Inject private TransparencyLog log;
    @Inject private ServiceMode mode;
    @Inject private Clock clock;

    /** Looks what is over; a request that cannot be ended now is looked at again. */
    @Schedule(hour = "*", minute = "*", second = "*/15", persistent = false)
    void look() {
        if (!log.isOpen() || mode.isReadOnly() || mode.isDraining()) {
            return;
        }
        try {
            store.notSupplemented(Supplements.today(clock.instant())).forEach(this::end);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "requests cannot be ended just now: {0}", e.getMessage());
        }
    }

    private void end(UUID id) {
        SharingRequest seen = store.request(id);
        Actor platform =
                new Actor(
                        Actor.PLATFORM.id(),
                        Actor.PLATFORM.kind(),
                        Actor.PLATFORM.name(),
                        seen.consumer(),
                        seen.tenant(),
                        Set.of());
        answers.answer(
                Call.ownAct("sharing.lapse", platform), () -> ended(id), Renderer.NOTHING_LEAVES);
    }

    private SharingRequestView ended(UUID id) {
        SharingRequest request = store.locked(id);
        if (!supplements.lapse(request)) {
            throw ProblemType.NOT_RETURNED.because(
                    "申请 " + id + " 已不需终止", "request " + id + " does not have to be ended any more");
        }
        SharingRequestView view = views.view(request);
        Call.current()
                .note("request", view.id())
                .note("state", view.state())
                .note("resource", view.item());
        return view;
    }
}
