package org.zhengshu.proof.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.zhengshu.proof.Checkpoint;
import org.zhengshu.proof.Frontier;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.NoteKey;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.SignedCheckpoint;
import org.zhengshu.proof.TrustAnchors;

/**
 * Recomputes a whole log from its stored entries (全日志核验), record by record in bounded memory, and
 * names what is missing, changed, reordered or added. Not thread-safe.
 */
public final class LogChecker {
    private static final int MAX_FINDINGS = 1000;
    private static final int PROGRESS = 1000;

    private final Settings settings;
    private final Findings findings;
    private final SignatureChecks signatures;
    private final Evidence evidence;
    private final Redactions redactions;
    private final Completions completions;
    private final RecentIds ids = new RecentIds();
    private final Tally tally = new Tally();

    private Optional<LogRecord.Header> header = Optional.empty();
    private Optional<LogRecord.Header> begun = Optional.empty();
    private Run run = new Run(Optional.empty(), 0);
    private Optional<Instant> latest = Optional.empty();

    /** Nothing at or before this size may be sealed any more. */
    private long closed;

    /** Size of the newest checkpoint read. */
    private long sealedSize;

    private boolean overflow;

    /**
     * How to check.
     *
     * @param maxFindings how many findings are kept, the rest is counted
     * @param signatures runs the verification of signatures
     * @param progress is told the entries done; false cancels with a {@link CancellationException}
     * @param witnesses keys by which cosignatures are verified; those of others are only counted
     */
    public record Settings(
            int maxFindings, Executor signatures, LongPredicate progress, List<NoteKey> witnesses) {
        public static final Settings STANDARD =
                new Settings(MAX_FINDINGS, Runnable::run, done -> true, List.of());

        public Settings {
            witnesses = List.copyOf(witnesses);
        }
    }

    private static final class Tally {
        private long entries;
        private long checkpoints;
        private long redacted;
        private long timestamps;
        private long cosignatures;
    }

    public LogChecker(TrustAnchors anchors, List<KnownPlace> known, Settings settings) {
        this.settings = settings;
        this.findings = new Findings(settings.maxFindings());
        this.signatures = new SignatureChecks(anchors, settings.signatures(), findings);
        this.evidence = new Evidence(known, findings);
        this.redactions = new Redactions(findings);
        this.completions = new Completions(anchors, settings.witnesses(), findings);
    }

    /** Takes the next record. */
    public void accept(LogRecord record) {
        if (record instanceof LogRecord.Header next) {
            begin(next);
        } else if (header.isEmpty()) {
            unreadable("", "no header of this log came before");
        } else if (record instanceof LogRecord.Keyset keyset) {
            signatures.keyset(header.get().origin(), keyset);
        } else if (record instanceof LogRecord.Entry entry) {
            entry(entry);
        } else if (record instanceof LogRecord.Sealed sealed) {
            sealed(sealed);
        } else if (record instanceof LogRecord.Outside outside) {
            added(outside.seq().orElse(-1L), outside.id(), "不在日志中的记录", "a row outside the log");
        } else if (record instanceof LogRecord.Timestamp timestamp) {
            tally.timestamps++;
            completions.timestamp(timestamp);
        } else if (record instanceof LogRecord.Cosignature cosignature) {
            tally.cosignatures++;
            completions.cosignature(cosignature);
        }
    }

    /** A record that its source cannot read, for instance a broken line of a file. */
    public void unreadable(String place, String reason) {
        findings.add(
                Finding.Kind.FORMAT,
                run.next(),
                "不可读：" + place + " " + reason,
                place + " " + reason);
    }

    /** Ends the log and gives what was found. */
    public LogReport finish() {
        endPart();
        signatures.finish();
        redactions.finish();
        List<String> unchecked = evidence.finish(run.next());
        return new LogReport(
                begun.map(LogRecord.Header::origin).orElse(""),
                new LogReport.Counts(
                        begun.map(LogRecord.Header::first).orElse(0L),
                        sealedSize,
                        tally.entries,
                        tally.checkpoints,
                        tally.redacted,
                        tally.timestamps,
                        tally.cosignatures),
                findings.sorted(),
                findings.more(),
                unchecked);
    }

