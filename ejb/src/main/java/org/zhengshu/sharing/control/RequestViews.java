package org.zhengshu.sharing.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhengshu.regulation.boundary.Deadlines;
import org.zhengshu.sharing.boundary.RequestState;
import org.zhengshu.sharing.boundary.SharingRequestView;
import org.zhengshu.sharing.entity.Decision;
import org.zhengshu.sharing.entity.Reminder;
import org.zhengshu.sharing.entity.SharingRequest;
import org.zhengshu.sharing.entity.Supplement;

/** A request with all that happened to it (申请全貌). */
@ApplicationScoped
public class RequestViews {
    @Inject private SharingStore store;
    @Inject private Supplements supplements;
    @Inject private Deadlines deadlines;
    @Inject private Clock clock;

    public SharingRequestView view(SharingRequest request) {
        Instant now = clock.instant();
        List<Supplement> rounds = store.supplements(request);
        Optional<Supplement> open =
                request.state() == RequestState.RETURNED_FOR_SUPPLEMENT
                        ? Optional.of(rounds.get(rounds.size() - 1))
                        : Optional.empty();
        boolean stopped = open.filter(Supplement::clockStopped).isPresent();
        return request.view(
                new SharingRequest.History(
                        stopped
                                ? null
                                : request.due().map(day -> deadlines.left(day, now)).orElse(null),
                        stopped,
                        store.decisions(request.id()).stream().map(Decision::view).toList(),
                        rounds.stream().map(round -> round.view(left(round, open, now))).toList(),
                        store.reminders(request).stream().map(Reminder::view).toList(),
                        supplements.remindableOn(request).orElse(null),
                        store.grantOf(request.id()).orElse(null)));
    }

    /** Working days that the requesting department has, while the round is open. */
    private Integer left(Supplement round, Optional<Supplement> open, Instant now) {
        return open.filter(o -> o == round && o.answerOn() != null)
                .map(o -> deadlines.left(o.answerOn(), now))
                .orElse(null);
    }
}
