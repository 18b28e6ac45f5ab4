package org.zhengshu.exchange.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.zhengshu.exchange.boundary.TryOuts;
import org.zhengshu.kernel.rest.Answered;
import org.zhengshu.kernel.rest.UseCase;
import org.zhengshu.mounting.boundary.RowFilter;

/** Queries before anything is granted, on generated rows (在线试用). */
@Path("resources/{code}/try-outs")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class TryOutsResource {
    @Inject private TryOuts tryOuts;

    /** What is tried (试用查询), by key or by condition. */
    public record Trial(List<String> items, List<String> key, RowFilter filter, Integer limit) {}

    @POST
    @UseCase("tryOut")
    public TryOuts.TryOutView tryOut(@PathParam("code") String code, Trial trial) {
        return tryOuts.tryOut(
                new TryOuts.TryResource(
                        code, trial.items(), trial.key(), trial.filter(), trial.limit()));
    }
}
