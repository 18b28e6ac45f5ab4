package org.zhengshu.onboarding.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.catalogue.boundary.Sandbox;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Problems;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.regulation.boundary.WorkCalendar;
import org.zhengshu.sharing.boundary.GrantUse;
import org.zhengshu.sharing.boundary.SharingRequestView;
import org.zhengshu.sharing.boundary.SharingRequests;
import org.zhengshu.sharing.boundary.SubmitSharingRequest;

/** The grant on the sandbox that a department gets with its first system (沙箱授权). */
@ApplicationScoped
public class SandboxGrants {
    private static final int YEARS = 2;

    @Inject private Sandbox sandbox;
    @Inject private Resources resources;
    @Inject private SharingRequests requests;
    @Inject private GrantUse grants;
    @Inject private Clock clock;

    /** What a system in the sandbox may query. */
    public record SandboxView(
            UUID grant,
            UUID resource,
            String code,
            String title,
            String purpose,
            List<String> items) {}

    /** The department's grant; it is issued when there is none in force. */
    public SandboxView grant() {
        UUID item =
                sandbox.item().filter(i -> sandbox.mounted()).orElseThrow(SandboxGrants::notYet);
        Resources.Resource resource = resources.require(item);
        Actor actor = Call.current().actor();
        UUID grant = grants.active(actor.department(), item).orElseGet(() -> issued(actor, item));
        Call.current().note("grant", grant);
        return new SandboxView(
                grant,
                item,
                resource.code(),
                resource.title(),
                SandboxData.PURPOSE,
                SandboxData.ITEMS);
    }

    /** In the transaction of the registration, as the department itself would ask for it. */
    private UUID issued(Actor actor, UUID item) {
        Actor asker =
                new Actor(
                        actor.id(),
                        actor.kind(),
                        actor.name(),
                        actor.department(),
                        actor.tenant(),
                        Set.of(Role.REQUESTER));
        SubmitSharingRequest wish =
                new SubmitSharingRequest(
                        item,
                        SandboxData.PURPOSE,
                        null,
                        null,
                        SandboxData.PURPOSE,
                        "全部记录",
                        "服务接口",
                        SandboxData.ITEMS,
                        null,
                        null,
                        clock.instant().atZone(WorkCalendar.ZONE).toLocalDate().plusYears(YEARS));
        try {
            SharingRequestView request = Call.internal(asker).run(() -> requests.submit(wish));
            return request.grant();
        } catch (Exception e) {
            throw Problems.of(e);
        }
    }

    private static RuntimeException notYet() {
        return ProblemType.BUSY.because(
                "沙箱尚未建立（需先有主管部门），请稍后重试",
                "the sandbox is not there yet (the node needs an authority first); retry later");
    }
}
