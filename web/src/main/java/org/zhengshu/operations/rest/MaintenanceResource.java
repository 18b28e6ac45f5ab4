package org.zhengshu.operations.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.zhengshu.kernel.rest.Answered;
import org.zhengshu.operations.boundary.Maintenance;

/** The mode that the node runs in (运行模式). */
@Path("operations/mode")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class MaintenanceResource {
    @Inject private Maintenance maintenance;

    @GET
    public Maintenance.ModeView mode() {
        return maintenance.mode();
    }

    @PUT
    public Maintenance.ModeView set(Maintenance.SetMode wish) {
        return maintenance.set(wish);
    }
}
