package org.zhengshu.mounting.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.zhengshu.kernel.rest.Answered;
import org.zhengshu.mounting.boundary.Samples;

/** Masked rows of mounted data (脱敏样例). */
@Path("catalogue-items/{id}/sample")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class SamplesResource {
    @Inject private Samples samples;

    @GET
    public Samples.SampleView of(@PathParam("id") UUID id) {
        return samples.of(id);
    }
}
