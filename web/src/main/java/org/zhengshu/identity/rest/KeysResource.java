package org.zhengshu.identity.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.zhengshu.identity.boundary.Tokens;
import org.zhengshu.kernel.rest.Answered;

/** The public keys of the node (公钥集), RFC 7517. */
@Path("jwks.json")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class KeysResource {
    @Inject private Tokens tokens;

    @GET
    public Tokens.KeysView keys() {
        return tokens.keys();
    }
}
