package org.zhengshu.proof.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.zhengshu.proof.Frontier;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.ProofException;

/** Compares one batch with its checkpoint (批次核验): leaves, root, stored places and frontier. */
final class BatchCheck {
    private final HashAlgorithm hash;
    private final Findings findings;
    private final Evidence evidence;

    /** Which entries are as they were sealed, and the tree that the next batch extends. */
    record Outcome(List<Item> intact, Optional<Frontier> tree) {}

    BatchCheck(HashAlgorithm hash, Findings findings, Evidence evidence) {
        this.hash = hash;
        this.findings = findings;
        this.evidence = evidence;
    }

    /**
     * Checks the batch.
     *
     * @param root the root of the signed note; empty when the note cannot be read
     * @param isSigned whether the note's signatures verify, asked only when something differs
     */
    Outcome close(
            Run run, LogRecord.Sealed sealed, Optional<byte[]> root, BooleanSupplier isSigned) {
        Optional<Frontier> stored = stored(sealed);
        Optional<byte[]> reference = reference(run, root, stored, isSigned);
        requireAgreement(sealed, root, stored, reference);
        if (reference.isEmpty()) {
            return new Outcome(List.of(), Optional.empty());
        }
        Item.Target target = new Item.Target(hash, sealed.size(), reference.get());
        Blame blame = new Blame(target, run, findings);
        blame.settleRivals();
        run.rivals()
                .values()
                .forEach(
                        rival ->
                                findings.add(
                                        Finding.Kind.ADDED,
                                        rival,
                                        "同一位置有第二条记录",
                                        "there is a second row with this index"));
        evidence.root(sealed.size(), reference.get());
        return whole(run, target)
                .orElseGet(
                        () ->
                                broken(
                                        run,
                                        blame,
                                        stored.filter(
                                                tree ->
                                                        Arrays.equals(
                                                                tree.root(), target.root()))));
    }

    private Optional<Frontier> stored(LogRecord.Sealed sealed) {
        try {
            return Optional.of(Frontier.of(hash, sealed.size(), sealed.frontier()));
        } catch (ProofException e) {
            return Optional.empty();
        }
    }

    /**
     * The root by which entries are judged: the signed one when anything here leads to it or its
     * signature verifies; else, and when all entries and the frontier agree on another one, that.
     */
    private Optional<byte[]> reference(
            Run run, Optional<byte[]> root, Optional<Frontier> stored, BooleanSupplier isSigned) {
        Optional<byte[]> other = stored.map(Frontier::root);
        if (root.isEmpty() || other.isEmpty()) {
            return root.or(() -> other);
        }
        Optional<byte[]> own = grown(run, Item::ownLeaf).map(tree -> tree.frontier().root());
        if (isSame(root, other) || isSame(root, own)) {
            return root;
        }
        Item.Target signed = new Item.Target(hash, run.next(), root.get());
        boolean rewritten =
                isSame(own, other)
                        && run.items().size() > 1
                        && run.items().stream()
                                .noneMatch(i -> Item.leads(signed, i.ownLeaf(), i.seq(), i.path()));
        return !rewritten && isSigned.getAsBoolean() ? root : other;
    }

    private static boolean isSame(Optional<byte[]> a, Optional<byte[]> b) {
        return a.isPresent() && b.isPresent() && Arrays.equals(a.get(), b.get());
    }

    private static Optional<Frontier.Appended> grown(Run run, Function<Item, byte[]> leaf) {
        return run.complete()
                ? run.base().map(base -> base.append(run.leaves(leaf)))
                : Optional.empty();
    }

    private void requireAgreement(
            LogRecord.Sealed sealed,
            Optional<byte[]> root,
            Optional<Frontier> stored,
            Optional<byte[]> reference) {
        if (root.isPresent() && !Arrays.equals(root.get(), reference.orElse(null))) {
            findings.add(
                    Finding.Kind.CHECKPOINT,
                    sealed.size(),
                    "条目与存储的前沿不通向检查点签名的根",
                    "the entries and their frontier lead to another root than the checkpoint's");
        } else if (!Arrays.equals(
                stored.map(Frontier::root).orElse(null), reference.orElse(null))) {
            findings.add(
                    Finding.Kind.CHECKPOINT,
                    sealed.size(),
                    "存储的前沿与检查点的根不符",
                    "the stored frontier does not yield the root of the checkpoint");
        }
    }

    /** All leaves are here and lead to the root, be it those of the entries or those stored. */
    private Optional<Outcome> whole(Run run, Item.Target target) {
        Optional<Outcome> own =
                grown(run, Item::ownLeaf)
                        .filter(tree -> Arrays.equals(tree.frontier().root(), target.root()))
                        .map(tree -> byEntries(run, tree));
        return own.or(
                () ->
                        grown(run, Item::storedLeaf)
                                .filter(t -> Arrays.equals(t.frontier().root(), target.root()))
                                .map(tree -> byStoredLeaves(run, tree)));
    }

