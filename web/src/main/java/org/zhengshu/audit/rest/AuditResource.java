package org.zhengshu.audit.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.zhengshu.audit.boundary.AuditEntries;
import org.zhengshu.audit.boundary.SearchEntries;
import org.zhengshu.audit.boundary.SubjectAccess;
import org.zhengshu.kernel.rest.Answered;

/** The log for auditors (审计查阅). */
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class AuditResource {
    @Inject private AuditEntries entries;

    @POST
    @Path("searches")
    public AuditEntries.FoundEntries search(SearchEntries search) {
        return entries.search(search);
    }

    @GET
    @Path("entries/{id}")
    public AuditEntries.EntryProof get(@PathParam("id") UUID id) {
        return entries.get(id);
    }

    @GET
    @Path("traces/{trace}")
    public AuditEntries.TraceView trace(@PathParam("trace") String trace) {
        return entries.trace(trace);
    }

    @POST
    @Path("subject-accesses")
    public SubjectAccess.SubjectAccessView subjectAccess(
            SubjectAccess.SubjectAccessRequest request) {
        return entries.subjectAccess(request);
    }
}
