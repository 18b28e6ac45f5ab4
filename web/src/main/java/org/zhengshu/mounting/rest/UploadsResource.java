package org.zhengshu.mounting.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.zhengshu.kernel.rest.Answered;
import org.zhengshu.mounting.boundary.Uploads;

/**
 * Uploads in pieces (断点续传) in JSON; {@link TusFilter} says the same to clients of tus 1.0.0 in
 * their words.
 */
@Path("uploads")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class UploadsResource {
    @Inject private Uploads uploads;

    @POST
    public Uploads.UploadView begin(Uploads.BeginUpload input) {
        return uploads.begin(input);
    }

    @GET
    public List<Uploads.UploadView> list() {
        return uploads.list();
    }

    @GET
    @Path("{id}")
    public Uploads.UploadView get(@PathParam("id") UUID id) {
        return uploads.get(id);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/offset+octet-stream")
    public Uploads.UploadView append(
            @PathParam("id") UUID id,
            @HeaderParam("Upload-Offset") Long offset,
            @HeaderParam("Upload-Checksum") String checksum,
            InputStream piece) {
        return uploads.append(id, offset, checksum, piece);
    }

    @DELETE
    @Path("{id}")
    public Uploads.UploadView cancel(@PathParam("id") UUID id) {
        return uploads.cancel(id);
    }
}
