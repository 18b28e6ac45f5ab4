package org.zhengshu.regulation.entity;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What kind of value a rule key holds (参数类型), and how two of that kind may be merged. */
public enum ValueType {
    WORKDAYS("workdays", Set.of(Merge.MIN, Merge.MAX)),
    COUNT("count", Set.of(Merge.MIN, Merge.MAX)),
    FLAG("flag", Set.of(Merge.TRUE_WINS, Merge.FALSE_WINS)),
    CHOICE("choice", Set.of(Merge.STRICTEST)),
    TEXTS("texts", Set.of(Merge.UNION, Merge.INTERSECTION)),
    ENTRIES("entries", Set.of(Merge.UNION, Merge.INTERSECTION)),
    MONTH_DAY("monthDay", Set.of(Merge.EARLIEST));

    private static final Map<String, ValueType> BY_WORD = Words.index(values(), ValueType::word);

    private final String word;
    private final Set<Merge> merges;

    ValueType(String word, Set<Merge> merges) {
        this.word = word;
        this.merges = merges;
    }

    /** The word used in {@code keys.json}. */
    public String word() {
        return word;
    }

    /** Whether two values of this kind can be merged in this way. */
    public boolean allows(Merge merge) {
        return merges.contains(merge);
    }

    /** The type with this word. */
    public static Optional<ValueType> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
