package org.zhengshu.sharing.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.catalogue.boundary.ShareType;
import org.zhengshu.kernel.boundary.CleanText;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.regulation.boundary.Deadline;
import org.zhengshu.regulation.boundary.Deadlines;
import org.zhengshu.regulation.boundary.LastDay;
import org.zhengshu.regulation.boundary.Rule;
import org.zhengshu.regulation.boundary.RulePacks;
import org.zhengshu.regulation.boundary.SharingRules;
import org.zhengshu.regulation.boundary.SupplementRule;
import org.zhengshu.regulation.boundary.WorkCalendar;
import org.zhengshu.sharing.boundary.RequestState;
import org.zhengshu.sharing.boundary.SharingRequestView.ChangeView;
import org.zhengshu.sharing.boundary.SubmitSharingRequest;
import org.zhengshu.sharing.boundary.SupplementSharingRequest;
import org.zhengshu.sharing.entity.Reminder;
import org.zhengshu.sharing.entity.RequestForm;
import org.zhengshu.sharing.entity.SharingRequest;
import org.zhengshu.sharing.entity.Supplement;
import org.zhengshu.sharing.entity.Wish;

/**
 * What the rule packs make of requests that are sent back, supplemented or reminded of (补正与催办办理).
 */
@ApplicationScoped
public class Supplements {
    @Inject private SharingStore store;
    @Inject private SharingPolicies policies;
    @Inject private RulePacks packs;
    @Inject private SharingRules rules;
    @Inject private Deadlines deadlines;
    @Inject private Clock clock;

    /** Sends the request back, as long and as often as the rules let it. */
    public void ask(SharingRequest request, Supplement.Asked asked) {
        Instant now = asked.at();
        requireVisible("opinion", asked.opinion());
        SupplementRule rule = rules.supplement(packs.active(now), request.stepSince(), now);
        request.requirePending();
        if (request.rounds() > 0 && rule.once().isPresent()) {
            throw ProblemType.SUPPLEMENT_ONCE.because(
                    "已要求补正过一次（" + rule.once().get().citation(Locale.CHINESE) + "），请作出决定",
                    "it was sent back before ("
                            + rule.once().get().citation(Locale.ENGLISH)
                            + "); decide on it");
        }
        if (rule.askBy().passed(now)) {
            throw late(rule.askBy());
        }
        Integer left = request.due().map(day -> deadlines.left(day, now)).orElse(null);
        request.sendBack();
        store.add(new Supplement(request, asked, terms(rule, left)));
    }

    private static Supplement.Terms terms(SupplementRule rule, Integer left) {
        List<Rule<?>> answered = new ArrayList<>();
        rule.answerBy().map(Deadline::rule).ifPresent(answered::add);
        Optional<Rule<String>> overdue = rule.answerBy().flatMap(d -> rule.overdue());
        overdue.ifPresent(answered::add);
        return new Supplement.Terms(
                cited(List.of(rule.askBy().rule(), rule.clock())),
                rule.clockStops(),
                left,
                rule.answerBy().map(Deadline::lastDay).orElse(null),
                rule.answerBy().map(Deadline::provisional).orElse(false),
                answered.isEmpty() ? null : cited(answered),
                overdue.map(Rule::value).orElse(null));
    }

    private static String cited(List<Rule<?>> rules) {
        return rules.stream()
                .map(rule -> rule.citation(Locale.CHINESE))
                .distinct()
                .collect(Collectors.joining("；"));
    }

    private static Problem late(Deadline askBy) {
        return ProblemType.SUPPLEMENT_LATE.because(
                "要求补正的期限为 " + askBy.lastDay() + "（" + askBy.rule().citation(Locale.CHINESE) + "）",
                "it could be sent back until "
                        + askBy.lastDay()
                        + " ("
                        + askBy.rule().citation(Locale.ENGLISH)
                        + ")");
    }

