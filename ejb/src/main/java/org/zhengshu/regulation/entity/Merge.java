package org.zhengshu.regulation.entity;

import java.util.Map;
import java.util.Optional;

/** How the stricter of two values is found (从严合并). */
public enum Merge {
    MIN("min"),
    MAX("max"),
    TRUE_WINS("trueWins"),
    FALSE_WINS("falseWins"),
    STRICTEST("strictest"),
    UNION("union"),
    INTERSECTION("intersection"),
    EARLIEST("earliest");

    private static final Map<String, Merge> BY_WORD = Words.index(values(), Merge::word);

    private final String word;

    Merge(String word) {
        this.word = word;
    }

    /** The word used in {@code keys.json}. */
    public String word() {
        return word;
    }

    /** The merge with this word. */
    public static Optional<Merge> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
