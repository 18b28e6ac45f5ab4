package org.zhengshu.identity.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.identity.control.IdentityStore;
import org.zhengshu.identity.entity.ClientSystem;
import org.zhengshu.identity.entity.Department;
import org.zhengshu.kernel.boundary.Actor;

/** What other features ask about departments (部门查询); not for the doors. */
@ApplicationScoped
public class Directory {
    @Inject private IdentityStore store;

    /** True when the department is in charge of data sharing for the tenant. */
    public boolean isAuthority(String uscc, String tenant) {
        return store.department(uscc)
                .filter(d -> d.authority() && d.tenant().equals(tenant))
                .isPresent();
    }

    /** Social credit code of the tenant's authority (主管部门). */
    public Optional<String> authorityOf(String tenant) {
        return store.departments().stream()
                .filter(d -> d.authority() && d.tenant().equals(tenant))
                .map(Department::uscc)
                .findFirst();
    }

    /** An authority of the node (主管部门). */
    public record Authority(String uscc, String tenant) {}

    /** The first authority of the node, by tenant and code. */
    public Optional<Authority> anyAuthority() {
        return store.departments().stream()
                .filter(Department::authority)
                .map(d -> new Authority(d.uscc(), d.tenant()))
                .findFirst();
    }

    /** The client system as it acts (业务系统), also while it is disabled. */
    public Optional<Actor> system(UUID id) {
        return store.clientSystem(id).map(ClientSystem::actor);
    }

    public Optional<String> name(String uscc) {
        return store.department(uscc).map(Department::name);
    }

    public Optional<String> tenantOf(String uscc) {
        return store.department(uscc).map(Department::tenant);
    }
}
