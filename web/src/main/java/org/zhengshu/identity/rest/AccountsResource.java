package org.zhengshu.identity.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.zhengshu.identity.boundary.Accounts;
import org.zhengshu.kernel.boundary.Page;
import org.zhengshu.kernel.rest.Answered;

/** Accounts of people (账号). */
@Path("accounts")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class AccountsResource {
    @Inject private Accounts accounts;

    @GET
    public Page<Accounts.AccountView> list(
            @QueryParam("page") @DefaultValue("1") int page,
            @QueryParam("size") @DefaultValue("20") int size) {
        return accounts.list(page, size);
    }

    @POST
    public Accounts.AccountView open(Accounts.OpenAccount input) {
        return accounts.open(input);
    }

    @GET
    @Path("me")
    public Accounts.AccountView me() {
        return accounts.me();
    }

    @PUT
    @Path("me/password")
    public Accounts.AccountView changePassword(Accounts.ChangePassword input) {
        return accounts.changePassword(input);
    }

    @PUT
    @Path("{id}/roles")
    public Accounts.AccountView assignRoles(@PathParam("id") UUID id, Accounts.AssignRoles input) {
        return accounts.assignRoles(id, input);
    }

    @DELETE
    @Path("{id}/lock")
    public Accounts.AccountView unlock(@PathParam("id") UUID id) {
        return accounts.unlock(id);
    }
}
