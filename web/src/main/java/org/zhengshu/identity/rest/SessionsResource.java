package org.zhengshu.identity.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.zhengshu.identity.boundary.Accounts;
import org.zhengshu.kernel.rest.Answered;

/** Signing in and out (登录与退出). */
@Path("sessions")
@RequestScoped
@Answered
public class SessionsResource {
    @Inject private Accounts accounts;

    @POST
    public Accounts.SessionView signIn(Accounts.SignIn input) {
        return accounts.signIn(input);
    }

    @DELETE
    @Path("current")
    public Accounts.AccountView signOut() {
        return accounts.signOut();
    }
}
