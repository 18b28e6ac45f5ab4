package org.zhengshu.audit.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.zhengshu.audit.boundary.LogChecks;
import org.zhengshu.kernel.boundary.Page;
import org.zhengshu.kernel.rest.Answered;

/** The check of a whole log (日志核查). */
@Path("audit/checks")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class LogChecksResource {
    @Inject private LogChecks checks;

    @GET
    public Page<LogChecks.CheckView> list(
            @QueryParam("page") @DefaultValue("1") int page,
            @QueryParam("size") @DefaultValue("20") int size) {
        return checks.list(page, size);
    }

    @POST
    public LogChecks.CheckView start(LogChecks.StartCheck wish) {
        return checks.start(wish);
    }

    @GET
    @Path("{id}")
    public LogChecks.CheckReport report(
            @PathParam("id") UUID id,
            @QueryParam("page") @DefaultValue("1") int page,
            @QueryParam("size") @DefaultValue("20") int size) {
        return checks.report(id, page, size);
    }

    @POST
    @Path("{id}/cancellation")
    public LogChecks.CheckView cancel(@PathParam("id") UUID id) {
        return checks.cancel(id);
    }
}
