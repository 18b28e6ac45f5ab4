package org.zhengshu.audit.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.zhengshu.audit.control.ArchiveStore;
import org.zhengshu.audit.control.Archiver;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.Problems;
import org.zhengshu.kernel.boundary.Role;

/** Parts of the log in files with their proofs (日志归档), when the rules let them go off line. */
@Stateless
@Boundary
public class Archives {
    @Inject private Archiver archiver;
    @Inject private ArchiveStore store;

    /**
     * Archives what is due.
     *
     * @param dryRun true only shows what would go
     */
    public record ArchiveLogs(boolean dryRun) {}

    /**
     * A part of a log that is archived, or due.
     *
     * @param first index of its first entry
     * @param end index behind its last entry
     * @param file below the node's archive folder
     * @param archivedAt absent while it is only due
     */
    public record ArchivedPart(
            String log, long first, long end, String file, String sm3, String archivedAt) {}

    /**
     * What was archived, or would be.
     *
     * @param months how long entries stay on line
     * @param rule the article that says so
     * @param before entries of before this time are due
     * @param more true when more is due than one call archives
     */
    public record ArchiveRun(
            boolean dryRun,
            int months,
            String rule,
            String before,
            List<ArchivedPart> parts,
            boolean more) {}

    @Operation(value = "audit.archive", by = Role.AUDIT_ADMIN, act = true)
    public ArchiveRun archive(ArchiveLogs wish) {
        try {
            ArchiveRun run = archiver.run(wish.dryRun(), Call.current().language());
            Call.current()
                    .note("dryRun", Boolean.toString(wish.dryRun()))
                    .note("before", run.before())
                    .note("parts", run.parts().size());
            for (int i = 0; i < run.parts().size(); i++) {
                ArchivedPart part = run.parts().get(i);
                Call.current().note("file" + i, part.file()).note("fileSm3" + i, part.sm3());
            }
            return run;
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }

    @Operation(
            value = "audit.archives",
            by = {Role.AUDIT_ADMIN, Role.AUDITOR})
    public List<ArchivedPart> list() {
        try {
            return store.all();
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }
}
