package org.zhengshu.sharing.boundary;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.zhengshu.mounting.boundary.RowFilter;

/**
 * What is supplemented (补正内容): the members that the request was sent back for, and no others. One
 * that is left out is empty from then on, as in a new request.
 *
 * @param revision that of the request as it was read, so that nobody overwrites what he has not
 *     seen
 * @param note a word to those who decide
 */
public record SupplementSharingRequest(
        @NotNull @Min(1) Integer revision,
        @Size(max = 200) String purpose,
        @Size(max = 200) String matter,
        @Size(max = 1000) String legalBasis,
        @Size(max = 1000) String scenario,
        @Size(max = 1000) String scope,
        @Size(max = 200) String mode,
        @Size(max = 500) List<@NotBlank @Size(max = 63) String> items,
        RowFilter rowFilter,
        @Min(1) @Max(1_000_000_000_000L) Long quota,
        LocalDate validUntil,
        @Size(max = 1000) String note) {}
