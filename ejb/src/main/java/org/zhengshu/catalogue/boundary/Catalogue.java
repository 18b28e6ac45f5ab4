package org.zhengshu.catalogue.boundary;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.catalogue.control.CatalogueFinder;
import org.zhengshu.catalogue.control.CatalogueRules;
import org.zhengshu.catalogue.control.CatalogueStore;
import org.zhengshu.catalogue.control.Proposals;
import org.zhengshu.catalogue.entity.CatalogueItem;
import org.zhengshu.identity.boundary.Directory;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.Page;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.regulation.boundary.Deadline;
import org.zhengshu.regulation.boundary.Deadlines;
import org.zhengshu.regulation.boundary.RulePacks;
import org.zhengshu.regulation.boundary.WorkCalendar;

/** The catalogue (目录): entered by departments, reviewed and published by the authority. */
@Stateless
@Boundary
public class Catalogue {
    @Inject private CatalogueStore store;
    @Inject private CatalogueRules rules;
    @Inject private CatalogueFinder finder;
    @Inject private Directory directory;
    @Inject private RulePacks packs;
    @Inject private Deadlines deadlines;
    @Inject private Event<CatalogueItemPublished> published;
    @Inject private Event<CatalogueItemSuperseded> superseded;
    @Inject private Clock clock;

    /** Why something is refused, for those who have to mend it. */
    public record Reason(@NotBlank @Size(max = 1000) String reason) {}

    @Operation(value = "catalogue.enter", by = Role.CATALOGUE_OFFICER, act = true)
    public CatalogueItemView enter(EnterItem input) {
        EnterItem checked = rules.checked(input);
        Actor actor = Call.current().actor();
        CatalogueItem item =
                new CatalogueItem(
                        actor.tenant(),
                        actor.department(),
                        actor.id(),
                        checked.core(),
                        checked.items(),
                        clock.instant());
        store.add(item);
        return noted(item);
    }

    @Operation(value = "catalogue.rewrite", by = Role.CATALOGUE_OFFICER, act = true)
    public CatalogueItemView rewrite(UUID id, EnterItem input) {
        CatalogueItem item = own(id);
        EnterItem checked = rules.checked(input);
        item.rewrite(checked.core(), checked.items(), clock.instant());
        return noted(item);
    }

    @Operation(value = "catalogue.submit", by = Role.CATALOGUE_OFFICER, act = true)
    public CatalogueItemView submit(UUID id) {
        CatalogueItem item = own(id);
        Instant now = clock.instant();
        Optional<Deadline> due = reviewDue(now);
        item.submit(
                due.map(Deadline::lastDay).orElse(null),
                due.map(d -> d.rule().citation(Locale.CHINESE)).orElse(null),
                now);
        return noted(item);
    }

    private Optional<Deadline> reviewDue(Instant now) {
        return deadlines.find(packs.active(), "catalogue.review.workdays", now);
    }

    /** New content of a published entry, which stays in force until the authority publishes it. */
    @Operation(value = "catalogue.change", by = Role.CATALOGUE_OFFICER, act = true)
    public CatalogueItemView change(UUID id, EnterItem input) {
        CatalogueItem item = own(id);
        EnterItem checked = rules.checked(input);
        rules.requireSameClass(item.core(), checked.core());
        Instant now = clock.instant();
        Optional<Deadline> due = reviewDue(now);
        item.propose(
                Proposals.write(checked),
                due.map(Deadline::lastDay).orElse(null),
                due.map(d -> d.rule().citation(Locale.CHINESE)).orElse(null),
                now);
        return noted(item);
    }

    @Operation(value = "catalogue.publish", by = Role.REVIEWER, act = true)
    public CatalogueItemView publish(UUID id) {
        CatalogueItem item = reviewed(id);
        Instant now = clock.instant();
        if (item.state() == ItemState.CHANGING) {
            replace(item, now);
            return noted(item);
        }
        String classCode = item.core().classCode();
        String code =
                item.code() != null
                        ? item.code()
                        : "%s/%06d".formatted(classCode, store.nextInClass(classCode));
        item.publish(code, now.atZone(WorkCalendar.ZONE).toLocalDate(), now);
        published.fire(new CatalogueItemPublished(item.id(), item.code()));
        return noted(item);
    }

