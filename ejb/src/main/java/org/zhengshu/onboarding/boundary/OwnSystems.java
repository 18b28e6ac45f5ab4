package org.zhengshu.onboarding.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.zhengshu.audit.boundary.EntryView;
import org.zhengshu.audit.boundary.OwnCalls;
import org.zhengshu.identity.boundary.CredentialUse;
import org.zhengshu.identity.boundary.Credentials;
import org.zhengshu.identity.boundary.Credentials.CredentialView;
import org.zhengshu.identity.boundary.Credentials.SecretView;
import org.zhengshu.identity.boundary.SystemDesk;
import org.zhengshu.identity.boundary.SystemDesk.OwnSystem;
import org.zhengshu.identity.boundary.SystemDesk.Stage;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Limits;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.onboarding.control.SandboxGrants;
import org.zhengshu.signature.boundary.ClientCertificates;

/** A department's own systems, registered and kept by its own people (自助接入). */
@Stateless
@Boundary
public class OwnSystems {
    private static final Duration TRIAL = Duration.ofDays(90);
    private static final Duration LIFE = Duration.ofDays(730);
    private static final int DEFAULT_LIMIT = 50;

    /** What a department may ask for; administrators and the sandbox are no roles to ask for. */
    private static final Set<Role> ASKED =
            Set.of(
                    Role.DATA_CONSUMER,
                    Role.REQUESTER,
                    Role.CATALOGUE_OFFICER,
                    Role.DECIDING_OFFICER,
                    Role.LICENCE_OFFICER,
                    Role.REVIEWER,
                    Role.AUDITOR);

    @Inject private SystemDesk desk;
    @Inject private SandboxGrants sandbox;
    @Inject private ClientCertificates certificates;
    @Inject private OwnCalls calls;
    @Inject private Limits limits;

    /**
     * A system to register (登记业务系统).
     *
     * @param name its id at the doors and in the log; no other system has it
     * @param roles what it is to be in production; the system administrator decides
     */
    public record RegisterOwn(
            @NotBlank @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{1,63}") String name,
            @NotNull Set<Role> roles) {}

    /** Roles to ask for (申请正式角色). */
    public record AskRoles(@NotEmpty Set<Role> roles) {}

    /**
     * A registered system and what it may try at once.
     *
     * @param sandbox the grant on generated data; nothing else is reached before approval
     */
    public record RegisteredView(OwnSystem system, SandboxGrants.SandboxView sandbox) {}

    /**
     * A certificate to issue (签发客户端证书).
     *
     * @param csr certificate request in PEM, RFC 2986; without one the key is made here
     */
    public record IssueCertificate(@Size(min = 1, max = 16384) String csr) {}

    /**
     * A new certificate.
     *
     * @param certificate it and its authority, in PEM
     * @param privateKey in PEM when it was made here: this answer is the only place where it is
     *     ever shown
     */
    public record CertificateView(
            CredentialView credential, String certificate, String privateKey) {}

    /** A shared secret to issue (签发共享密钥). */
    public record IssueOwnSecret(@NotEmpty Set<CredentialUse> uses) {}

    /** A shared secret to renew (轮换共享密钥); the present one stays live for the grace. */
    public record RotateOwnSecret(@Min(0) @Max(2160) int graceHours) {}

    /**
     * One call of the system.
     *
     * @param outcome {@code answered} or the code of the problem
     * @param trace also in the answer, in the log and in the audit entry
     */
    public record CallView(
            UUID id, String at, String door, String action, String outcome, String trace) {
        static CallView of(EntryView e) {
            return new CallView(e.id(), e.at(), e.door(), e.action(), e.outcome(), e.trace());
        }
    }

    /** A page of calls, newest first. */
    public record CallsView(List<CallView> calls, String nextCursor) {}

    /**
     * How the system stands against its limits, on the server that answers.
     *
     * @param available calls that may be made at once
     * @param calls since this server started
     */
    public record UsageView(
            CallLimits.LimitView limit, int available, int running, long calls, long refused) {}

    @Operation(value = "onboarding.register", by = Role.INTEGRATOR, act = true)
    public RegisteredView register(RegisterOwn input) {
        requireAskable(input.roles());
        OwnSystem system = desk.register(input.name(), department(), input.roles());
        Call.current().note("system", system.name()).note("requested", system.requested());
        return new RegisteredView(system, sandbox.grant());
    }

