package org.zhengshu.exchange.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Encoded;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zhengshu.exchange.boundary.ApiDocument;
import org.zhengshu.exchange.boundary.Batch;
import org.zhengshu.exchange.boundary.Counted;
import org.zhengshu.exchange.boundary.Records;
import org.zhengshu.exchange.boundary.ResourceCalls;
import org.zhengshu.exchange.boundary.ResourceServices;
import org.zhengshu.exchange.boundary.ResourceView;
import org.zhengshu.exchange.boundary.Verdicts;
import org.zhengshu.kernel.rest.Answered;
import org.zhengshu.kernel.rest.UseCase;
import org.zhengshu.mounting.boundary.RowFilter;

/** The services of one resource (资源服务). */
@Path("resources/{code}")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class ResourceServicesResource {
    private static final String JSON = "application/json";
    private static final String XML = "application/xml";
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    @Inject private ResourceServices services;
    @Context private UriInfo address;
    @Context private HttpHeaders headers;

    /** A condition (按条件查询), what it is asked under here or in headers. */
    public record Query(
            UUID grant,
            String purpose,
            String matter,
            List<String> items,
            RowFilter filter,
            Integer limit,
            String cursor) {}

    /** A condition to count by (按条件计数). */
    public record Condition(UUID grant, String purpose, String matter, RowFilter filter) {}

    /** Many keys (批量查询). */
    public record Keys(
            UUID grant,
            String purpose,
            String matter,
            List<String> items,
            List<Map<String, String>> keys) {}

    /** What is to be verified (核验). */
    public record Claims(
            UUID grant, String purpose, String matter, List<ResourceCalls.Claim> claims) {}

    @GET
    public ResourceView describe(@PathParam("code") String code) {
        return services.describe(code);
    }

    @GET
    @Path("openapi.json")
    public ApiDocument openApi(@PathParam("code") String code) {
        return services.openApi(code);
    }

    @GET
    @Path("records")
    @Produces({JSON, XML, CSV, NDJSON})
    @UseCase("select")
    public Records list(@PathParam("code") String code) {
        AskedQuery asked = asked();
        return services.select(
                new ResourceCalls.Select(
                        code, asked.terms(), asked.filter(), asked.limit(), asked.cursor()));
    }

    @GET
    @Path("records/{key}")
    @Produces({JSON, XML, CSV, NDJSON})
    @UseCase("byKey")
    public Records byKey(@PathParam("code") String code, @Encoded @PathParam("key") String key) {
        AskedQuery asked = asked();
        return services.byKey(
                new ResourceCalls.ByKey(code, asked.terms(), AskedQuery.key(key), null));
    }

    @POST
    @Path("queries")
    @Produces({JSON, XML, CSV, NDJSON})
    @UseCase("select")
    public Records select(@PathParam("code") String code, Query query) {
        return services.select(
                new ResourceCalls.Select(
                        code,
                        asked().terms(
                                        query.grant(),
                                        query.purpose(),
                                        query.matter(),
                                        query.items()),
                        query.filter(),
                        query.limit(),
                        query.cursor()));
    }

    @GET
    @Path("count")
    @Produces({JSON, XML, CSV, NDJSON})
    @UseCase("count")
    public Counted countListed(@PathParam("code") String code) {
        AskedQuery asked = asked();
        return services.count(new ResourceCalls.Count(code, asked.terms(), asked.filter()));
    }

    @POST
    @Path("count")
    @Produces({JSON, XML, CSV, NDJSON})
    @UseCase("count")
    public Counted count(@PathParam("code") String code, Condition condition) {
        return services.count(
                new ResourceCalls.Count(
                        code,
                        asked().terms(
                                        condition.grant(),
                                        condition.purpose(),
                                        condition.matter(),
                                        null),
                        condition.filter()));
    }

    @POST
    @Path("batches")
    @Produces({JSON, XML, CSV, NDJSON})
    @UseCase("batch")
    public Batch batch(@PathParam("code") String code, Keys keys) {
        return services.batch(
                new ResourceCalls.ByKeys(
                        code,
                        asked().terms(keys.grant(), keys.purpose(), keys.matter(), keys.items()),
                        keys.keys()));
    }

    @POST
    @Path("verifications")
    @Produces({JSON, XML, CSV, NDJSON})
    @UseCase("verify")
    public Verdicts verify(@PathParam("code") String code, Claims claims) {
        return services.verify(
                new ResourceCalls.Verify(
                        code,
                        asked().terms(claims.grant(), claims.purpose(), claims.matter(), null),
                        claims.claims()));
    }

    private AskedQuery asked() {
        return new AskedQuery(address.getQueryParameters(), headers.getRequestHeaders());
    }
}
