package org.zhengshu.audit.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.zhengshu.audit.control.CompletedReceipts;
import org.zhengshu.audit.control.Entries;
import org.zhengshu.audit.control.ReceiptWriter;
import org.zhengshu.audit.control.RedactionStore;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.Receipt;

/** Receipts fetched later (存证回执): by the department that called, or by the auditors. */
@Stateless
@Boundary
public class Receipts {
    private static final Logger LOG = Logger.getLogger(Receipts.class.getName());

    @Inject private Entries entries;
    @Inject private RedactionStore redactions;
    @Inject private CompletedReceipts completed;

    /** How far a receipt has come (回执状态). */
    public enum ReceiptStatus {
        /** No time-stamp covers the entry yet; it follows by itself. */
        TIMESTAMP_PENDING,
        /** Anchored at a checkpoint with a time-stamp. */
        COMPLETE,
        /** The stored log does not lead to its time-stamped checkpoint: it was tampered with. */
        DAMAGED
    }

    /**
     * A receipt to keep.
     *
     * @param receipt the canonical JSON of the receipt as it was first given
     * @param header the same in the form of the answer's header
     * @param completed the canonical JSON of the receipt anchored at a time-stamped checkpoint,
     *     absent until then
     * @param compact the same in the compact form (DER), base64
     */
    public record ReceiptView(
            UUID id,
            String receipt,
            String header,
            ReceiptStatus status,
            String completed,
            String compact) {}

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
            return view(id, receipt);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private ReceiptView view(UUID id, byte[] first) throws SQLException {
        Optional<Receipt> later = Optional.empty();
        ReceiptStatus status = ReceiptStatus.TIMESTAMP_PENDING;
        try {
            later = completed.find(id);
            if (later.isPresent()) {
                status = ReceiptStatus.COMPLETE;
            }
        } catch (ProofException e) {
            LOG.log(Level.SEVERE, "the stored log was changed, seen at entry " + id, e);
            status = ReceiptStatus.DAMAGED;
        }
        return new ReceiptView(
                id,
                text(first),
                ReceiptWriter.header(first),
                status,
                later.map(Receipt::encode).map(Receipts::text).orElse(null),
                later.map(r -> Base64.getEncoder().encodeToString(r.encodeCompact())).orElse(null));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
