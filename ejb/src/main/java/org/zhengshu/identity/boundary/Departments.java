package org.zhengshu.identity.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.zhengshu.identity.control.IdentityStore;
import org.zhengshu.identity.entity.Department;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Operation;

/** The departments of the node (部门名录). */
@Stateless
@Boundary
public class Departments {
    @Inject private IdentityStore store;

    /**
     * A department.
     *
     * @param uscc unified social credit code, GB 32100-2015
     * @param authority true for the department in charge of data sharing
     */
    public record DepartmentView(
            String uscc, String tenant, String name, String shortName, boolean authority) {}

    @Operation(value = "identity.departments", signedIn = true)
    public List<DepartmentView> list() {
        return store.departments().stream().map(Departments::view).toList();
    }

    private static DepartmentView view(Department d) {
        return new DepartmentView(d.uscc(), d.tenant(), d.name(), d.shortName(), d.authority());
    }
}
