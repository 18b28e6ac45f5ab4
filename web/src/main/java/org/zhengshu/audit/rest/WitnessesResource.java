package org.zhengshu.audit.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.zhengshu.audit.boundary.Witnesses;
import org.zhengshu.kernel.rest.Answered;

/** Who co-signs our checkpoints (见证方). */
@Path("audit/witnesses")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class WitnessesResource {
    @Inject private Witnesses witnesses;

    @GET
    public List<Witnesses.WitnessView> list() {
        return witnesses.list();
    }

    @POST
    public Witnesses.WitnessView put(Witnesses.PutWitness input) {
        return witnesses.put(input);
    }

    @DELETE
    @Path("{name}")
    public Witnesses.WitnessView remove(@PathParam("name") String name) {
        return witnesses.remove(name);
    }
}
