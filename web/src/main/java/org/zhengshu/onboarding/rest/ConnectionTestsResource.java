package org.zhengshu.onboarding.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.zhengshu.kernel.rest.Answered;
import org.zhengshu.onboarding.boundary.ConnectionTests;

/** What is wrong with a connection (连接自检). */
@Path("connection-tests")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class ConnectionTestsResource {
    @Inject private ConnectionTests tests;

    @POST
    public ConnectionTests.ConnectionView test(ConnectionTests.TestConnection input) {
        return tests.test(input);
    }
}
