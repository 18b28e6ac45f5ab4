package org.zhengshu.proof.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps findings (问题清单) up to a limit and counts the rest; thread-safe. */
final class Findings {
    private final int limit;
    private final List<Finding> kept = new ArrayList<>();
    private long more;

    Findings(int limit) {
        this.limit = limit;
    }

    synchronized void add(Finding finding) {
        if (kept.size() < limit) {
            kept.add(finding);
        } else {
            more++;
        }
    }

    void add(Finding.Kind kind, long seq, String zh, String en) {
        add(Finding.of(kind, seq, zh, en));
    }

    void add(Finding.Kind kind, Item item, String zh, String en) {
        add(new Finding(kind, item.seq(), item.id(), zh, en));
    }

    synchronized List<Finding> sorted() {
        return kept.stream()
                .sorted(Comparator.comparingLong(Finding::seq).thenComparing(Finding::kind))
                .toList();
    }

    synchronized long more() {
        return more;
    }
}
