package org.zhengshu.identity.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.zhengshu.identity.boundary.Departments;
import org.zhengshu.kernel.rest.Answered;

/** The departments of the node (部门名录). */
@Path("departments")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class DepartmentsResource {
    @Inject private Departments departments;

    @GET
    public List<Departments.DepartmentView> list() {
        return departments.list();
    }

    @POST
    public Departments.DepartmentView open(Departments.OpenDepartment input) {
        return departments.open(input);
    }

    @POST
    @Path("tenants")
    public Departments.TenantView openTenant(Departments.OpenTenant input) {
        return departments.openTenant(input);
    }
}
