package org.zhengshu.sharing.boundary;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.catalogue.boundary.ShareType;
import org.zhengshu.identity.boundary.Directory;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.Page;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.regulation.boundary.Deadline;
import org.zhengshu.regulation.boundary.Decider;
import org.zhengshu.regulation.boundary.Rule;
import org.zhengshu.regulation.boundary.RulePacks;
import org.zhengshu.regulation.boundary.RuleSet;
import org.zhengshu.regulation.boundary.SharingRules;
import org.zhengshu.regulation.boundary.WorkCalendar;
import org.zhengshu.sharing.control.RequestViews;
import org.zhengshu.sharing.control.SharingPolicies;
import org.zhengshu.sharing.control.SharingStore;
import org.zhengshu.sharing.control.Supplements;
import org.zhengshu.sharing.entity.Decision;
import org.zhengshu.sharing.entity.Grant;
import org.zhengshu.sharing.entity.SharingRequest;
import org.zhengshu.sharing.entity.Supplement;
import org.zhengshu.sharing.entity.Wish;

/** Requests for other departments' data and the decisions on them (共享申请). */
@Stateless
@Boundary
public class SharingRequests {
    @Inject private SharingStore store;
    @Inject private SharingPolicies policies;
    @Inject private Resources resources;
    @Inject private Directory directory;
    @Inject private RulePacks packs;
    @Inject private SharingRules rules;
    @Inject private Supplements supplements;
    @Inject private RequestViews views;
    @Inject private Event<GrantIssued> issued;
    @Inject private Clock clock;

    /** Why a request is refused; a refusal without reason is not possible. */
    public record Refusal(@NotBlank @Size(max = 1000) String reason) {}

    /**
     * What has to be supplemented (补正要求); all gaps at once.
     *
     * @param fields members of the request, by the names that {@code submit} takes
     * @param opinion what is wrong with them, for the requesting department
     */
    public record SendBack(
            @NotEmpty @Size(max = 10) List<@NotBlank @Pattern(regexp = FIELDS) String> fields,
            @NotBlank @Size(max = 1000) String opinion) {}

    private static final String FIELDS =
            "purpose|matter|legalBasis|scenario|scope|mode|items|rowFilter|quota|validUntil";

    /** Asks what would become of a request for these data items, before it is made (事前告知). */
    public record AskCourse(
            @NotNull UUID item,
            @NotEmpty @Size(max = 500) List<@NotBlank @Size(max = 63) String> items) {}

    /**
     * How a request submitted now would be decided (办理告知).
     *
     * @param mode IMMEDIATE or REVIEW
     * @param dueOn last day for the reply, with the articles that say so
     * @param requiredFields members of the request that must be stated, beyond those that always
     *     are
     */
    public record CourseView(
            String mode,
            String shareType,
            String approver,
            String approverArticles,
            List<String> steps,
            LocalDate dueOn,
            boolean dueProvisional,
            Integer workdays,
            String dueArticles,
            List<String> requiredFields,
            String requiredArticles,
            List<String> rulePacks) {}

    @Operation(value = "sharing.preview", signedIn = true)
    public CourseView preview(AskCourse input) {
        Resources.Resource resource = resources.require(input.item());
        Call.current().note("resource", resource.id()).note("code", resource.code());
        Instant now = clock.instant();
        RuleSet active = packs.active(now);
        ShareType type = policies.shareType(input.items(), resource);
        Decider decider = rules.decisionFor(active, type.name(), now);
        requireRequestable(decider);
        Locale locale =
                Call.current().language() == Language.CHINESE ? Locale.CHINESE : Locale.ENGLISH;
        Optional<Deadline> due = decider.due();
        Rule<List<String>> required = rules.requiredFields(active);
        boolean conditional = type == ShareType.CONDITIONAL;
        return new CourseView(
                decider.mode().name(),
                type.name(),
                decider.approver().map(Rule::value).orElse(null),
                decider.approver().map(rule -> rule.citation(locale)).orElse(null),
                decider.steps(),
                due.map(Deadline::lastDay).orElse(null),
                due.map(Deadline::provisional).orElse(false),
                due.map(Deadline::workdays).orElse(null),
                due.map(d -> d.rule().citation(locale)).orElse(null),
                conditional ? policies.requiredFields(required) : List.of(),
                conditional ? required.citation(locale) : null,
                List.copyOf(active.packs()));
    }

