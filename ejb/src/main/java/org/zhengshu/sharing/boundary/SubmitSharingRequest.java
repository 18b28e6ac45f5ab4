package org.zhengshu.sharing.boundary;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.zhengshu.mounting.boundary.RowFilter;

/**
 * A department's wish to use another's data (共享申请); what is approved is exactly this.
 *
 * @param item the catalogue entry
 * @param purpose 用途, each call must state the same
 * @param matter 政务事项 that needs the data
 * @param items technical names of the wished data items
 * @param rowFilter the rows wished; absent means all
 * @param quota how many answers in all; absent means without limit
 * @param validUntil last day of use, Asia/Shanghai
 */
public record SubmitSharingRequest(
        @NotNull UUID item,
        @NotBlank @Size(max = 200) String purpose,
        @Size(max = 200) String matter,
        @Size(max = 1000) String legalBasis,
        @Size(max = 1000) String scenario,
        @Size(max = 1000) String scope,
        @Size(max = 200) String mode,
        @NotEmpty @Size(max = 500) List<@NotBlank @Size(max = 63) String> items,
        RowFilter rowFilter,
        @Min(1) @Max(1_000_000_000_000L) Long quota,
        @NotNull LocalDate validUntil) {}
