package org.zhengshu.proof.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Compares the log with the known evidence (已知存证比对), each piece when its place comes. */
final class Evidence {
    private final Findings findings;
    private final NavigableMap<Long, List<KnownPlace>> bySize = new TreeMap<>();
    private final Map<Long, List<KnownPlace>> byIndex = new HashMap<>();
    private final Set<KnownPlace> open = new LinkedHashSet<>();

    Evidence(List<KnownPlace> known, Findings findings) {
        this.findings = findings;
        for (KnownPlace place : known) {
            open.add(place);
            bySize.computeIfAbsent(place.size(), size -> new ArrayList<>()).add(place);
            place.leaf()
                    .ifPresent(
                            leaf ->
                                    byIndex.computeIfAbsent(
                                                    leaf.index(), index -> new ArrayList<>())
                                            .add(place));
        }
    }

    void begin(String origin) {
        for (KnownPlace place : List.copyOf(open)) {
            if (!place.origin().equals(origin)) {
                contradicted(
                        place,
                        place.size(),
                        "",
                        "是另一日志的：" + place.origin(),
                        "is of the log " + place.origin());
            }
        }
    }

    /** The log has this entry at its index. */
    void entry(Item item) {
        for (KnownPlace place : byIndex.getOrDefault(item.seq(), List.of())) {
            if (open.contains(place) && !Arrays.equals(place.leaf().get().hash(), item.ownLeaf())) {
                contradicted(
                        place, item.seq(), item.id(), "此处是另一条目", "has another entry at this index");
            }
        }
    }

    /** The sizes in (after, upTo] at which some root is known. */
    Set<Long> sizes(long after, long upTo) {
        return Set.copyOf(bySize.subMap(after, false, upTo, true).keySet());
    }

    /** The log has this root at this size. */
    void root(long size, byte[] root) {
        for (KnownPlace place : bySize.getOrDefault(size, List.of())) {
            if (open.contains(place)) {
                if (Arrays.equals(place.root(), root)) {
                    open.remove(place);
                } else {
                    contradicted(
                            place,
                            size,
                            "",
                            "此大小的根不同，日志被重写",
                            "has another root at this size: the log was rewritten");
                }
            }
        }
    }

    /** What the log is too short for is named; the names of what was never met are the rest. */
    List<String> finish(long size) {
        List<String> unchecked = new ArrayList<>();
        for (KnownPlace place : List.copyOf(open)) {
            if (place.size() > size) {
                open.remove(place);
                findings.add(
                        Finding.Kind.TRUNCATED,
                        place.size(),
                        "%s 见证日志曾有 %d 条，现只有 %d 条：被截短或回退到旧备份"
                                .formatted(place.name(), place.size(), size),
                        "%s knows the log at %d entries, it has %d now: cut short or rolled back"
                                .formatted(place.name(), place.size(), size));
            } else {
                unchecked.add(place.name());
            }
        }
        return unchecked;
    }

    private void contradicted(KnownPlace place, long seq, String id, String zh, String en) {
        open.remove(place);
        findings.add(
                new Finding(
                        Finding.Kind.CONTRADICTED,
                        seq,
                        id,
                        place.name() + "：" + zh,
                        place.name() + ": " + en));
    }
}
