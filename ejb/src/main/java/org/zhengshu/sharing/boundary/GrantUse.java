package org.zhengshu.sharing.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.catalogue.boundary.Sandbox;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Limits;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.sharing.control.SharingStore;
import org.zhengshu.sharing.control.Standings;
import org.zhengshu.sharing.entity.Grant;

/** Checks a call against its grant before any data is touched (授权校验); not for the doors. */
@ApplicationScoped
public class GrantUse {
    @Inject private SharingStore store;
    @Inject private Standings standings;
    @Inject private Resources resources;
    @Inject private Limits limits;
    @Inject private Sandbox sandbox;
    @Inject private Clock clock;

    /** What a call states about itself. */
    public record Asked(UUID grant, String purpose, String matter, List<String> items) {}

    /**
     * What the call may have.
     *
     * @param items those that the call is for, in the order of the entry
     * @param grantedItems those of the grant that the entry still has
     * @param mount what is mounted on the entry, where that was read with the grant
     */
    public record Terms(
            UUID grant,
            Resources.Resource resource,
            List<String> items,
            List<String> grantedItems,
            RowFilter rowFilter,
            Optional<UUID> mount) {
        private Terms with(Optional<UUID> mounted) {
            return new Terms(grant, resource, items, grantedItems, rowFilter, mounted);
        }
    }

    /** The terms under which the call goes on; its answer will be counted against the grant. */
    public Terms admit(Asked asked) {
        noted(asked);
        Standings.Standing now =
                standings.of(asked.grant()).orElseThrow(() -> unknown(asked.grant()));
        Grant grant =
                store.grant(asked.grant(), now.grant())
                        .filter(this::isOwn)
                        .orElseThrow(() -> unknown(asked.grant()));
        Resources.Resource resource = resources.require(grant.item(), now.item());
        return admitted(resource, grant, asked, false).with(now.mount());
    }

    /**
     * The same for a call to a resource's own services: the grant must be on it, and may be left
     * out when exactly one serves the purpose and matter.
     *
     * @param resource with the items alone that the called contract has
     */
    public Terms admit(Resources.Resource resource, Asked asked) {
        noted(asked);
        Grant grant =
                asked.grant() == null
                        ? only(resource, asked)
                        : store.grant(asked.grant())
                                .filter(this::isOwn)
                                .filter(g -> g.item().equals(resource.id()))
                                .orElseThrow(() -> unknown(asked.grant()));
        return admitted(resource, grant, asked, true);
    }

    private static void noted(Asked asked) {
        Call call = Call.current();
        call.note("grant", asked.grant())
                .note("purpose", asked.purpose())
                .note("matter", asked.matter());
        if (asked.items() != null) {
            call.note("items", String.join(",", asked.items()));
        }
    }

    private boolean isOwn(Grant grant) {
        return grant.consumer().equals(Call.current().actor().department());
    }

    private Grant only(Resources.Resource resource, Asked asked) {
        List<Grant> fitting =
                store.activeGrants(Call.current().actor().department(), resource.id()).stream()
                        .filter(g -> g.serves(asked.purpose(), asked.matter(), clock.instant()))
                        .toList();
        if (fitting.isEmpty()) {
            throw ProblemType.GRANT_UNKNOWN.because(
                    "本部门对该资源没有符合该用途与事项的有效授权",
                    "your department has no active grant on this resource for that purpose and"
                            + " matter");
        }
        if (fitting.size() > 1) {
            throw ProblemType.GRANT_AMBIGUOUS
                    .because(
                            "有 " + fitting.size() + " 项授权符合，请指明其一，见 violations",
                            fitting.size() + " grants fit, name one of those in violations")
                    .at(fitting.stream().map(GrantUse::candidate).toList());
        }
        return fitting.get(0);
    }

    private static Violation candidate(Grant grant) {
        return new Violation(
                "grant",
                "Ambiguous",
                grant.id().toString(),
                new Text("可用的授权", "a grant that fits"));
    }

    private static Problem unknown(UUID grant) {
        return ProblemType.GRANT_UNKNOWN.because(
                "本部门没有授权 " + grant, "your department has no grant " + grant);
    }

