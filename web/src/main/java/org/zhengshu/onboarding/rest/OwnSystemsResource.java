package org.zhengshu.onboarding.rest;

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
import org.zhengshu.identity.boundary.SystemDesk;
import org.zhengshu.kernel.rest.Answered;
import org.zhengshu.onboarding.boundary.OwnSystems;

/** A department's own systems (自助接入). */
@Path("own-systems")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class OwnSystemsResource {
    @Inject private OwnSystems systems;

    @GET
    public List<SystemDesk.OwnSystem> list() {
        return systems.list();
    }

    @POST
    public OwnSystems.RegisteredView register(OwnSystems.RegisterOwn input) {
        return systems.register(input);
    }

    @POST
    @Path("{id}/roles")
    public SystemDesk.OwnSystem ask(@PathParam("id") UUID id, OwnSystems.AskRoles input) {
        return systems.ask(id, input);
    }

    @POST
    @Path("{id}/approval")
    public SystemDesk.OwnSystem approve(@PathParam("id") UUID id) {
        return systems.approve(id);
    }

    @GET
    @Path("{id}/credentials")
    public List<Credentials.CredentialView> credentials(@PathParam("id") UUID id) {
        return systems.credentials(id);
    }

    @POST
    @Path("{id}/credentials/certificates")
    public OwnSystems.CertificateView issueCertificate(
            @PathParam("id") UUID id, OwnSystems.IssueCertificate input) {
        return systems.issueCertificate(id, input);
    }

    @POST
    @Path("{id}/credentials/public-keys")
    public Credentials.CredentialView addPublicKey(
            @PathParam("id") UUID id, Credentials.AddPublicKey input) {
        return systems.addPublicKey(id, input);
    }

    @POST
    @Path("{id}/credentials/secrets")
    public Credentials.SecretView issueSecret(
            @PathParam("id") UUID id, OwnSystems.IssueOwnSecret input) {
        return systems.issueSecret(id, input);
    }

    @POST
    @Path("{id}/credentials/secrets/rotation")
    public Credentials.SecretView rotateSecret(
            @PathParam("id") UUID id, OwnSystems.RotateOwnSecret input) {
        return systems.rotateSecret(id, input);
    }

    @POST
    @Path("{id}/credentials/{credential}/revocation")
    public Credentials.CredentialView revoke(
            @PathParam("id") UUID id, @PathParam("credential") UUID credential) {
        return systems.revoke(id, credential);
    }

    @POST
    @Path("{id}/calls/searches")
    public OwnSystems.CallsView calls(@PathParam("id") UUID id, OwnSystems.CallQuery query) {
        return systems.calls(id, query);
    }

    @GET
    @Path("{id}/usage")
    public OwnSystems.UsageView usage(@PathParam("id") UUID id) {
        return systems.usage(id);
    }
}
