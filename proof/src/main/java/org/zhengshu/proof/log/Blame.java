package org.zhengshu.proof.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names the very entries (定位) of a batch whose root is not the signed one, by the inclusion path
 * that is stored with each.
 */
final class Blame {
    /** Tries to find another place for an entry, per batch; then it counts as changed. */
    private static final int MAX_TRIES = 8192;

    private final Item.Target target;
    private final Run run;
    private final Findings findings;
    private int tries = MAX_TRIES;

    Blame(Item.Target target, Run run, Findings findings) {
        this.target = target;
        this.run = run;
        this.findings = findings;
    }

    /** The entries that are not in the tree as they stand; all others are in it. */
    List<Item> name() {
        List<Item> wrong = new ArrayList<>();
        for (Item item : run.items()) {
            if (!isIn(item.ownLeaf(), item)) {
                wrong.add(item);
            }
        }
        for (Item item : wrong) {
            report(item, wrong);
        }
        return wrong;
    }

    /** Of two rows with one index, the one that is in the tree is kept. */
    void settleRivals() {
        for (Map.Entry<Long, Item> rival : Map.copyOf(run.rivals()).entrySet()) {
            Optional<Item> first =
                    run.items().stream().filter(i -> i.seq() == rival.getKey()).findFirst();
            if (first.isPresent()
                    && isIn(rival.getValue().ownLeaf(), rival.getValue())
                    && !isIn(first.get().ownLeaf(), first.get())) {
                run.prefer(rival.getValue());
                run.rivals().put(rival.getKey(), first.get());
            }
        }
    }

    private boolean isIn(byte[] leaf, Item item) {
        return Item.leads(target, leaf, item.seq(), item.path());
    }

    private void report(Item item, List<Item> wrong) {
        if (item.differs() && isIn(item.storedLeaf(), item)) {
            findings.add(
                    Finding.Kind.CHANGED,
                    item,
                    "条目内容被改动：与签入日志的叶不符",
                    "the entry was changed: its leaf in the log is another");
            return;
        }
        Optional<Long> place = otherPlace(item, wrong);
        if (place.isPresent()) {
            findings.add(
                    Finding.Kind.REORDERED,
                    item,
                    "条目被调换：签入日志时在 " + place.get(),
                    "the entry was moved: it was sealed at index " + place.get());
        } else if (item.size() != target.size()) {
            findings.add(
                    Finding.Kind.REORDERED,
                    item,
                    "条目来自大小 %d 的批次，不在此处（%d）".formatted(item.size(), target.size()),
                    "the row says it was sealed at size %d, it stands in the batch of %d"
                            .formatted(item.size(), target.size()));
        } else {
            findings.add(
                    Finding.Kind.CHANGED,
                    item,
                    "条目及其叶都不在签名的日志中",
                    "neither the entry nor its stored leaf is in the signed log");
        }
    }

    /** Where in the batch the entry belongs: its path moved with it, or it came without. */
    private Optional<Long> otherPlace(Item item, List<Item> wrong) {
        byte[] leaf = item.ownLeaf();
        for (Item other : wrong) {
            if (other.seq() != item.seq() && tries > 0) {
                tries -= 2;
                if (Item.leads(target, leaf, other.seq(), item.path())
                        || Item.leads(target, leaf, other.seq(), other.path())) {
                    return Optional.of(other.seq());
                }
            }
        }
        return missingPlace(item);
    }

    /** A place that no row has any more, next to which the entry may have been pushed. */
    private Optional<Long> missingPlace(Item item) {
        if (!run.gap()) {
            return Optional.empty();
        }
        for (long index : List.of(item.seq() + 1, item.seq() - 1)) {
            if (tries-- > 0 && Item.leads(target, item.ownLeaf(), index, item.path())) {
                return Optional.of(index);
            }
        }
        return Optional.empty();
    }
}
