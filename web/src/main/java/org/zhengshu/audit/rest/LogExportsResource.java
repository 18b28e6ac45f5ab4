package org.zhengshu.audit.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.zhengshu.audit.boundary.LogExports;
import org.zhengshu.audit.boundary.SearchEntries;
import org.zhengshu.kernel.rest.Answered;

/** Entries taken away with their proofs (带证明导出). */
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class LogExportsResource {
    @Inject private LogExports exports;

    @POST
    @Path("exports")
    public LogExports.LogExport export(LogExports.ExportLog wish) {
        return exports.export(wish);
    }

    @POST
    @Path("found-exports")
    public LogExports.FoundExport exportFound(SearchEntries search) {
        return exports.exportFound(search);
    }
}
