package org.zhengshu.audit.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import org.zhengshu.audit.control.Entries;
import org.zhengshu.audit.control.ReceiptWriter;
import org.zhengshu.audit.control.RedactionStore;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;

/** Receipts fetched later (存证回执): by the department that called, or by the auditors. */
@Stateless
@Boundary
public class Receipts {
    @Inject private Entries entries;
    @Inject private RedactionStore redactions;

    /**
     * A receipt to keep.
     *
     * @param receipt the canonical JSON of the receipt
     * @param header the same in the form of the answer's header
     */
    public record ReceiptView(UUID id, String receipt, String header) {}

    @Operation(value = "audit.receipt", signedIn = true)
    public ReceiptView get(UUID id) {
        try {
            redactions.requireKept(id);
            String department = entries.department(id).orElse("");
            Actor actor = Call.current().actor();
            if (!actor.department().equals(department) && !actor.hasAny(Role.AUDIT_ADMIN)) {
                throw ProblemType.NOT_FOUND.because("没有回执 " + id, "there is no receipt " + id);
            }
            byte[] receipt = entries.receipt(id);
            return new ReceiptView(
                    id, new String(receipt, StandardCharsets.UTF_8), ReceiptWriter.header(receipt));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
