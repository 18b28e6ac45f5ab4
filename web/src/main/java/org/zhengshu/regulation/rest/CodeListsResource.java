package org.zhengshu.regulation.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.zhengshu.kernel.rest.Answered;
import org.zhengshu.regulation.boundary.Regulations;

/** The dictionaries of this node (字典). */
@Path("code-lists")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class CodeListsResource {
    @Inject private Regulations regulations;

    @GET
    public List<Regulations.CodeListView> codeLists() {
        return regulations.codeLists();
    }
}
