package org.zhengshu.identity.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.zhengshu.identity.boundary.Credentials.CredentialView;
import org.zhengshu.identity.boundary.Credentials.SecretView;
import org.zhengshu.identity.control.CredentialDesk;
import org.zhengshu.identity.control.IdentityStore;
import org.zhengshu.identity.entity.ClientSystem;
import org.zhengshu.identity.entity.Credential;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;

/**
 * Systems that a department registers by itself and what they authenticate with (自助接入); for the
 * feature that lets people do it, not for the doors.
 */
@ApplicationScoped
public class SystemDesk {
    @Inject private IdentityStore store;
    @Inject private CredentialDesk desk;
    @Inject private Clock clock;

    /** How far a system has come (接入阶段). */
    public enum Stage {
        /** 沙箱: reaches the sandbox and nothing else. */
        SANDBOX,
        /** 待批准: the same, while its roles wait for the system administrator. */
        PENDING,
        /** 正式. */
        PRODUCTION
    }

    /**
     * A system of a department.
     *
     * @param requested roles that wait for the system administrator
     */
    public record OwnSystem(
            UUID id,
            String name,
            String department,
            Stage stage,
            List<Role> roles,
            List<Role> requested,
            boolean enabled,
            Instant createdAt) {}

    /** A new system that reaches the sandbox and asks for roles, perhaps for none yet. */
    public OwnSystem register(String name, String department, Set<Role> requested) {
        if (store.clientSystem(name).isPresent()) {
            throw ProblemType.CONFLICT.because(
                    "业务系统名称 " + name + " 已被使用", "a client system is called " + name + " already");
        }
        ClientSystem system =
                new ClientSystem(
                        store.department(department).orElseThrow(),
                        name,
                        Set.of(Role.SANDBOX),
                        false,
                        clock.instant());
        system.request(requested);
        store.add(system);
        return view(system);
    }

    /** The department's system asks for other roles. */
    public OwnSystem request(UUID id, String department, Set<Role> requested) {
        ClientSystem system = own(id, department);
        system.request(requested);
        return view(system);
    }

    /**
     * Gives a system the roles that it asked for; what it tried its calls with is revoked, because
     * it may have been handed around.
     */
    public OwnSystem approve(UUID id) {
        ClientSystem system = require(id);
        boolean trial = system.roles().contains(Role.SANDBOX);
        system.approve();
        if (trial) {
            Instant now = clock.instant();
            desk.of(system).stream().filter(c -> c.liveAt(now)).forEach(c -> c.revoke(now));
        }
        return view(system);
    }

    public List<OwnSystem> of(String department) {
        return store.clientSystems().stream()
                .filter(s -> s.department().equals(department))
                .map(SystemDesk::view)
                .toList();
    }

    /** A system of the department; others are not told apart from those that do not exist. */
    public OwnSystem get(UUID id, String department) {
        return view(own(id, department));
    }

    /** The system as it acts. */
    public Actor actor(UUID id, String department) {
        return own(id, department).actor();
    }

    public CredentialView addCertificate(UUID id, String department, X509Certificate certificate) {
        return view(desk.addCertificate(own(id, department), certificate));
    }

    public CredentialView addPublicKey(UUID id, String department, Credentials.AddPublicKey key) {
        return view(desk.addPublicKey(own(id, department), key.key(), key.algorithm(), key.uses()));
    }

    public SecretView issueSecret(UUID id, String department, Set<CredentialUse> uses) {
        CredentialDesk.Issued issued = desk.issueSecret(own(id, department), uses, null);
        return new SecretView(view(issued.credential()), issued.secret());
    }

    public SecretView rotateSecret(UUID id, String department, Duration grace) {
        CredentialDesk.Issued issued = desk.rotateSecret(own(id, department), grace, null);
        return new SecretView(view(issued.credential()), issued.secret());
    }

    public CredentialView revoke(UUID id, String department, UUID credential) {
        return view(desk.revoke(own(id, department), credential));
    }

    public List<CredentialView> credentials(UUID id, String department) {
        return desk.of(own(id, department)).stream().map(this::view).toList();
    }

    private ClientSystem own(UUID id, String department) {
        return noted(
                store.clientSystem(id)
                        .filter(s -> s.department().equals(department))
                        .orElseThrow(() -> unknown(id)));
    }

    private ClientSystem require(UUID id) {
        return noted(store.clientSystem(id).orElseThrow(() -> unknown(id)));
    }

    private static ClientSystem noted(ClientSystem system) {
        Call.current().note("system", system.name());
        return system;
    }

    private static RuntimeException unknown(UUID id) {
        return ProblemType.NOT_FOUND.because(
                "本部门没有业务系统 " + id, "your department has no client system " + id);
    }

    private CredentialView view(Credential credential) {
        return CredentialView.of(credential, desk.live(credential));
    }

    private static OwnSystem view(ClientSystem s) {
        boolean trial = s.roles().contains(Role.SANDBOX);
        boolean asks = !s.requested().isEmpty();
        return new OwnSystem(
                s.id(),
                s.name(),
                s.department(),
                asks ? Stage.PENDING : trial ? Stage.SANDBOX : Stage.PRODUCTION,
                s.roles().stream().sorted().toList(),
                s.requested().stream().sorted().toList(),
                s.enabled(),
                s.createdAt());
    }
}
