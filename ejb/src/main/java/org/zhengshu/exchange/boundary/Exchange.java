package org.zhengshu.exchange.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.exchange.control.AskedFilter;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.mounting.boundary.MountedData;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.sharing.boundary.GrantUse;

/** The exchange (数据交换): rows leave exactly as the grant says. */
@ApplicationScoped
@Boundary
public class Exchange {
    private static final int DEFAULT_LIMIT = 100;

    @Inject private GrantUse grants;
    @Inject private MountedData data;

    /**
     * A query under a grant.
     *
     * @param purpose the approved purpose
     * @param matter the approved matter, when the grant names one
     * @param items technical names wished; absent means all that are granted
     * @param filter narrows the granted rows further
     * @param limit rows at most, 1 to 1000, 100 when absent
     * @param cursor {@code nextCursor} of the page before
     */
    public record Query(
            @NotNull UUID grant,
            @NotBlank @Size(max = 200) String purpose,
            @Size(max = 200) String matter,
            @Size(max = 500) List<@NotBlank @Size(max = 63) String> items,
            RowFilter filter,
            @Min(1) @Max(1000) Integer limit,
            @Size(max = 100) String cursor) {}

    /** Rows under a grant, each a map from technical name to value. */
    public record Result(
            UUID grant,
            String resource,
            int count,
            String nextCursor,
            List<Map<String, Object>> rows) {}

    @Operation(
            value = "exchange.query",
            by = {Role.DATA_CONSUMER, Role.SANDBOX})
    public Result query(Query query) {
        if (query.filter() != null) {
            query.filter().operands().forEach(Call.current()::concerns);
        }
        GrantUse.Terms terms =
                grants.admit(
                        new GrantUse.Asked(
                                query.grant(), query.purpose(), query.matter(), query.items()));
        Optional<RowFilter> filter = AskedFilter.joined(terms, query.filter());
        MountedData.Rows page =
                data.page(
                        new MountedData.Wish(
                                terms.resource(), terms.items(), filter, terms.mount()),
                        Optional.ofNullable(query.cursor()),
                        query.limit() == null ? DEFAULT_LIMIT : query.limit());
        Call.current().note("rows", page.rows().size());
        return new Result(
                query.grant(),
                terms.resource().code(),
                page.rows().size(),
                page.nextCursor().orElse(null),
                page.rows());
    }
}
