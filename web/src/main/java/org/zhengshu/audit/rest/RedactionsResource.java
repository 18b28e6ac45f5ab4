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
import org.zhengshu.audit.boundary.Redactions;
import org.zhengshu.kernel.boundary.Page;
import org.zhengshu.kernel.rest.Answered;

/** Redaction by law (依法遮蔽). */
@Path("audit/redactions")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class RedactionsResource {
    @Inject private Redactions redactions;

    @GET
    public Page<Redactions.RedactionView> list(
            @QueryParam("page") @DefaultValue("1") int page,
            @QueryParam("size") @DefaultValue("20") int size) {
        return redactions.list(page, size);
    }

    @POST
    public Redactions.RedactionView request(Redactions.RequestRedaction wish) {
        return redactions.request(wish);
    }

    @POST
    @Path("{id}/confirmation")
    public Redactions.RedactionView redact(@PathParam("id") UUID id) {
        return redactions.redact(id);
    }

    @POST
    @Path("{id}/refusal")
    public Redactions.RedactionView refuse(
            @PathParam("id") UUID id, Redactions.RefuseRedaction refusal) {
        return redactions.refuse(id, refusal);
    }
}
