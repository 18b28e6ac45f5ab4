package org.zhengshu.identity.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.zhengshu.identity.boundary.Tokens;
import org.zhengshu.kernel.rest.Answered;

/** Access tokens for systems (令牌服务), RFC 6749 and RFC 7523. */
@Path("token")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class TokensResource {
    @Inject private Tokens tokens;

    @POST
    @Consumes("application/x-www-form-urlencoded")
    public Tokens.TokenView issue(Tokens.AskToken input) {
        return tokens.issue(input);
    }
}
