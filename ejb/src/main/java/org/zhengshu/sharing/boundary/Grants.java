package org.zhengshu.sharing.boundary;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.UUID;
import org.zhengshu.identity.boundary.Directory;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.Page;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.sharing.control.SharingStore;
import org.zhengshu.sharing.entity.Grant;

/** Grants in force and their end (授权). */
@Stateless
@Boundary
public class Grants {
    @Inject private SharingStore store;
    @Inject private Directory directory;
    @Inject private Event<GrantRevoked> revoked;
    @Inject private Clock clock;

    /** Why a grant ends early. */
    public record Revocation(@NotBlank @Size(max = 1000) String reason) {}

    @Operation(value = "sharing.grant", signedIn = true)
    public GrantView get(UUID id) {
        return noted(concerned(id));
    }

    @Operation(value = "sharing.grants", signedIn = true)
    public Page<GrantView> list(int page, int size) {
        String department = Call.current().actor().department();
        return new Page<>(
                store.grants(department, Page.offset(page, size), Page.checkedSize(size)).stream()
                        .map(this::view)
                        .toList(),
                store.countGrants(department),
                page,
                size);
    }

    @Operation(value = "sharing.revoke", by = Role.DECIDING_OFFICER, act = true)
    public GrantView revoke(UUID id, Revocation revocation) {
        Grant grant = concerned(id);
        Actor actor = Call.current().actor();
        if (!grant.provider().equals(actor.department())
                && !directory.isAuthority(actor.department(), grant.tenant())) {
            throw ProblemType.NOT_THE_DECIDER.because(
                    "授权由提供部门或主管部门撤销", "the provider or the authority revokes a grant");
        }
        grant.revoke(revocation.reason(), clock.instant());
        revoked.fire(new GrantRevoked(id));
        return noted(grant);
    }

    private Grant concerned(UUID id) {
        Actor actor = Call.current().actor();
        return store.grant(id)
                .filter(
                        g ->
                                g.consumer().equals(actor.department())
                                        || g.provider().equals(actor.department())
                                        || directory.isAuthority(actor.department(), g.tenant()))
                .orElseThrow(
                        () -> ProblemType.GRANT_UNKNOWN.because("没有授权 " + id, "no grant " + id));
    }

    private GrantView noted(Grant grant) {
        Call.current().note("grant", grant.id()).note("resource", grant.item());
        return view(grant);
    }

    private GrantView view(Grant grant) {
        return grant.view(store.used(grant.id()));
    }
}