    @Operation(value = "sharing.submit", by = Role.REQUESTER, act = true)
    public SharingRequestView submit(SubmitSharingRequest input) {
        Resources.Resource resource = resources.require(input.item());
        Call.current().note("resource", resource.id()).note("code", resource.code());
        Instant now = clock.instant();
        RuleSet active = packs.active(now);
        ShareType type = policies.admit(input, resource, active);
        Decider decider = rules.decisionFor(active, type.name(), now);
        Actor actor = Call.current().actor();
        SharingRequest request =
                new SharingRequest(
                        new Wish(input),
                        new SharingRequest.Parties(
                                resource.tenant(),
                                actor.department(),
                                resource.provider(),
                                actor.id(),
                                resource.title()),
                        course(type, decider, active),
                        now);
        store.add(request);
        if (decider.mode() == Decider.Mode.IMMEDIATE) {
            request.grantAtOnce(now);
            grant(request, resource, now);
        }
        return noted(request);
    }

    /** Agrees to the content of that revision; without one, to the content as it stands. */
    @Operation(value = "sharing.approve", by = Role.DECIDING_OFFICER, act = true)
    public SharingRequestView approve(UUID id, Integer revision) {
        SharingRequest request = store.request(id);
        decide(request, "APPROVED", null);
        request.requireRevision(Optional.ofNullable(revision));
        if (request.agree(Call.current().actor().id(), clock.instant())) {
            Resources.Resource resource = resources.require(request.item());
            if (!resource.published()) {
                throw ProblemType.ITEM_NOT_PUBLISHED.because(
                        "资源已撤销，不能批准", "the resource is no longer published");
            }
            grant(request, resource, clock.instant());
        }
        return noted(request);
    }

    /** Refuses the content of that revision; without one, the content as it stands. */
    @Operation(value = "sharing.reject", by = Role.DECIDING_OFFICER, act = true)
    public SharingRequestView reject(UUID id, Integer revision, Refusal refusal) {
        SharingRequest request = store.request(id);
        decide(request, "REJECTED", refusal.reason());
        request.requireRevision(Optional.ofNullable(revision));
        request.reject(Call.current().actor().id(), refusal.reason(), clock.instant());
        return noted(request);
    }

    @Operation(value = "sharing.return", by = Role.DECIDING_OFFICER, act = true)
    public SharingRequestView sendBack(UUID id, SendBack input) {
        SharingRequest request = store.request(id);
        requireDecider(request);
        Actor actor = Call.current().actor();
        List<String> fields = input.fields().stream().distinct().toList();
        Call.current().note("fields", String.join(",", fields));
        supplements.ask(
                request,
                new Supplement.Asked(
                        actor.id(), actor.department(), input.opinion(), fields, clock.instant()));
        return noted(request);
    }

    @Operation(value = "sharing.supplement", by = Role.REQUESTER, act = true)
    public SharingRequestView supplement(UUID id, SupplementSharingRequest input) {
        SharingRequest request = store.request(id);
        requireConsumer(request);
        supplements.take(
                request, resources.require(request.item()), input, Call.current().actor().id());
        Call.current().note("revision", request.revision());
        return noted(request);
    }

    @Operation(value = "sharing.remind", by = Role.REQUESTER, act = true)
    public SharingRequestView remind(UUID id) {
        SharingRequest request = store.request(id);
        requireConsumer(request);
        supplements.remind(request, Call.current().actor().id());
        return noted(request);
    }