    private void replace(CatalogueItem item, Instant now) {
        EnterItem content = Proposals.read(item.proposal().orElseThrow());
        superseded.fire(
                new CatalogueItemSuperseded(
                        item.id(), item.tenant(), item.revision(), item.items(), now));
        item.replace(
                content.core(), content.items(), now.atZone(WorkCalendar.ZONE).toLocalDate(), now);
        published.fire(new CatalogueItemPublished(item.id(), item.code()));
    }

    @Operation(value = "catalogue.reject", by = Role.REVIEWER, act = true)
    public CatalogueItemView reject(UUID id, Reason reason) {
        CatalogueItem item = reviewed(id);
        item.reject(reason.reason(), clock.instant());
        return noted(item);
    }

    @Operation(value = "catalogue.revoke", by = Role.REVIEWER, act = true)
    public CatalogueItemView revoke(UUID id) {
        CatalogueItem item = reviewed(id);
        item.revoke(clock.instant());
        return noted(item);
    }

    @Operation(value = "catalogue.get", signedIn = true)
    public CatalogueItemView get(UUID id) {
        CatalogueItem item = store.require(id);
        Actor actor = Call.current().actor();
        boolean visible =
                item.state().inForce()
                        || item.provider().equals(actor.department())
                        || item.state() != ItemState.DRAFT
                                && directory.isAuthority(actor.department(), item.tenant());
        if (!visible) {
            throw ProblemType.NOT_FOUND.because("没有目录 " + id, "no entry " + id);
        }
        return noted(item);
    }

    @Operation(value = "catalogue.list", signedIn = true)
    public Page<CatalogueItemView> list(
            String text, String provider, ItemState state, int page, int size) {
        Actor actor = Call.current().actor();
        CatalogueStore.Query query =
                new CatalogueStore.Query(
                        actor.department(),
                        actor.tenant(),
                        directory.isAuthority(actor.department(), actor.tenant()),
                        text == null ? "" : text.strip(),
                        provider == null ? "" : provider.strip(),
                        state);
        return new Page<>(
                store.list(query, Page.offset(page, size), Page.checkedSize(size)).stream()
                        .map(this::view)
                        .toList(),
                store.count(query),
                page,
                size);
    }

    /**
     * Finds published entries by words, also by their data items, and counts what there is of each
     * kind.
     */
    @Operation(value = "catalogue.search", signedIn = true)
    public CatalogueHits search(SearchCatalogue search) {
        Page.checked(search.pageOrFirst());
        return finder.search(search);
    }

    private CatalogueItem own(UUID id) {
        CatalogueItem item = store.require(id);
        if (!item.provider().equals(Call.current().actor().department())) {
            throw ProblemType.FORBIDDEN.because(
                    "目录 " + id + " 属于其他部门", "entry " + id + " belongs to another department");
        }
        return item;
    }

    private CatalogueItem reviewed(UUID id) {
        CatalogueItem item = store.require(id);
        if (!directory.isAuthority(Call.current().actor().department(), item.tenant())) {
            throw ProblemType.FORBIDDEN.because(
                    "目录由同级政务数据共享主管部门审核", "entries are reviewed by the authority of their tenant");
        }
        return item;
    }

    private CatalogueItemView noted(CatalogueItem item) {
        Call.current()
                .note("resource", item.id())
                .note("state", item.state())
                .note("code", item.code())
                .note("revision", item.revision());
        return view(item);
    }

    private CatalogueItemView view(CatalogueItem item) {
        Actor actor = Call.current().actor();
        EnterItem proposed =
                item.proposal()
                        .filter(
                                p ->
                                        item.provider().equals(actor.department())
                                                || directory.isAuthority(
                                                        actor.department(), item.tenant()))
                        .map(Proposals::read)
                        .orElse(null);
        return item.view(
                directory.name(item.provider()).orElse(item.provider()),
                item.reviewDue().map(day -> deadlines.left(day, clock.instant())).orElse(null),
                proposed);
    }
}
