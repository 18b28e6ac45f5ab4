package org.zhengshu.exchange.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.zhengshu.exchange.boundary.Exchange;
import org.zhengshu.kernel.rest.Answered;

/** Queries under a grant (数据交换). */
@Path("exchange")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Answered(reading = true)
public class ExchangeResource {
    @Inject private Exchange exchange;

    @POST
    @Path("queries")
    public Exchange.Result query(Exchange.Query query) {
        return exchange.query(query);
    }
}
