package org.zhengshu.identity.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.zhengshu.audit.boundary.DepartmentNames;
import org.zhengshu.identity.entity.Department;

/** Tells the log the names of departments (部门名称). */
@ApplicationScoped
public class NamesOfDepartments implements DepartmentNames {
    @Inject private IdentityStore store;

    @Override
    public String of(String code) {
        return store.department(code).map(Department::name).orElse(code);
    }
}