    private void begin(LogRecord.Header next) {
        endPart();
        Optional<Frontier> tree = frontier(next.hash(), next.first(), next.frontier());
        if (tree.isEmpty()) {
            checkpoint(next.first(), "日志头的前沿不可用", "the frontier of the header is unusable");
        }
        boolean joins = begun.isEmpty() ? start(next, tree) : join(next, tree);
        header = Optional.of(next).filter(part -> joins);
        completions.after(Optional.empty(), Optional.empty());
    }

    private boolean start(LogRecord.Header next, Optional<Frontier> tree) {
        begun = Optional.of(next);
        evidence.begin(next.origin());
        if (HashAlgorithm.ofOrigin(next.origin()) != next.hash()) {
            checkpoint(next.first(), "杂凑算法与日志名不符", "the hash is not the one that the origin names");
        }
        run = new Run(tree, next.first());
        closed = next.first();
        sealedSize = next.first();
        tree.ifPresent(known -> evidence.root(known.size(), known.root()));
        return true;
    }

    /** A later part must begin with the tree that the part before ended with. */
    private boolean join(LogRecord.Header next, Optional<Frontier> tree) {
        boolean same =
                next.origin().equals(begun.get().origin()) && next.hash() == begun.get().hash();
        if (!same || next.first() < closed) {
            unreadable("", "this part is of another log or lies before the end of the last one");
            return false;
        }
        if (next.first() > closed) {
            missing(closed, next.first());
            run = new Run(tree, next.first());
            closed = next.first();
        } else if (run.base().isPresent()
                && tree.isPresent()
                && !Arrays.equals(run.base().get().root(), tree.get().root())) {
            checkpoint(next.first(), "与前一部分不衔接", "this part does not join the one before");
        } else {
            run = new Run(run.base().or(() -> tree), next.first());
        }
        return true;
    }

    /** What comes behind the newest checkpoint has no place in the log. */
    private void endPart() {
        if (overflow) {
            added(sealedSize, "", "此后超出最新检查点", "from here on beyond the newest checkpoint");
        }
        for (Item item : run.items()) {
            added(item.seq(), item.id(), "超出最新检查点", "beyond the newest checkpoint");
        }
        for (Item item : run.rivals().values()) {
            added(item.seq(), item.id(), "超出最新检查点", "beyond the newest checkpoint");
        }
        header.filter(part -> part.newest() > closed)
                .ifPresent(part -> missing(closed, part.newest()));
        run = new Run(run.base().filter(tree -> tree.size() == closed), closed);
        header = Optional.empty();
        overflow = false;
    }

    private void entry(LogRecord.Entry entry) {
        if (++tally.entries % PROGRESS == 0 && !settings.progress().test(tally.entries)) {
            throw new CancellationException("cancelled after " + tally.entries + " entries");
        }
        Item item = Item.of(header.get().hash(), entry);
        if (entry.seq() < run.next()) {
            second(item);
            return;
        }
        if (!ids.add(entry.id())) {
            findings.add(
                    Finding.Kind.ADDED, item, "条目号重复", "an entry with this id was there before");
        }
        if (entry.seq() > run.next()) {
            missing(run.next(), entry.seq());
        }
        if (run.isFull()) {
            fold();
        }
        evidence.entry(item);
        run.add(item);
    }

    private void second(Item item) {
        boolean hasRival =
                item.seq() >= closed
                        && run.items().stream().anyMatch(i -> i.seq() == item.seq())
                        && run.rivals().putIfAbsent(item.seq(), item) == null;
        if (!hasRival) {
            findings.add(
                    Finding.Kind.ADDED,
                    item,
                    "同一位置已有条目",
                    "there was an entry with this index before");
        }
    }

    /** No batch is that large: its checkpoint was removed, and memory must not grow. */
    private void fold() {
        if (!overflow) {
            overflow = true;
            checkpoint(
                    run.next(),
                    "连续超过 %d 条没有检查点".formatted(Run.LIMIT),
                    "more than %d entries without a checkpoint".formatted(Run.LIMIT));
        }
        run.items().forEach(this::intact);
        run.fold();
        closed = run.next();
    }

