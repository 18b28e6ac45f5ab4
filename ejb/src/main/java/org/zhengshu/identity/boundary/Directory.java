package org.zhengshu.identity.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.zhengshu.identity.control.IdentityStore;
import org.zhengshu.identity.entity.Department;

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

    public Optional<String> name(String uscc) {
        return store.department(uscc).map(Department::name);
    }

    public Optional<String> tenantOf(String uscc) {
        return store.department(uscc).map(Department::tenant);
    }
}
