package org.zhengshu.audit.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.zhengshu.audit.boundary.Receipts;
import org.zhengshu.kernel.rest.Answered;

/** Receipts fetched later (存证回执). */
@Path("receipts")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class ReceiptsResource {
    @Inject private Receipts receipts;

    @GET
    @Path("{id}")
    public Receipts.ReceiptView get(@PathParam("id") UUID id) {
        return receipts.get(id);
    }
}
