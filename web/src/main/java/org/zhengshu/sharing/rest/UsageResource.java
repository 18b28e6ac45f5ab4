package org.zhengshu.sharing.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.zhengshu.kernel.rest.Answered;
import org.zhengshu.sharing.boundary.ResourceUse;

/** Who uses a resource (资源使用情况). */
@Path("catalogue-items/{id}/usage")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class UsageResource {
    @Inject private ResourceUse use;

    @GET
    public ResourceUse.ResourceUseView of(@PathParam("id") UUID id) {
        return use.of(id);
    }
}