    @Operation(value = "onboarding.own-systems", by = Role.INTEGRATOR)
    public List<OwnSystem> list() {
        return desk.of(department());
    }

    @Operation(value = "onboarding.ask-roles", by = Role.INTEGRATOR, act = true)
    public OwnSystem ask(UUID id, AskRoles input) {
        requireAskable(input.roles());
        return desk.request(id, department(), input.roles());
    }

    @Operation(value = "onboarding.approve", by = Role.SYSTEM_ADMIN, act = true)
    public OwnSystem approve(UUID id) {
        return desk.approve(id);
    }

    @Operation(value = "onboarding.issue-certificate", by = Role.INTEGRATOR, act = true)
    public CertificateView issueCertificate(UUID id, IssueCertificate input) {
        OwnSystem system = desk.get(id, department());
        Duration life = system.stage() == Stage.PRODUCTION ? LIFE : TRIAL;
        ClientCertificates.Issued issued =
                input.csr() == null
                        ? certificates.withKey(system.name(), system.department(), life)
                        : certificates.forRequest(
                                input.csr(), system.name(), system.department(), life);
        return new CertificateView(
                desk.addCertificate(id, department(), issued.certificate()),
                issued.chain(),
                issued.key().orElse(null));
    }

    @Operation(value = "onboarding.add-public-key", by = Role.INTEGRATOR, act = true)
    public CredentialView addPublicKey(UUID id, Credentials.AddPublicKey input) {
        return desk.addPublicKey(id, department(), input);
    }

    @Operation(value = "onboarding.issue-secret", by = Role.INTEGRATOR, act = true)
    public SecretView issueSecret(UUID id, IssueOwnSecret input) {
        return desk.issueSecret(id, department(), input.uses());
    }

    @Operation(value = "onboarding.rotate-secret", by = Role.INTEGRATOR, act = true)
    public SecretView rotateSecret(UUID id, RotateOwnSecret input) {
        return desk.rotateSecret(id, department(), Duration.ofHours(input.graceHours()));
    }

    @Operation(value = "onboarding.revoke-credential", by = Role.INTEGRATOR, act = true)
    public CredentialView revoke(UUID id, UUID credential) {
        return desk.revoke(id, department(), credential);
    }

    @Operation(value = "onboarding.credentials", by = Role.INTEGRATOR)
    public List<CredentialView> credentials(UUID id) {
        return desk.credentials(id, department());
    }

    @Operation(value = "onboarding.calls", by = Role.INTEGRATOR)
    public CallsView calls(UUID id, CallQuery query) {
        OwnCalls.Calls found =
                calls.page(
                        new OwnCalls.Wanted(
                                desk.actor(id, department()).id(),
                                department(),
                                query.outcome(),
                                query.from(),
                                query.to(),
                                query.limit() == null ? DEFAULT_LIMIT : query.limit(),
                                query.cursor()));
        Call.current().note("rows", found.entries().size());
        return new CallsView(
                found.entries().stream().map(CallView::of).toList(), found.nextCursor());
    }

    /**
     * Which calls to list (调用记录条件).
     *
     * @param outcome {@code answered}, {@code refused}, or the code of a problem
     * @param limit calls at most, 1 to 200, 50 when absent
     * @param cursor {@code nextCursor} of the page before
     */
    public record CallQuery(
            @Size(max = 100) String outcome,
            Instant from,
            Instant to,
            @Min(1) @Max(200) Integer limit,
            @Size(max = 100) String cursor) {}

    @Operation(value = "onboarding.usage", by = Role.INTEGRATOR)
    public UsageView usage(UUID id) {
        Limits.Usage usage = limits.usage(desk.actor(id, department()));
        return new UsageView(
                CallLimits.LimitView.of("caller", usage.limit()),
                usage.available(),
                usage.running(),
                usage.calls(),
                usage.refused());
    }

    private static String department() {
        return Call.current().actor().department();
    }

    private static void requireAskable(Set<Role> roles) {
        if (!ASKED.containsAll(roles)) {
            throw ProblemType.ROLES_CONFLICT.because(
                    "业务系统可申请的角色为 " + ASKED.stream().sorted().toList(),
                    "roles that a system may ask for are " + ASKED.stream().sorted().toList());
        }
    }
}
