package org.zhengshu.identity.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.zhengshu.identity.boundary.Accounts;
import org.zhengshu.identity.boundary.BrowserSession;
import org.zhengshu.kernel.rest.Answered;
import org.zhengshu.kernel.rest.Outgoing;

/** Signing in and out (登录与退出). */
@Path("sessions")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class SessionsResource {
    @Inject private Accounts accounts;
    @Inject private Outgoing outgoing;
    @Context private HttpServletRequest request;

    /** A page gets the token in a cookie that its scripts cannot read. */
    @POST
    public Accounts.SessionView signIn(Accounts.SignIn input) {
        Accounts.SessionView session = accounts.signIn(input);
        if (request.getHeader(BrowserSession.MARK) == null) {
            return session;
        }
        outgoing.keepSession(session.token());
        return session.withoutToken();
    }

    @DELETE
    @Path("current")
    public Accounts.AccountView signOut() {
        Accounts.AccountView account = accounts.signOut();
        outgoing.endSession();
        return account;
    }
}