    private Terms admitted(
            Resources.Resource resource, Grant grant, Asked asked, boolean inOrderOfEntry) {
        Call call = Call.current();
        requireSandbox(call, grant.item(), grant.id());
        call.note("grant", grant.id())
                .note("resource", grant.item())
                .note("code", grant.resourceCode());
        grant.require(asked.purpose(), asked.matter(), clock.instant());
        List<String> granted = grant.items().stream().filter(resource.names()::contains).toList();
        List<String> items = items(asked.items(), granted);
        if (inOrderOfEntry) {
            items = resource.names().stream().filter(items::contains).toList();
        }
        call.note("items", String.join(",", items));
        if (!resource.published()) {
            throw ProblemType.ITEM_NOT_PUBLISHED.because(
                    "资源已下线，暂停交换", "the resource is not published any more");
        }
        limits.enter(call, grant.id());
        call.countAgainst(grant.id());
        return new Terms(grant.id(), resource, items, granted, grant.rowFilter(), Optional.empty());
    }

    /** Generated data says so; who is in the sandbox sees no other grant. */
    private void requireSandbox(Call call, UUID item, UUID grant) {
        if (sandbox.is(item)) {
            call.header("Zhengshu-Sandbox", "true");
        } else if (call.actor().hasAny(Role.SANDBOX)) {
            throw ProblemType.GRANT_UNKNOWN.because(
                    "沙箱系统没有授权 " + grant + "，只能使用沙箱授权",
                    "a system in the sandbox has no grant " + grant + ", only that on the sandbox");
        }
    }

    /**
     * How a call under a grant would fare (授权试用); nothing is read or counted.
     *
     * @param left answers that the quota leaves, negative without one
     */
    public record Tried(Optional<Problem> problem, List<String> items, Instant until, long left) {}

    /** Checks what a call would be checked for, short of the call. */
    public Tried tried(Asked asked) {
        Call call = Call.current();
        try {
            Grant grant =
                    store.grant(asked.grant())
                            .filter(g -> g.consumer().equals(call.actor().department()))
                            .orElseThrow(
                                    () ->
                                            ProblemType.GRANT_UNKNOWN.because(
                                                    "本部门没有授权 " + asked.grant(),
                                                    "your department has no grant "
                                                            + asked.grant()));
            requireSandbox(call, grant.item(), grant.id());
            grant.require(asked.purpose(), asked.matter(), clock.instant());
            GrantView view = grant.view(store.used(grant.id()));
            List<String> items = items(asked.items(), grant.items());
            long left = view.quota() == null ? -1 : Math.max(0, view.quota() - view.used());
            return new Tried(Optional.empty(), items, view.validUntil(), left);
        } catch (Problem problem) {
            return new Tried(Optional.of(problem), List.of(), Instant.EPOCH, 0);
        }
    }

    /** The department's grant on the entry that is in force; the newest of several. */
    public Optional<UUID> active(String department, UUID item) {
        return store.activeGrant(department, item, clock.instant());
    }

    /** The same with its terms. */
    public Optional<GrantView> newest(String department, UUID item) {
        return active(department, item)
                .flatMap(store::grant)
                .map(grant -> grant.view(store.used(grant.id())));
    }

    /** The tenant of a grant; empty when there is no such grant. */
    public Optional<String> tenant(UUID grant) {
        return store.grant(grant).map(Grant::tenant);
    }

    private static List<String> items(List<String> asked, List<String> granted) {
        if (asked == null || asked.isEmpty()) {
            return granted;
        }
        List<String> beyond = asked.stream().filter(i -> !granted.contains(i)).toList();
        if (!beyond.isEmpty()) {
            throw ProblemType.ITEM_NOT_GRANTED
                    .because(
                            "超出授权的数据项 " + beyond + "，授权为 " + granted,
                            "items " + beyond + " are not granted, granted are " + granted)
                    .at(
                            beyond.stream()
                                    .map(
                                            i ->
                                                    new Violation(
                                                            "items",
                                                            "Granted",
                                                            i,
                                                            new Text("不在授权范围", "is not granted")))
                                    .toList());
        }
        return asked.stream().distinct().toList();
    }
}
