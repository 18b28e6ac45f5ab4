package org.zhengshu.exchange.boundary;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zhengshu.mounting.boundary.RowFilter;

/** What a caller says to the services of one resource (资源服务调用). */
public final class ResourceCalls {
    /** Most keys of a batch and most claims of a verification. */
    public static final int MOST = 1_000;

    private ResourceCalls() {}

    /**
     * Under what a call is made (调用依据).
     *
     * @param grant may be left out when exactly one active grant fits the rest
     * @param items technical names wished; absent means all that are granted
     */
    public record Terms(
            UUID grant,
            @NotBlank @Size(max = 200) String purpose,
            @Size(max = 200) String matter,
            @Size(max = 500) List<@NotBlank @Size(max = 63) String> items) {}

    /**
     * The row of one key (按主键查询).
     *
     * @param values of the key's items in their order, where they come without names
     * @param key the same by name
     */
    public record ByKey(
            @NotNull String resource,
            @NotNull @Valid Terms terms,
            @Size(max = 100) List<String> values,
            @Size(max = 100) Map<String, String> key) {}

    /**
     * Rows that pass a condition (按条件查询).
     *
     * @param limit rows at most, 100 when absent
     * @param cursor {@code nextCursor} of the page before
     */
    public record Select(
            @NotNull String resource,
            @NotNull @Valid Terms terms,
            RowFilter filter,
            @Min(1) @Max(1000) Integer limit,
            @Size(max = 100) String cursor) {}

    /** How many rows pass a condition (计数). */
    public record Count(@NotNull String resource, @NotNull @Valid Terms terms, RowFilter filter) {}

    /** The rows of many keys (批量查询). */
    public record ByKeys(
            @NotNull String resource,
            @NotNull @Valid Terms terms,
            @NotEmpty @Size(max = MOST) List<@NotEmpty Map<String, String>> keys) {}

    /** What is said to stand in one row (待核验内容). */
    public record Claim(
            @NotEmpty @Size(max = 100) Map<String, String> key,
            @NotEmpty @Size(max = 500) Map<String, String> values) {}

    /** Whether claims hold (核验); {@code terms.items} has no use here. */
    public record Verify(
            @NotNull String resource,
            @NotNull @Valid Terms terms,
            @NotEmpty @Size(max = MOST) List<@Valid Claim> claims) {}
}
