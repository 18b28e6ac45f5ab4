package org.zhengshu.audit.boundary;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;

/** Who saw this person or organisation (数据主体查阅告知), 《个人信息保护法》第四十五条. */
public final class SubjectAccess {
    private SubjectAccess() {}

    /**
     * A data subject's request, as an officer enters it.
     *
     * @param subject citizen's number or social credit code; hashed at once and kept nowhere
     * @param caseReference number of the request's file
     * @param from from this time on; absent for all that is on line
     * @param to before this time; absent for now
     */
    public record SubjectAccessRequest(
            String subject,
            @NotBlank @Size(max = 100) String caseReference,
            @NotBlank @Size(max = 1000) String reason,
            Instant from,
            Instant to) {}

    /** Like accesses together: who, what for, which items, how often, from when to when. */
    public record AccessGroup(
            String department,
            String departmentName,
            String actor,
            String system,
            String action,
            String outcome,
            String purpose,
            String matter,
            String code,
            String items,
            long count,
            String firstAt,
            String lastAt) {}

    /**
     * What came out.
     *
     * @param subject the number, masked
     * @param total entries that name the subject
     * @param complete false when there are more than are grouped here; narrow the time then
     * @param unlisted entries of the time about more subjects than are kept singly
     * @param archived entries of the time whose text is in the archive
     * @param csv the entries for a table; no cell can be taken for a formula
     * @param report the same for printing, in the language of the call
     */
    public record SubjectAccessView(
            String subject,
            String caseReference,
            String at,
            long total,
            boolean complete,
            long unlisted,
            long archived,
            List<AccessGroup> groups,
            List<EntryView> entries,
            String csv,
            String report) {}
}
