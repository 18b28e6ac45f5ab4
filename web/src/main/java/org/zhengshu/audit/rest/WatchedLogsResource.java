package org.zhengshu.audit.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.zhengshu.audit.boundary.WitnessedLogs;
import org.zhengshu.kernel.rest.Answered;

/** The logs of others that this node watches (被见证日志). */
@Path("audit/watched-logs")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class WatchedLogsResource {
    @Inject private WitnessedLogs logs;

    @GET
    public List<WitnessedLogs.WatchedLogView> list() {
        return logs.list();
    }

    @POST
    public WitnessedLogs.WatchedLogView watch(WitnessedLogs.PutLog input) {
        return logs.watch(input);
    }

    /** An origin holds slashes, so that it is not part of the address. */
    @POST
    @Path("removal")
    public WitnessedLogs.WatchedLogView unwatch(WitnessedLogs.LogName input) {
        return logs.unwatch(input);
    }
}
