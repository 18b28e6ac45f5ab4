package org.zhengshu.catalogue.boundary;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * One data item of a resource (信息项).
 *
 * @param technicalName column name in files and queries
 * @param dataType letter of the Guide: C N Y D T L M G B I F
 * @param shareType share type of this item; absent means that of the resource
 */
@Embeddable
public record DataItem(
        @NotBlank @Pattern(regexp = "[a-z][a-z0-9_]{0,62}") @Column(name = "technical_name")
                String technicalName,
        @NotBlank @Size(max = 128) String name,
        @NotBlank @Pattern(regexp = "[CNYDTLMGBIF]") @Column(name = "data_type") String dataType,
        @Min(1) @Max(65535) Integer length,
        @Min(0) @Max(38) Integer scale,
        @Column(name = "share_type") String shareType,
        @Column(name = "open_flag") String openFlag,
        boolean sensitive,
        @Column(name = "primary_key") boolean primaryKey,
        boolean nullable,
        @Size(max = 64) @Column(name = "code_list") String codeList) {}
