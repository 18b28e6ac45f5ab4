package org.zhengshu.identity.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.zhengshu.identity.control.IdentityStore;
import org.zhengshu.identity.entity.ClientSystem;
import org.zhengshu.identity.entity.Department;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;

/** Systems that call by certificate (业务系统), registered by the system administrator. */
@Stateless
@Boundary
public class ClientSystems {
    @Inject private IdentityStore store;
    @Inject private Clock clock;

    /**
     * A system to register.
     *
     * @param certificate its client certificate in PEM; the same identifies it in TLS and in
     *     WS-Security
     */
    public record RegisterSystem(
            @NotBlank @Size(max = 64) String name,
            @NotBlank @Size(min = 18, max = 18) String department,
            @NotBlank @Size(max = 16384) String certificate,
            @NotEmpty Set<Role> roles,
            boolean legacy) {}

    /** A registered system. */
    public record ClientSystemView(
            UUID id,
            String name,
            String department,
            String tenant,
            String certificateSha256,
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
        String fingerprint = Authentication.fingerprint(parsed(input.certificate()));
        if (store.clientSystem(fingerprint).isPresent()) {
            throw ProblemType.CONFLICT.because("该证书已登记", "this certificate is registered already");
        }
        ClientSystem system =
                new ClientSystem(
                        department,
                        input.name(),
                        fingerprint,
                        input.roles(),
                        input.legacy(),
                        clock.instant());
        store.add(system);
        Call.current().note("system", system.name());
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

    private static X509Certificate parsed(String pem) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(
                                            pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw ProblemType.INVALID_INPUT.because(
                    "certificate 不是有效的 PEM 证书", "certificate is not a PEM certificate");
        }
    }

    private static ClientSystemView view(ClientSystem s) {
        return new ClientSystemView(
                s.id(),
                s.name(),
                s.department(),
                s.tenant(),
                s.certificateSha256(),
                s.roles().stream().sorted().toList(),
                s.legacy(),
                s.enabled(),
                s.createdAt());
    }
}
