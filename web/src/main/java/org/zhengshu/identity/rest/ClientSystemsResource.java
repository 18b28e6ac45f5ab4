package org.zhengshu.identity.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.zhengshu.identity.boundary.ClientSystems;
import org.zhengshu.kernel.rest.Answered;

/** Systems that call by certificate (业务系统). */
@Path("client-systems")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class ClientSystemsResource {
    @Inject private ClientSystems systems;

    @GET
    public List<ClientSystems.ClientSystemView> list() {
        return systems.list();
    }

    @POST
    public ClientSystems.ClientSystemView register(ClientSystems.RegisterSystem input) {
        return systems.register(input);
    }

    @POST
    @Path("{id}/disabling")
    public ClientSystems.ClientSystemView disable(@PathParam("id") UUID id) {
        return systems.disable(id);
    }
}
