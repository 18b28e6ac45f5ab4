package org.zhengshu.audit.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import org.zhengshu.audit.control.EntryFinder;
import org.zhengshu.audit.control.LogParts;
import org.zhengshu.audit.control.ReceiptBundle;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.proof.HashAlgorithm;

/** Entries taken away with their proofs (带证明导出), to be checked without this node. */
@Stateless
@Boundary
public class LogExports {
    /** The most entries of one part. */
    public static final int MAX_PART = 20_000;

    private static final String FOLLOW =
            "一次至多 20000 条：取第一段后，以应答的 next 作 first 逐段取，直到没有 next"
                    + " | at most 20000 at once: take the first part, then give its next as first, until"
                    + " there is no next";

    private static final int DEFAULT_PART = 5_000;

    @Inject private LogParts parts;
    @Inject private ReceiptBundle receipts;
    @Inject private AuditEntries entries;

    /**
     * A part of a log.
     *
     * @param log origin of the log
     * @param first index of its first entry; absent for the time, or the oldest that is on line
     * @param limit entries at most, 1,024 to 20,000, 5,000 when absent
     */
    public record ExportLog(
            @NotBlank @Size(max = 300) String log,
            @Min(0) Long first,
            Instant from,
            Instant to,
            @Min(1024) @Max(value = MAX_PART, message = FOLLOW) Integer limit) {}

    /**
     * A part of a log as a file for {@code proof.jar fsck}.
     *
     * @param first index of its first entry: a part begins and ends with a checkpoint
     * @param end index behind its last entry
     * @param next where the next part begins; absent when this is the last one
     * @param newest how many entries the log has
     * @param name what to call the file
     * @param sm3 of the file, hexadecimal
     * @param file JSON lines, packed with gzip
     */
    public record LogExport(
            String log,
            long first,
            long end,
            Long next,
            long newest,
            String name,
            String sm3,
            byte[] file) {}

    /**
     * Found entries with their receipts.
     *
     * @param entries how many receipts the file holds
     * @param skipped how many of the found entries have none: redacted, archived, not yet sequenced
     * @param file a ZIP with one receipt each and a table of them
     */
    public record FoundExport(
            int entries, int skipped, String nextCursor, String name, String sm3, byte[] file) {}

    @Operation(
            value = "audit.export",
            by = {Role.AUDIT_ADMIN, Role.AUDITOR})
    public LogExport export(ExportLog wish) {
        Call call = Call.current().note("log", wish.log());
        try {
            LogParts.Part part =
                    parts.read(
                            new LogParts.Wish(
                                    wish.log(),
                                    wish.first(),
                                    wish.from(),
                                    wish.to(),
                                    wish.limit() == null ? DEFAULT_PART : wish.limit()));
            String sm3 = sm3(part.file());
            call.note("first", part.first())
                    .note("rows", part.end() - part.first())
                    .note("fileSm3", sm3);
            return new LogExport(
                    wish.log(),
                    part.first(),
                    part.end(),
                    part.more() ? part.end() : null,
                    part.newest(),
                    part.first() + "-" + (part.end() - 1) + ".ndjson.gz",
                    sm3,
                    part.file());
        } catch (SQLException e) {
            throw EntryFinder.problem(e);
        }
    }

    @Operation(
            value = "audit.export-found",
            by = {Role.AUDIT_ADMIN, Role.AUDITOR})
    public FoundExport exportFound(SearchEntries search) {
        AuditEntries.FoundEntries found = entries.search(search);
        try {
            ReceiptBundle.Bundle bundle = receipts.of(found.entries(), Call.current().language());
            String sm3 = sm3(bundle.zip());
            Call.current().note("rows", bundle.receipts()).note("fileSm3", sm3);
            return new FoundExport(
                    bundle.receipts(),
                    found.entries().size() - bundle.receipts(),
                    found.nextCursor(),
                    "receipts.zip",
                    sm3,
                    bundle.zip());
        } catch (SQLException e) {
            throw EntryFinder.problem(e);
        }
    }

    private static String sm3(byte[] file) {
        return HexFormat.of().formatHex(HashAlgorithm.SM3.digest(file));
    }
}
