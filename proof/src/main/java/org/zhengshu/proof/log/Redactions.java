package org.zhengshu.proof.log;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Redacted entries (已删除条目) that still wait for the entry that logs their redaction; at most a limit
 * of them.
 */
final class Redactions {
    private static final int LIMIT = 10_000;

    private final Findings findings;
    private final Map<String, Item> open = new LinkedHashMap<>();

    Redactions(Findings findings) {
        this.findings = findings;
    }

    void await(Item item) {
        if (open.size() == LIMIT || open.putIfAbsent(item.id(), item) != null) {
            report(item);
        }
    }

    /** A logged redaction accounts for one entry of each id that it names. */
    void settle(Item logged) {
        for (String id : logged.committed().redaction().ids()) {
            Item item = open.get(id);
            if (item != null && accounts(logged, item)) {
                open.remove(id);
            }
        }
    }

    private static boolean accounts(Item logged, Item redacted) {
        String seq = Long.toString(redacted.seq());
        return redacted.redactedBy().map(logged.id()::equals).orElse(true)
                && logged.committed().redaction().seq().map(seq::equals).orElse(true);
    }

    void finish() {
        open.values().forEach(this::report);
    }

    private void report(Item item) {
        findings.add(
                Finding.Kind.REDACTION,
                item,
                "条目内容已删除，但日志中没有登记该删除的条目",
                "the entry was removed, and no entry of the log records its redaction");
    }
}
