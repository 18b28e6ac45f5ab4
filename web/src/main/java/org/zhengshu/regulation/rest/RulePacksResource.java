package org.zhengshu.regulation.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.zhengshu.kernel.rest.Answered;
import org.zhengshu.regulation.boundary.Regulations;

/** The rule packs of this node (法规配置). */
@Path("rule-packs")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class RulePacksResource {
    @Inject private Regulations regulations;

    @GET
    public Regulations.RulesView active() {
        return regulations.active();
    }

    @POST
    @Path("trials")
    public Regulations.TrialView trial(Regulations.Trial trial) {
        return regulations.trial(trial);
    }
}