    private void sealed(LogRecord.Sealed sealed) {
        tally.checkpoints++;
        completions.after(Optional.empty(), Optional.empty());
        if (sealed.size() <= closed && !(overflow && sealed.size() == closed)) {
            checkpoint(sealed.size(), "检查点重复或次序不对", "a checkpoint twice or out of order");
            return;
        }
        if (sealed.size() > run.next()) {
            missing(run.next(), sealed.size());
            run.skipTo(sealed.size());
        }
        List<Item> beyond = run.next() > sealed.size() ? run.cut(sealed.size()) : List.of();
        Optional<SignedCheckpoint> note = note(sealed);
        Optional<Instant> newest = newest();
        List<Instant> times = times(newest);
        BatchCheck.Outcome outcome =
                new BatchCheck(header.get().hash(), findings, evidence)
                        .close(
                                run,
                                sealed,
                                note.map(n -> n.checkpoint().root()),
                                () ->
                                        note.isPresent()
                                                && signatures.isValid(sealed, note.get(), times));
        outcome.intact().forEach(this::intact);
        note.ifPresent(n -> signatures.check(sealed, n, times));
        run = new Run(outcome.tree(), sealed.size());
        beyond.forEach(run::add);
        closed = sealed.size();
        completions.after(note, newest);
        sealedSize = sealed.size();
        overflow = false;
    }

    private Optional<SignedCheckpoint> note(LogRecord.Sealed sealed) {
        try {
            SignedCheckpoint note = SignedCheckpoint.parse(sealed.note());
            Checkpoint said = note.checkpoint();
            if (!said.origin().equals(header.get().origin()) || said.size() != sealed.size()) {
                checkpoint(
                        sealed.size(),
                        "检查点是另一日志或另一大小的",
                        "the checkpoint is of another log or of another size");
                return Optional.empty();
            }
            return Optional.of(note);
        } catch (ProofException e) {
            checkpoint(sealed.size(), "检查点不可读", "the checkpoint cannot be read");
            return Optional.empty();
        }
    }

    private Optional<Instant> newest() {
        return run.items().stream()
                .flatMap(item -> item.committed().at().stream())
                .max(Instant::compareTo);
    }

    /** The newest time of the batch, and the newest before: a late act may be sealed with it. */
    private List<Instant> times(Optional<Instant> batch) {
        Optional<Instant> before = latest;
        latest = Stream.of(batch, before).flatMap(Optional::stream).max(Instant::compareTo);
        List<Instant> times = new ArrayList<>();
        batch.ifPresent(times::add);
        before.filter(at -> batch.isEmpty() || at.isAfter(batch.get())).ifPresent(times::add);
        return times;
    }

    private void intact(Item item) {
        if (item.redacted()) {
            tally.redacted++;
            redactions.await(item);
        }
        redactions.settle(item);
        if (!item.committed().differing().isEmpty()) {
            String names = String.join(", ", item.committed().differing());
            findings.add(
                    Finding.Kind.COLUMNS,
                    item,
                    "可读列与条目不符：" + names,
                    "columns differ from the committed entry: " + names);
        }
    }

    private static Optional<Frontier> frontier(HashAlgorithm hash, long size, byte[] encoded) {
        try {
            return Optional.of(Frontier.of(hash, size, encoded));
        } catch (ProofException e) {
            return Optional.empty();
        }
    }

    private void missing(long from, long to) {
        findings.add(
                Finding.Kind.MISSING,
                from,
                "缺 %d 条：从 %d 到 %d".formatted(to - from, from, to - 1),
                "%d entries are missing: %d to %d".formatted(to - from, from, to - 1));
    }

    private void added(long seq, String id, String zh, String en) {
        findings.add(new Finding(Finding.Kind.ADDED, seq, Item.shortened(id), zh, en));
    }

    private void checkpoint(long size, String zh, String en) {
        findings.add(Finding.Kind.CHECKPOINT, size, zh, en);
    }
}
