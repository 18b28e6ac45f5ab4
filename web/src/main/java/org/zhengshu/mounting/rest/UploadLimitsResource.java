package org.zhengshu.mounting.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.zhengshu.kernel.rest.Answered;
import org.zhengshu.mounting.boundary.Uploads;

/** What uploads in pieces may take (续传限额). */
@Path("upload-limits")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class UploadLimitsResource {
    @Inject private Uploads uploads;

    @GET
    public Uploads.UploadLimits limits() {
        return uploads.limits();
    }
}
