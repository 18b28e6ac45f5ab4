package org.zhengshu.proof.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.zhengshu.proof.Frontier;

/** The entries since the last checkpoint (待核批次), at most a batch of them. */
final class Run {
    /** Entries of the largest batch that a log seals at once. */
    static final int LIMIT = 1024;

    /** The tree before the entries; empty when it is not known. */
    private Optional<Frontier> base;

    private final List<Item> items = new ArrayList<>();

    /** A second row with the same index, only one of them is in the tree. */
    private final Map<Long, Item> rivals = new HashMap<>();

    private long next;
    private boolean gap;

    Run(Optional<Frontier> base, long next) {
        this.base = base;
        this.next = next;
    }

    Optional<Frontier> base() {
        return base;
    }

    List<Item> items() {
        return items;
    }

    Map<Long, Item> rivals() {
        return rivals;
    }

    /** The index that the next entry must have. */
    long next() {
        return next;
    }

    boolean gap() {
        return gap;
    }

    /** True when all leaves from the base on are here, so that the root can be computed. */
    boolean complete() {
        return base.isPresent() && !gap;
    }

    boolean isFull() {
        return items.size() == LIMIT;
    }

    void add(Item item) {
        gap |= item.seq() != next;
        items.add(item);
        next = item.seq() + 1;
    }

    /** Marks that entries before this index are missing. */
    void skipTo(long index) {
        gap |= index != next;
        next = index;
    }

    /** Puts the rival in the place of the entry with its index. */
    void prefer(Item rival) {
        items.replaceAll(item -> item.seq() == rival.seq() ? rival : item);
    }

    List<byte[]> leaves(Function<Item, byte[]> leaf) {
        return items.stream().map(leaf).toList();
    }

    /** Forgets the entries and keeps the tree that they grew. */
    void fold() {
        base =
                complete()
                        ? base.map(tree -> tree.append(leaves(Item::ownLeaf)).frontier())
                        : Optional.empty();
        items.clear();
        rivals.clear();
        gap = false;
    }

    /** Takes out what lies at and beyond a size, in order; the run then ends at that size. */
    List<Item> cut(long size) {
        List<Item> beyond =
                items.stream()
                        .filter(item -> item.seq() >= size)
                        .sorted(Comparator.comparingLong(Item::seq))
                        .toList();
        items.removeAll(beyond);
        next = Math.min(next, size);
        return beyond;
    }
}
