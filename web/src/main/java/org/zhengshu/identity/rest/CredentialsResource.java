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
import org.zhengshu.identity.boundary.Credentials;
import org.zhengshu.kernel.rest.Answered;

/** Credentials of a client system (系统凭据). */
@Path("client-systems/{id}/credentials")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class CredentialsResource {
    @Inject private Credentials credentials;

    @GET
    public List<Credentials.CredentialView> list(@PathParam("id") UUID id) {
        return credentials.list(id);
    }

    @POST
    @Path("certificates")
    public Credentials.CredentialView addCertificate(
            @PathParam("id") UUID id, Credentials.AddCertificate input) {
        return credentials.addCertificate(id, input);
    }

    @POST
    @Path("public-keys")
    public Credentials.CredentialView addPublicKey(
            @PathParam("id") UUID id, Credentials.AddPublicKey input) {
        return credentials.addPublicKey(id, input);
    }

    @POST
    @Path("secrets")
    public Credentials.SecretView issueSecret(
            @PathParam("id") UUID id, Credentials.IssueSecret input) {
        return credentials.issueSecret(id, input);
    }

    @POST
    @Path("secrets/rotation")
    public Credentials.SecretView rotateSecret(
            @PathParam("id") UUID id, Credentials.RotateSecret input) {
        return credentials.rotateSecret(id, input);
    }

    @POST
    @Path("{credential}/revocation")
    public Credentials.CredentialView revoke(
            @PathParam("id") UUID id, @PathParam("credential") UUID credential) {
        return credentials.revoke(id, credential);
    }
}
