package org.zhengshu.identity.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.zhengshu.identity.control.CredentialDesk;
import org.zhengshu.identity.control.Fingerprints;
import org.zhengshu.identity.control.IdentityStore;
import org.zhengshu.identity.entity.ClientSystem;
import org.zhengshu.identity.entity.Department;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;

/** Systems of departments that call (业务系统), registered by the system administrator. */
@Stateless
@Boundary
public class ClientSystems {
    @Inject private IdentityStore store;
    @Inject private CredentialDesk desk;
    @Inject private Clock clock;

    /**
     * A system to register.
     *
     * @param name its id at the doors and in the log; no other system has it
     * @param certificate its client certificate in PEM; the same identifies it in TLS and in
     *     WS-Security; none for a system that gets other credentials
     */
    public record RegisterSystem(
            @NotBlank @Size(max = 64) String name,
            @NotBlank @Size(min = 18, max = 18) String department,
            @Size(min = 1, max = 16384) String certificate,
            @NotEmpty Set<Role> roles,
            boolean legacy) {}

    /** A registered system. */
    public record ClientSystemView(
            UUID id,
            String name,
            String department,
            String tenant,
            List<Role> roles,
            boolean legacy,
            boolean enabled,
            Instant createdAt) {}

    @Operation(value = "identity.register-system", by = Role.SYSTEM_ADMIN, act = true)
    public ClientSystemView register(RegisterSystem input) {
        Department department =
                store.department(input.department())
                        .orElseThrow(
                                () ->
                                        ProblemType.NOT_FOUND.because(
                                                "没有部门 " + input.department(),
                                                "no department " + input.department()));
        if (input.roles().stream().anyMatch(Role::isAdministrator)) {
            throw ProblemType.ROLES_CONFLICT.because(
                    "管理员角色只能授予个人", "administrators are people, not systems");
        }
        if (store.clientSystem(input.name()).isPresent()) {
            throw ProblemType.CONFLICT.because(
                    "业务系统名称 " + input.name() + " 已被使用",
                    "a client system is called " + input.name() + " already");
        }
        ClientSystem system =
                new ClientSystem(
                        department, input.name(), input.roles(), input.legacy(), clock.instant());
        store.add(system);
        Call.current().note("system", system.name());
        if (input.certificate() != null) {
            desk.addCertificate(system, Fingerprints.parsed(input.certificate()));
        }
        return view(system);
    }

    @Operation(value = "identity.disable-system", by = Role.SYSTEM_ADMIN, act = true)
    public ClientSystemView disable(UUID id) {
        ClientSystem system =
                store.clientSystem(id)
                        .orElseThrow(
                                () ->
                                        ProblemType.NOT_FOUND.because(
                                                "没有业务系统 " + id, "no client system " + id));
        system.disable();
        Call.current().note("system", system.name());
        return view(system);
    }

    @Operation(
            value = "identity.systems",
            by = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN})
    public List<ClientSystemView> list() {
        return store.clientSystems().stream().map(ClientSystems::view).toList();
    }

    private static ClientSystemView view(ClientSystem s) {
        return new ClientSystemView(
                s.id(),
                s.name(),
                s.department(),
                s.tenant(),
                s.roles().stream().sorted().toList(),
                s.legacy(),
                s.enabled(),
                s.createdAt());
    }
}
