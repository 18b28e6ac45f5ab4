package org.zhengshu.elicence.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.zhengshu.elicence.boundary.Verifications;
import org.zhengshu.kernel.rest.Answered;

/** Checks of licence documents, for everybody (证照核验). */
@Path("verifications")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class VerificationsResource {
    @Inject private Verifications verifications;

    @POST
    public Verifications.VerificationView verify(Verifications.VerifyDocument input) {
        return verifications.verify(input);
    }

    @POST
    @Path("codes")
    public Verifications.VerificationView verifyCode(Verifications.VerifyCode input) {
        return verifications.verifyCode(input);
    }
}
