package org.zhengshu.catalogue.boundary;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.zhengshu.kernel.boundary.Page;

/**
 * What is looked for in the catalogue (目录检索); what is absent or empty restricts nothing, several
 * values of one kind are alternatives.
 *
 * @param text words that must all be there: in title, summary, code, or name of a data item
 * @param shareTypes codes of the list share-type
 * @param providers social credit codes of providing departments
 * @param updateCycles codes of the list update-cycle
 * @param formats codes of the list format-class
 */
public record SearchCatalogue(
        @Size(max = 200) String text,
        @Size(max = 10) List<@NotBlank @Size(max = 10) String> shareTypes,
        @Size(max = 100) List<@NotBlank @Size(max = 18) String> providers,
        @Size(max = 50) List<@NotBlank @Size(max = 10) String> updateCycles,
        @Size(max = 50) List<@NotBlank @Size(max = 10) String> formats,
        @Min(1) @Max(1_000_000) Integer page,
        @Min(1) @Max(Page.MAX_SIZE) Integer size) {

    public int pageOrFirst() {
        return Page.orFirst(page);
    }

    public int sizeOrDefault() {
        return Page.orDefault(size);
    }
}
