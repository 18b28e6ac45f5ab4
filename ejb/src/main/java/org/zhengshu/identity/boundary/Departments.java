package org.zhengshu.identity.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.zhengshu.identity.control.IdentityStore;
import org.zhengshu.identity.entity.Department;
import org.zhengshu.identity.entity.Tenant;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.kernel.boundary.SocialCreditCode;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;

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

    /** A tenant by its administrative division code, GB/T 2260. */
    public record TenantView(String code, String name) {}

    /** A tenant to open. */
    public record OpenTenant(
            @NotBlank @Pattern(regexp = "[0-9]{6}") String code,
            @NotBlank @Size(max = 100) String name) {}

    /** A department to enter. */
    public record OpenDepartment(
            @NotBlank @Size(min = 18, max = 18) String uscc,
            @NotBlank @Pattern(regexp = "[0-9]{6}") String tenant,
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 20) String shortName,
            boolean authority) {}

    @Operation(value = "identity.departments", signedIn = true)
    public List<DepartmentView> list() {
        return store.departments().stream().map(Departments::view).toList();
    }

    /** A new tenant: a province, a city, or a county as a tenant (租户). */
    @Operation(value = "identity.open-tenant", by = Role.SYSTEM_ADMIN, act = true)
    public TenantView openTenant(OpenTenant input) {
        if (store.tenant(input.code()).isPresent()) {
            throw ProblemType.CONFLICT.because("租户已存在", "the tenant is there already");
        }
        store.add(new Tenant(input.code(), input.name()));
        Call.current().note("tenant", input.code());
        return new TenantView(input.code(), input.name());
    }

    @Operation(value = "identity.open-department", by = Role.SYSTEM_ADMIN, act = true)
    public DepartmentView open(OpenDepartment input) {
        if (!SocialCreditCode.isValid(input.uscc())) {
            throw ProblemType.INVALID_INPUT
                    .because("统一社会信用代码校验位不正确", "the social credit code has a wrong check character")
                    .at(
                            List.of(
                                    new Violation(
                                            "uscc",
                                            "SocialCreditCode",
                                            input.uscc(),
                                            new Text(
                                                    "校验位不正确（GB 32100）",
                                                    "wrong check character (GB 32100)"))));
        }
        if (store.tenant(input.tenant()).isEmpty()) {
            throw ProblemType.NOT_FOUND.because(
                    "没有租户 " + input.tenant(), "no tenant " + input.tenant());
        }
        if (store.department(input.uscc()).isPresent()) {
            throw ProblemType.CONFLICT.because("部门已存在", "the department is there already");
        }
        Department department =
                new Department(
                        input.uscc(),
                        input.tenant(),
                        input.name(),
                        input.shortName(),
                        input.authority());
        store.add(department);
        Call.current().note("department", input.uscc());
        return view(department);
    }

    private static DepartmentView view(Department d) {
        return new DepartmentView(d.uscc(), d.tenant(), d.name(), d.shortName(), d.authority());
    }
}
