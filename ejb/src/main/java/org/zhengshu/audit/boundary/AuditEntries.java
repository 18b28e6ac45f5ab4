package org.zhengshu.audit.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.zhengshu.audit.control.AccessReport;
import org.zhengshu.audit.control.Entries;
import org.zhengshu.audit.control.EntryFinder;
import org.zhengshu.audit.control.EntryFinder.Criteria;
import org.zhengshu.audit.control.ReceiptWriter;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.CitizenId;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.kernel.boundary.SocialCreditCode;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.signature.boundary.SubjectKey;

/** The log for auditors (审计查阅), over all logs of the node; every look is an entry itself. */
@Stateless
@Boundary
public class AuditEntries {
    private static final int DEFAULT_LIMIT = 50;
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");

    @Inject private EntryFinder finder;
    @Inject private Entries entries;
    @Inject private SubjectKey subjects;
    @Inject private DepartmentNames names;
    @Inject private Clock clock;

    /**
     * Entries that were found.
     *
     * @param total how many there are in all, counted up to 10,000
     * @param totalCapped true when there are more than were counted
     */
    public record FoundEntries(
            List<EntryView> entries, long total, boolean totalCapped, String nextCursor) {}

    /**
     * One entry with what proves it.
     *
     * @param canonical the entry as its leaf commits to it; absent when redacted or archived
     * @param receipt the receipt in the form of the header; absent when there is none (any more)
     */
    public record EntryProof(EntryView entry, String canonical, String receipt) {}

    /** All entries of one trace id, in the order of their time. */
    public record TraceView(String trace, List<EntryView> entries) {}

    @Operation(
            value = "audit.search",
            by = {Role.AUDIT_ADMIN, Role.AUDITOR})
    public FoundEntries search(SearchEntries search) {
        Criteria criteria = criteria(search);
        Call.current().note("criteria", criteria.described());
        try {
            EntryFinder.Found found =
                    finder.page(criteria, search.limit() == null ? DEFAULT_LIMIT : search.limit());
            long total = finder.count(criteria);
            Call.current().note("rows", found.entries().size());
            return new FoundEntries(
                    found.entries(),
                    Math.min(total, EntryFinder.COUNTED),
                    total > EntryFinder.COUNTED,
                    found.nextCursor().orElse(null));
        } catch (SQLException e) {
            throw EntryFinder.problem(e);
        }
    }

    @Operation(
            value = "audit.entry",
            by = {Role.AUDIT_ADMIN, Role.AUDITOR})
    public EntryProof get(UUID id) {
        Call.current().note("entry", id);
        try {
            EntryFinder.Read read =
                    finder.one(id)
                            .orElseThrow(
                                    () ->
                                            ProblemType.NOT_FOUND.because(
                                                    "没有审计条目 " + id, "there is no entry " + id));
            boolean proven = read.canonical() != null && read.view().seq() != null;
            return new EntryProof(
                    read.view(),
                    read.canonical(),
                    proven ? ReceiptWriter.header(entries.receipt(id)) : null);
        } catch (SQLException e) {
            throw EntryFinder.problem(e);
        }
    }

    @Operation(
            value = "audit.trace",
            by = {Role.AUDIT_ADMIN, Role.AUDITOR})
    public TraceView trace(String trace) {
        if (trace == null || !TRACE.matcher(trace).matches()) {
            throw wrong("trace", "应为 32 位十六进制追踪号", "must be a trace id of 32 hexadecimal digits");
        }
        Call.current().note("traced", trace);
        try {
            List<EntryView> found = finder.trace(trace);
            Call.current().note("rows", found.size());
            return new TraceView(trace, found);
        } catch (SQLException e) {
            throw EntryFinder.problem(e);
        }
    }

    @Operation(
            value = "audit.subject-access",
            by = {Role.AUDIT_ADMIN, Role.AUDITOR})
    public SubjectAccess.SubjectAccessView subjectAccess(
            SubjectAccess.SubjectAccessRequest request) {
        Call call = Call.current();
        call.note("caseReference", request.caseReference()).note("reason", request.reason());
        Criteria criteria =
                new Criteria(
                        new SearchEntries(
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                request.from(),
                                request.to(),
                                null,
                                true,
                                null,
                                null),
                        hashed(request.subject(), true));
        call.note("criteria", criteria.described());
        try {
            AccessReport report =
                    new AccessReport(
                            finder.all(criteria, AccessReport.GROUPED), names, call.language());
            SubjectAccess.SubjectAccessView answer =
                    report.answer(
                            masked(request.subject()),
                            request.caseReference(),
                            clock.instant(),
                            finder.gaps(criteria));
            call.note("rows", answer.total());
            return answer;
        } catch (SQLException e) {
            throw EntryFinder.problem(e);
        }
    }

    private Criteria criteria(SearchEntries search) {
        return new Criteria(search, hashed(search.subject(), false));
    }

    private byte[] hashed(String subject, boolean required) {
        if (subject == null && !required) {
            return null;
        }
        String normal = normal(subject);
        if (!CitizenId.isValid(normal) && !SocialCreditCode.isValid(normal)) {
            throw wrong(
                    "subject",
                    "应为有效的公民身份号码或统一社会信用代码",
                    "must be a valid citizen's number or social credit code");
        }
        Call.current().concerns(normal);
        return subjects.hash(normal);
    }

    private static String normal(String subject) {
        return subject == null ? "" : subject.strip().toUpperCase(java.util.Locale.ROOT);
    }

    /** An organisation's code is public, a person's number is not. */
    private static String masked(String subject) {
        String normal = normal(subject);
        return CitizenId.isValid(normal) ? new CitizenId(normal).masked() : normal;
    }

    /** Names the place and repeats no value. */
    private static RuntimeException wrong(String place, String zh, String en) {
        return ProblemType.INVALID_INPUT
                .because(place + " " + zh, place + " " + en)
                .at(List.of(new Violation(place, "Value", "", new Text(zh, en))));
    }
}