    /** Takes the supplement; the time of the reply goes on. */
    public void take(
            SharingRequest request,
            Resources.Resource resource,
            SupplementSharingRequest input,
            String by) {
        Instant now = clock.instant();
        request.requireReturned(input.revision());
        Supplement open = store.openSupplement(request);
        if (open.over(today(now))) {
            throw ProblemType.SUPPLEMENT_LATE.because(
                    "补正期限为 " + open.answerOn() + "（" + open.answerArticles() + "）",
                    "it was to be supplemented by " + open.answerOn());
        }
        SubmitSharingRequest before = request.form();
        SubmitSharingRequest stated = RequestForm.supplemented(before, open.fields(), input);
        requireWhole(open.fields(), input, stated);
        ShareType type = policies.admit(stated, resource, packs.active(now));
        List<ChangeView> changes = RequestForm.changes(before, stated);
        String note = CleanText.showsNothing(text(input.note())) ? null : input.note();
        if (changes.isEmpty() && note == null) {
            throw ProblemType.REQUEST_INCOMPLETE.because(
                    "内容没有任何改动；确无需改动的，请在 note 中说明",
                    "nothing was changed; say in note why nothing has to be");
        }
        List<String> changed = changes.stream().map(ChangeView::field).toList();
        // what looks the same stays what it was: nothing changes that the course does not show
        Wish content = new Wish(RequestForm.supplemented(before, changed, input));
        request.supplement(content, type.name(), now);
        open.resumes()
                .map(left -> deadlines.resumed(left, now))
                .ifPresent(last -> goesOn(request, last));
        open.done(by, note, changes, now);
    }

    private static void goesOn(SharingRequest request, LastDay last) {
        request.dueOn(last.date(), last.provisional(), last.calendarVersion());
    }

    /** All that is wrong with what was stated and what was not, at once. */
    private static void requireWhole(
            List<String> named, SupplementSharingRequest input, SubmitSharingRequest stated) {
        List<Violation> gaps = new ArrayList<>();
        for (String member : RequestForm.beyond(named, input)) {
            gaps.add(
                    new Violation(
                            member,
                            "NotAsked",
                            "",
                            new Text(
                                    "未要求补正此项，只能补正 " + named,
                                    "was not asked for, asked for are " + named)));
        }
        for (String member : List.of("purpose", "items", "validUntil")) {
            if (CleanText.showsNothing(text(RequestForm.texts(stated).get(member)))) {
                gaps.add(new Violation(member, "Required", "", new Text("必填", "is required")));
            }
        }
        if (!gaps.isEmpty()) {
            throw ProblemType.REQUEST_INCOMPLETE
                    .because(
                            gaps.size() + " 处不符合补正要求，见 violations",
                            gaps.size() + " places, see violations")
                    .at(gaps);
        }
    }

    /** Reminds the deciding department, as often as the rules let it. */
    public void remind(SharingRequest request, String by) {
        Instant now = clock.instant();
        request.requirePending();
        Optional<LocalDate> again = remindableOn(request);
        if (again.isPresent()) {
            throw ProblemType.REMINDED_ALREADY.because(
                    again.get() + " 起可以再次催办", "it may be reminded of again from " + again.get());
        }
        request.remind();
        store.add(new Reminder(request, by, now));
    }

    /** The day from which on it may be reminded of again; empty when it may be now. */
    public Optional<LocalDate> remindableOn(SharingRequest request) {
        Instant now = clock.instant();
        return request.state().pending()
                ? store.lastReminder(request)
                        .map(last -> rules.remindableOn(packs.active(now), last.at()))
                        .filter(day -> today(now).isBefore(day))
                : Optional.empty();
    }

    /** Ends a request that nobody supplemented in time; false when there is nothing to end. */
    public boolean lapse(SharingRequest request) {
        Instant now = clock.instant();
        if (request.state() != RequestState.RETURNED_FOR_SUPPLEMENT) {
            return false;
        }
        Supplement open = store.openSupplement(request);
        if (!open.over(today(now))) {
            return false;
        }
        open.lapse(now);
        request.lapse(
                RequestState.valueOf(open.otherwise()),
                "补正期限 " + open.answerOn() + " 已过（" + open.answerArticles() + "）",
                now);
        return true;
    }

    /** Today in China. */
    static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, WorkCalendar.ZONE);
    }

    private static void requireVisible(String place, String value) {
        if (CleanText.showsNothing(value)) {
            throw ProblemType.INVALID_INPUT
                    .because("1 处内容不符合要求，见 violations", "1 value is invalid, see violations")
                    .at(
                            List.of(
                                    new Violation(
                                            place, "NotBlank", "", new Text("必填", "is required"))));
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
