package org.zhengshu.mounting.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.UUID;
import org.zhengshu.kernel.rest.Answered;
import org.zhengshu.mounting.boundary.Mounts;

/** Data behind a catalogue entry (挂接). */
@Path("catalogue-items/{id}/mount")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class MountsResource {
    @Inject private Mounts mounts;

    /**
     * Takes the CSV as a stream, which may be as long as the server's largest request, or the
     * complete upload that is named in its place.
     */
    @PUT
    @Consumes("text/csv")
    public Mounts.MountView load(
            @PathParam("id") UUID id, @QueryParam("upload") String upload, InputStream file) {
        return mounts.load(id, upload, file);
    }

    @GET
    public Mounts.MountView get(@PathParam("id") UUID id) {
        return mounts.get(id);
    }
}