    @Operation(value = "sharing.withdraw", by = Role.REQUESTER, act = true)
    public SharingRequestView withdraw(UUID id) {
        SharingRequest request = store.request(id);
        requireConsumer(request);
        request.withdraw(Call.current().actor().id(), clock.instant());
        return noted(request);
    }

    @Operation(value = "sharing.get", signedIn = true)
    public SharingRequestView get(UUID id) {
        SharingRequest request = store.request(id);
        Actor actor = Call.current().actor();
        boolean concerned =
                request.consumer().equals(actor.department())
                        || request.provider().equals(actor.department())
                        || directory.isAuthority(actor.department(), request.tenant());
        if (!concerned) {
            throw ProblemType.NOT_FOUND.because("没有申请 " + id, "no request " + id);
        }
        return noted(request);
    }

    @Operation(value = "sharing.list", signedIn = true)
    public Page<SharingRequestView> list(RequestState state, RequestSide side, int page, int size) {
        Actor actor = Call.current().actor();
        SharingStore.Query query =
                new SharingStore.Query(
                        actor.department(),
                        actor.tenant(),
                        directory.isAuthority(actor.department(), actor.tenant()),
                        state,
                        side);
        return new Page<>(
                store.requests(query, Page.offset(page, size), Page.checkedSize(size)).stream()
                        .map(views::view)
                        .toList(),
                store.countRequests(query),
                page,
                size);
    }

    /** Records the decision of the department whose step it is. */
    private void decide(SharingRequest request, String outcome, String reason) {
        requireDecider(request);
        Actor actor = Call.current().actor();
        store.add(
                new Decision(
                                request.id(),
                                request.step(),
                                actor.id(),
                                actor.department(),
                                outcome,
                                reason)
                        .at(clock.instant()));
    }

    private void requireDecider(SharingRequest request) {
        Actor actor = Call.current().actor();
        String step = request.currentStep();
        boolean decides =
                "PROVIDER".equals(step)
                        ? request.provider().equals(actor.department())
                        : directory.isAuthority(actor.department(), request.tenant());
        if (!decides) {
            throw ProblemType.NOT_THE_DECIDER.because(
                    "本步骤由 " + step + " 决定", "this step is decided by " + step);
        }
    }

    private static void requireConsumer(SharingRequest request) {
        if (!request.consumer().equals(Call.current().actor().department())) {
            throw ProblemType.FORBIDDEN.because("只有申请部门可以办理", "only the requesting department may");
        }
    }

    private void grant(SharingRequest request, Resources.Resource resource, Instant now) {
        Grant grant = new Grant(request, resource.code(), now, WorkCalendar.ZONE);
        store.add(grant);
        Call.current().note("grant", grant.id());
        issued.fire(new GrantIssued(grant.id()));
    }

    private static void requireRequestable(Decider decider) {
        if (decider.mode() == Decider.Mode.NOT_REQUESTABLE
                || decider.mode() == Decider.Mode.NEGOTIATION) {
            throw ProblemType.NOT_SHARED.because("该资源不予共享", "the resource is not shared");
        }
    }

    private static SharingRequest.Course course(ShareType type, Decider decider, RuleSet active) {
        requireRequestable(decider);
        Optional<Deadline> due = decider.due();
        return new SharingRequest.Course(
                type.name(),
                decider.approver().map(rule -> rule.value()).orElse("NOBODY"),
                decider.approver().map(rule -> rule.citation(Locale.CHINESE)).orElse(null),
                decider.steps(),
                List.copyOf(active.packs()),
                due.map(Deadline::lastDay).orElse(null),
                due.map(Deadline::provisional).orElse(false),
                due.map(d -> d.rule().citation(Locale.CHINESE)).orElse(null),
                due.map(Deadline::calendarVersion).orElse(null));
    }

    private SharingRequestView noted(SharingRequest request) {
        SharingRequestView view = views.view(request);
        Call.current()
                .note("request", view.id())
                .note("state", view.state())
                .note("resource", view.item());
        return view;
    }
}
