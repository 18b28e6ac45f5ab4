package org.zhengshu.sharing.rest;

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
import org.zhengshu.kernel.boundary.Page;
import org.zhengshu.kernel.rest.Answered;
import org.zhengshu.sharing.boundary.GrantView;
import org.zhengshu.sharing.boundary.Grants;

/** Grants in force and their end (授权). */
@Path("grants")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class GrantsResource {
    @Inject private Grants grants;

    @GET
    public Page<GrantView> list(
            @QueryParam("page") @DefaultValue("1") int page,
            @QueryParam("size") @DefaultValue("20") int size) {
        return grants.list(page, size);
    }

    @GET
    @Path("{id}")
    public GrantView get(@PathParam("id") UUID id) {
        return grants.get(id);
    }

    @POST
    @Path("{id}/revocation")
    public GrantView revoke(@PathParam("id") UUID id, Grants.Revocation revocation) {
        return grants.revoke(id, revocation);
    }
}
