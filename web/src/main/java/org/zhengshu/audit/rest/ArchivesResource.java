package org.zhengshu.audit.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.zhengshu.audit.boundary.Archives;
import org.zhengshu.kernel.rest.Answered;

/** Parts of the log in files (日志归档). */
@Path("audit/archives")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class ArchivesResource {
    @Inject private Archives archives;

    @GET
    public List<Archives.ArchivedPart> list() {
        return archives.list();
    }

    @POST
    public Archives.ArchiveRun archive(Archives.ArchiveLogs wish) {
        return archives.archive(wish);
    }
}
