package org.zhengshu.identity.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.zhengshu.identity.boundary.Tokens;
import org.zhengshu.kernel.rest.Answered;

/** The public keys of the node (公钥集), RFC 7517. */
@Path("jwks.json")
@RequestScoped
@Answered
public class KeysResource {
    @Inject private Tokens tokens;

    @GET
    public Tokens.KeysView keys() {
        return tokens.keys();
    }
}