    private Outcome byEntries(Run run, Frontier.Appended tree) {
        for (Item item : run.items()) {
            if (item.differs()) {
                findings.add(
                        Finding.Kind.CHANGED,
                        item,
                        "存储的叶被改动，条目本身未改",
                        "the stored leaf was changed, the entry itself was not");
            }
        }
        requirePlaces(run, tree, Item::ownLeaf);
        rootsBetween(run, Item::ownLeaf);
        return new Outcome(run.items(), Optional.of(tree.frontier()));
    }

    private Outcome byStoredLeaves(Run run, Frontier.Appended tree) {
        List<Item> intact = new ArrayList<>();
        for (Item item : run.items()) {
            if (item.differs()) {
                findings.add(
                        Finding.Kind.CHANGED,
                        item,
                        "条目内容被改动：与签入日志的叶不符",
                        "the entry was changed: its leaf in the log is another");
            } else {
                intact.add(item);
            }
        }
        requirePlaces(run, tree, Item::storedLeaf);
        rootsBetween(run, Item::storedLeaf);
        return new Outcome(intact, Optional.of(tree.frontier()));
    }

    private void rootsBetween(Run run, Function<Item, byte[]> leaf) {
        Frontier base = run.base().orElseThrow();
        for (long size : evidence.sizes(base.size(), run.next() - 1)) {
            List<byte[]> leaves = run.leaves(leaf).subList(0, (int) (size - base.size()));
            evidence.root(size, base.append(leaves).frontier().root());
        }
    }

    /** The stored tree size and path of each entry, from which its receipt is made again. */
    private void requirePlaces(Run run, Frontier.Appended tree, Function<Item, byte[]> leaf) {
        long first = run.base().orElseThrow().size();
        Map<Long, List<Item>> strange = new LinkedHashMap<>();
        for (Item item : run.items()) {
            if (item.size() != run.next()
                    || !samePath(item, tree.paths().get((int) (item.seq() - first)))) {
                strange.computeIfAbsent(item.size(), size -> new ArrayList<>()).add(item);
            }
        }
        Set<Item> elsewhere = new HashSet<>();
        Frontier walk = run.base().orElseThrow();
        for (Map.Entry<Long, List<Item>> group : strange.entrySet()) {
            long size = group.getKey();
            if (size > walk.size() && size < run.next()) {
                Frontier from = walk;
                Frontier.Appended grown =
                        from.append(
                                run.leaves(leaf)
                                        .subList(
                                                (int) (from.size() - first), (int) (size - first)));
                walk = grown.frontier();
                group.getValue().stream()
                        .filter(item -> item.seq() >= from.size() && item.seq() < size)
                        .filter(i -> samePath(i, grown.paths().get((int) (i.seq() - from.size()))))
                        .forEach(elsewhere::add);
                missingCheckpoint(size, group.getValue(), elsewhere);
            }
        }
        strange.values().stream()
                .flatMap(List::stream)
                .filter(item -> !elsewhere.contains(item))
                .forEach(this::wrongPlace);
    }

    private void missingCheckpoint(long size, List<Item> group, Set<Item> elsewhere) {
        if (group.stream().anyMatch(elsewhere::contains)) {
            findings.add(
                    Finding.Kind.CHECKPOINT,
                    size,
                    "此大小的检查点缺失，条目曾由它签入",
                    "the checkpoint of this size is missing, entries were sealed by it");
        }
    }

    private void wrongPlace(Item item) {
        findings.add(
                Finding.Kind.CHANGED,
                item,
                "存储的位置（大小或路径）被改动",
                "the stored place was changed, its size or its path");
    }

    private static boolean samePath(Item item, List<byte[]> path) {
        if (item.path().length != path.size() * HashAlgorithm.LENGTH) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            int from = i * HashAlgorithm.LENGTH;
            if (!Arrays.equals(
                    item.path(), from, from + HashAlgorithm.LENGTH, path.get(i), 0, 32)) {
                return false;
            }
        }
        return true;
    }

    private Outcome broken(Run run, Blame blame, Optional<Frontier> tree) {
        List<Item> wrong = blame.name();
        if (wrong.isEmpty() && run.complete()) {
            findings.add(
                    Finding.Kind.CHECKPOINT,
                    run.next(),
                    "检查点不是前一检查点的延续",
                    "the checkpoint does not extend the one before");
        }
        List<Item> intact = new ArrayList<>(run.items());
        intact.removeAll(wrong);
        return new Outcome(intact, tree);
    }
}
