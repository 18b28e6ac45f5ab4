package org.zhengshu.bench.bare;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;

/** The baseline of goal G2: a plain resource, the server's own JSON. */
@Path("queries")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class BareQueries {
    @Inject private BareRows rows;

    /** What is asked. */
    public record Query(String grant, String purpose, int limit, Filter filter) {}

    /** The one condition. */
    public record Filter(String item, String operator, String value) {}

    /** What is answered. */
    public record Result(String grant, String resource, int count, List<Street> rows) {}

    /** One row. */
    public record Street(String code, String name, @JsonProperty("area_code") String area) {}

    /** One record by its key. */
    @POST
    public Result query(Query query) throws SQLException {
        List<Street> streets =
                rows.byKey(query.filter().value(), query.limit()).stream()
                        .map(r -> new Street(r.get(0), r.get(1), r.get(2)))
                        .toList();
        return new Result(query.grant(), rows.resource(), streets.size(), streets);
    }
}
