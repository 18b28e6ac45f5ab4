package org.zhengshu.elicence.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.zhengshu.elicence.boundary.Licences;
import org.zhengshu.kernel.rest.Answered;

/** Electronic licences (电子证照). */
@Path("licences")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class LicencesResource {
    @Inject private Licences licences;

    @POST
    public Licences.LicenceView issue(Licences.IssueLicence input) {
        return licences.issue(input);
    }

    @POST
    @Path("queries")
    public Licences.FetchedLicence fetch(Licences.FetchLicence input) {
        return licences.fetch(input);
    }
}
