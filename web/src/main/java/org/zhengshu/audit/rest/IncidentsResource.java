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
import org.zhengshu.audit.boundary.IncidentDecisions;
import org.zhengshu.kernel.boundary.Page;
import org.zhengshu.kernel.rest.Answered;

/** Incidents of the log and their decisions (异常事件). */
@Path("audit/incidents")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class IncidentsResource {
    @Inject private IncidentDecisions incidents;

    @GET
    public Page<IncidentDecisions.IncidentView> list(
            @QueryParam("all") @DefaultValue("false") boolean all,
            @QueryParam("page") @DefaultValue("1") int page,
            @QueryParam("size") @DefaultValue("20") int size) {
        return incidents.list(all, page, size);
    }

    @POST
    @Path("{id}/decision")
    public IncidentDecisions.IncidentView decide(
            @PathParam("id") UUID id, IncidentDecisions.Decide input) {
        return incidents.decide(id, input);
    }
}
