package org.zhengshu.onboarding.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.identity.boundary.Directory;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Limit;
import org.zhengshu.kernel.boundary.Limits;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.OwnLimits;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.sharing.boundary.GrantUse;

/** Limits of single systems and grants (限额管理), set by the system administrator. */
@Stateless
@Boundary
public class CallLimits {
    private static final int KIB = 1024;

    @Inject private OwnLimits own;
    @Inject private Settings settings;
    @Inject private Directory directory;
    @Inject private GrantUse grants;

    /**
     * Limits to set (设置限额); what is absent follows the node's default, zero is no limit, and
     * nothing at all gives the default back.
     *
     * @param rate calls per second in the long run
     * @param burst calls at once after a pause
     * @param concurrency calls that run at the same time
     * @param bodyKib kibibytes of one call's body
     * @param seconds how long one call may take in the database
     */
    public record SetLimit(
            @Min(0) @Max(1_000_000) Integer rate,
            @Min(0) @Max(1_000_000) Integer burst,
            @Min(0) @Max(100_000) Integer concurrency,
            @Min(0) @Max(2_097_152) Integer bodyKib,
            @Min(0) @Max(86_400) Integer seconds) {

        private boolean empty() {
            return rate == null
                    && burst == null
                    && concurrency == null
                    && bodyKib == null
                    && seconds == null;
        }

        private Limit over(Limit otherwise) {
            return new Limit(
                    or(rate, otherwise.rate()),
                    or(burst, otherwise.burst()),
                    or(concurrency, otherwise.concurrency()),
                    bodyKib == null ? otherwise.body() : (long) bodyKib * KIB,
                    or(seconds, otherwise.seconds()));
        }

        private static int or(Integer set, int otherwise) {
            return set == null ? otherwise : set;
        }
    }

    /**
     * Limits in force.
     *
     * @param subject {@code caller}, {@code address} or {@code grant} for the node's defaults, else
     *     the system or grant that they are for
     */
    public record LimitView(
            String subject, int rate, int burst, int concurrency, long bodyKib, int seconds) {
        static LimitView of(String subject, Limit limit) {
            return new LimitView(
                    subject,
                    limit.rate(),
                    limit.burst(),
                    limit.concurrency(),
                    limit.body() / KIB,
                    limit.seconds());
        }
    }

    /** The node's defaults and what differs from them. */
    public record LimitsView(List<LimitView> defaults, List<LimitView> own) {}

    @Operation(
            value = "onboarding.limits",
            by = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN})
    public LimitsView list() {
        return new LimitsView(
                List.of(
                        LimitView.of("caller", settings.limits().caller()),
                        LimitView.of("address", settings.limits().address()),
                        LimitView.of("grant", settings.limits().grant())),
                own.all().entrySet().stream()
                        .map(e -> LimitView.of(e.getKey(), e.getValue()))
                        .toList());
    }

    @Operation(value = "onboarding.limit-system", by = Role.SYSTEM_ADMIN, act = true)
    public LimitView limitSystem(UUID id, SetLimit limit) {
        Actor system =
                directory
                        .system(id)
                        .orElseThrow(
                                () ->
                                        ProblemType.NOT_FOUND.because(
                                                "没有业务系统 " + id, "no client system " + id));
        Call.current().note("system", system.name());
        return set(Limits.key(system), system.tenant(), limit, settings.limits().caller());
    }

    @Operation(value = "onboarding.limit-grant", by = Role.SYSTEM_ADMIN, act = true)
    public LimitView limitGrant(UUID id, SetLimit limit) {
        Optional<String> tenant = grants.tenant(id);
        if (tenant.isEmpty()) {
            throw ProblemType.NOT_FOUND.because("没有授权 " + id, "there is no grant " + id);
        }
        Call.current().note("grant", id);
        return set(Limits.key(id), tenant.get(), limit, settings.limits().grant());
    }

    private LimitView set(String subject, String tenant, SetLimit wanted, Limit otherwise) {
        if (wanted.empty()) {
            own.clear(subject);
            return LimitView.of(subject, otherwise);
        }
        Limit limit = wanted.over(otherwise);
        own.set(subject, tenant, limit);
        Call.current()
                .note("rate", limit.rate())
                .note("burst", limit.burst())
                .note("concurrency", limit.concurrency());
        return LimitView.of(subject, limit);
    }
}
