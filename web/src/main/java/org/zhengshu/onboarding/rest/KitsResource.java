package org.zhengshu.onboarding.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.zhengshu.kernel.boundary.FileView;
import org.zhengshu.kernel.rest.Answered;
import org.zhengshu.kernel.rest.Outgoing;
import org.zhengshu.kernel.rest.UseCase;
import org.zhengshu.onboarding.boundary.Kits;

/** The kit of a resource (接入包). */
@Path("resources/{code}/kit")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class KitsResource {
    @Inject private Kits kits;
    @Inject private Outgoing outgoing;

    @GET
    @Produces("application/zip")
    @UseCase("kit")
    public FileView kit(@PathParam("code") String code) {
        return kits.kit(code, outgoing.base());
    }
}
