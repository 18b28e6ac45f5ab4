package org.zhengshu.onboarding.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.zhengshu.kernel.rest.Answered;
import org.zhengshu.onboarding.boundary.CallLimits;

/** Limits of systems and grants (限额). */
@Path("limits")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class LimitsResource {
    @Inject private CallLimits limits;

    @GET
    public CallLimits.LimitsView list() {
        return limits.list();
    }

    @PUT
    @Path("client-systems/{id}")
    public CallLimits.LimitView limitSystem(@PathParam("id") UUID id, CallLimits.SetLimit limit) {
        return limits.limitSystem(id, limit);
    }

    @PUT
    @Path("grants/{id}")
    public CallLimits.LimitView limitGrant(@PathParam("id") UUID id, CallLimits.SetLimit limit) {
        return limits.limitGrant(id, limit);
    }
}
