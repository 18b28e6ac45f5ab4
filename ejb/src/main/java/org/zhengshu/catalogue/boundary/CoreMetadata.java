package org.zhengshu.catalogue.boundary;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * The core metadata of a resource (核心元数据), 《政务信息资源目录编制指南（试行）》发改高技〔2017〕1272号; code, provider and
 * publish date are the platform's to give.
 *
 * @param classCode 信息资源分类: class 1 digit, item 2, division 3, subdivisions after
 * @param shareType code of the list share-type
 * @param shareCondition 共享条件, needed for conditional sharing
 * @param shareBasisLevel rank of the instrument that the share type rests on, list basis-level
 * @param relatedCodes codes of related resources, separated by commas
 * @param usageRequirements 使用要求, named by each of the regulations
 */
@Embeddable
public record CoreMetadata(
        @NotBlank
                @Pattern(regexp = "[1-3][0-9]{2}([0-9]{3}([0-9]{1,34})?)?")
                @Column(name = "class_code")
                String classCode,
        @NotBlank @Size(max = 128) String title,
        @Size(max = 128) @Column(name = "provider_unit") String providerUnit,
        @NotBlank @Size(max = 2000) String summary,
        @NotBlank @Column(name = "format_class") String formatClass,
        @NotBlank @Column(name = "format_type") String formatType,
        @NotBlank @Column(name = "share_type") String shareType,
        @Size(max = 1000) @Column(name = "share_condition") String shareCondition,
        @Column(name = "share_basis_level") String shareBasisLevel,
        @Size(max = 200) @Column(name = "share_basis_title") String shareBasisTitle,
        @Size(max = 100) @Column(name = "share_basis_article") String shareBasisArticle,
        @NotBlank @Column(name = "share_mode_class") String shareModeClass,
        @NotBlank @Column(name = "share_mode_type") String shareModeType,
        @NotBlank @Column(name = "open_flag") String openFlag,
        @Size(max = 1000) @Column(name = "open_condition") String openCondition,
        @NotBlank @Column(name = "update_cycle") String updateCycle,
        @Size(max = 1000) @Column(name = "related_codes") String relatedCodes,
        @Size(max = 2000) @Column(name = "usage_requirements") String usageRequirements) {}
