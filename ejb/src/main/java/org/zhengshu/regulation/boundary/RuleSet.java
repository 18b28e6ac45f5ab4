package org.zhengshu.regulation.boundary;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.zhengshu.regulation.entity.KeySpec;
import org.zhengshu.regulation.entity.PackLibrary;
import org.zhengshu.regulation.entity.ValueType;

/** The merged rules of a stack on one day (适用规则集); the stricter value won for each key. */
public final class RuleSet {

    private final List<String> packs;
    private final LocalDate day;
    private final Map<String, KeySpec> specs;
    private final Map<String, List<String>> approvers;
    private final SortedMap<String, Rule<?>> rules;

    RuleSet(PackLibrary library, List<String> packs, LocalDate day, Map<String, Rule<?>> rules) {
        this.specs = library.specs();
        this.approvers = library.approvers();
        this.packs = List.copyOf(packs);
        this.day = day;
        this.rules = new TreeMap<>(rules);
    }

    /** The packs that count, in order: those of the stack that are valid on the day. */
    public List<String> packs() {
        return packs;
    }

    /** The day, in China, for which validity was checked. */
    public LocalDate day() {
        return day;
    }

    /** Whether the operator's files know the key at all: an older copy of them may not. */
    public boolean knows(String key) {
        return specs.containsKey(key);
    }

    /** A number of working days (工作日). */
    public Rule<Integer> workdays(String key) {
        return required(key, ValueType.WORKDAYS);
    }

    /** A number that is not a period. */
    public Rule<Integer> count(String key) {
        return required(key, ValueType.COUNT);
    }

    /** One word of an ordered enumeration. */
    public Rule<String> text(String key) {
        return required(key, ValueType.CHOICE);
    }

    /** A list of words. */
    public Rule<List<String>> texts(String key) {
        return required(key, ValueType.TEXTS);
    }

    /** Yes or no. */
    public Rule<Boolean> flag(String key) {
        return required(key, ValueType.FLAG);
    }

    /** A list of members with details. */
    public Rule<List<Entry>> entries(String key) {
        return required(key, ValueType.ENTRIES);
    }

    /** A day of each year. */
    public Rule<MonthDay> monthDay(String key) {
        return required(key, ValueType.MONTH_DAY);
    }

    /** As {@link #workdays}, empty where all are silent. */
    public Optional<Rule<Integer>> findWorkdays(String key) {
        return find(key, ValueType.WORKDAYS);
    }

    /** As {@link #text}, empty where all are silent. */
    public Optional<Rule<String>> findText(String key) {
        return find(key, ValueType.CHOICE);
    }

    /** As {@link #texts}, empty where all are silent. */
    public Optional<Rule<List<String>>> findTexts(String key) {
        return find(key, ValueType.TEXTS);
    }

    /** As {@link #flag}, empty where all are silent. */
    public Optional<Rule<Boolean>> findFlag(String key) {
        return find(key, ValueType.FLAG);
    }

    /** As {@link #entries}, empty where all are silent. */
    public Optional<Rule<List<Entry>>> findEntries(String key) {
        return find(key, ValueType.ENTRIES);
    }

    /** As {@link #monthDay}, empty where all are silent. */
    public Optional<Rule<MonthDay>> findMonthDay(String key) {
        return find(key, ValueType.MONTH_DAY);
    }

    /** A rule of any type, empty where all are silent. */
    public Optional<Rule<?>> find(String key) {
        return Optional.ofNullable(rules.get(spec(key).key()));
    }

    /** Every rule of the set, by key. */
    public SortedMap<String, Rule<?>> all() {
        return new TreeMap<>(rules);
    }

    /** What a key means, in Chinese and English. */
    public KeyView describe(String key) {
        KeySpec spec = spec(key);
        return new KeyView(key, spec.zh(), spec.en());
    }

    /** The ordered steps of an approver kind (审批步骤). */
    public List<String> steps(String approver) {
        List<String> steps = approvers.get(approver);
        if (steps == null) {
            throw new IllegalArgumentException("no such approver: " + approver);
        }
        return steps;
    }

    private <T> Rule<T> required(String key, ValueType type) {
        Optional<Rule<T>> rule = find(key, type);
        return rule.orElseThrow(() -> new MissingRule(spec(key), packs));
    }

    @SuppressWarnings("unchecked") // values were read by the type of their key
    private <T> Optional<Rule<T>> find(String key, ValueType type) {
        KeySpec spec = spec(key);
        if (spec.type() != type) {
            throw new IllegalArgumentException(key + " holds " + spec.type().word());
        }
        return Optional.ofNullable((Rule<T>) rules.get(key));
    }

    private KeySpec spec(String key) {
        KeySpec spec = specs.get(key);
        if (spec == null) {
            throw new IllegalArgumentException("no such rule key: " + key);
        }
        return spec;
    }
}
