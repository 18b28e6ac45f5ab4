package org.zhengshu.proof.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.zhengshu.proof.NoteKey;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.SignedCheckpoint;
import org.zhengshu.proof.TimeStamp;
import org.zhengshu.proof.TrustAnchors;

/** Verifies what a checkpoint got after it was signed (检查点补全材料): time-stamps and cosignatures. */
final class Completions {
    private final TrustAnchors anchors;
    private final List<NoteKey> witnesses;
    private final Findings findings;
    private Optional<SignedCheckpoint> last = Optional.empty();
    private Optional<Instant> entries = Optional.empty();

    Completions(TrustAnchors anchors, List<NoteKey> witnesses, Findings findings) {
        this.anchors = anchors;
        this.witnesses = witnesses;
        this.findings = findings;
    }

    /** The checkpoint that the next records must be of, and the time of its newest entry. */
    void after(Optional<SignedCheckpoint> checkpoint, Optional<Instant> newest) {
        last = checkpoint;
        entries = newest.map(at -> at.truncatedTo(ChronoUnit.SECONDS));
    }

    void timestamp(LogRecord.Timestamp record) {
        Optional<SignedCheckpoint> note = of(record.size());
        try {
            TimeStamp stamp = TimeStamp.parse(record.token());
            if (note.isPresent()
                    && !stamp.covers(note.get().text().getBytes(StandardCharsets.UTF_8))) {
                throw new ProofException("timestamp", "is of something else");
            }
            stamp.validate(anchors);
            if (entries.filter(stamp.latest()::isBefore).isPresent()) {
                throw new ProofException("timestamp", "is earlier than an entry that it covers");
            }
        } catch (ProofException e) {
            findings.add(
                    Finding.Kind.TIMESTAMP,
                    record.size(),
                    "时间戳未获验证：" + e.getMessage(),
                    "the time-stamp does not verify: " + e.getMessage());
        }
    }

    void cosignature(LogRecord.Cosignature record) {
        Optional<SignedCheckpoint> note = of(record.size());
        try {
            SignedCheckpoint.Signature line =
                    SignedCheckpoint.Signature.parse(
                            new String(record.line(), StandardCharsets.UTF_8).stripTrailing());
            Optional<NoteKey> key = witnesses.stream().filter(line::isBy).findFirst();
            if (note.isPresent()
                    && key.isPresent()
                    && !key.get().verify(note.get().signedBytes(), line.signature())) {
                throw new ProofException("cosignature of " + line.name(), "is not of this text");
            }
        } catch (ProofException e) {
            findings.add(
                    Finding.Kind.SIGNATURE,
                    record.size(),
                    "见证签名未获验证：" + e.getMessage(),
                    "the cosignature does not verify: " + e.getMessage());
        }
    }

    private Optional<SignedCheckpoint> of(long size) {
        Optional<SignedCheckpoint> note = last.filter(n -> n.checkpoint().size() == size);
        if (note.isEmpty()) {
            findings.add(
                    Finding.Kind.CHECKPOINT,
                    size,
                    "时间戳或见证签名不跟随其检查点",
                    "a time-stamp or cosignature does not follow its checkpoint");
        }
        return note;
    }
}
