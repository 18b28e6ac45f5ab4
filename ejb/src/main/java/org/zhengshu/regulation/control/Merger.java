package org.zhengshu.regulation.control;

import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zhengshu.regulation.boundary.Entry;
import org.zhengshu.regulation.boundary.Rule;
import org.zhengshu.regulation.boundary.Source;
import org.zhengshu.regulation.entity.KeySpec;
import org.zhengshu.regulation.entity.ValueType;

/** Finds the stricter of the values that several instruments set for one key (从严适用). */
public final class Merger {

    private Merger() {}

    /** What one instrument says. */
    public record Claim(Object value, Source source) {}

    /** Merges at least one claim, given in the order of the stack. */
    public static Rule<?> merge(KeySpec spec, List<Claim> claims) {
        return switch (spec.merge()) {
            case MIN -> winner(spec, claims, Comparator.comparing(c -> (Integer) c.value()));
            case MAX ->
                    winner(
                            spec,
                            claims,
                            Comparator.comparing((Claim c) -> (Integer) c.value()).reversed());
            case FALSE_WINS -> winner(spec, claims, Comparator.comparing(c -> (Boolean) c.value()));
            case TRUE_WINS ->
                    winner(
                            spec,
                            claims,
                            Comparator.comparing((Claim c) -> (Boolean) c.value()).reversed());
            case STRICTEST ->
                    winner(
                            spec,
                            claims,
                            Comparator.comparing(c -> spec.values().indexOf((String) c.value())));
            case EARLIEST -> winner(spec, claims, Comparator.comparing(c -> (MonthDay) c.value()));
            case UNION -> joined(spec, claims, false);
            case INTERSECTION -> joined(spec, claims, true);
        };
    }

    /** The first by the order wins; all who say the same are its sources. */
    private static Rule<?> winner(KeySpec spec, List<Claim> claims, Comparator<Claim> order) {
        Object value = claims.stream().min(order).orElseThrow().value();
        List<Source> sources =
                claims.stream().filter(c -> c.value().equals(value)).map(Claim::source).toList();
        return new Rule<>(spec.key(), value, sources);
    }

    private static Rule<?> joined(KeySpec spec, List<Claim> claims, boolean common) {
        Map<String, Set<String>> members = new LinkedHashMap<>(members(claims.get(0)));
        for (Claim claim : claims.subList(1, claims.size())) {
            Map<String, Set<String>> more = members(claim);
            if (common) {
                members.keySet().retainAll(more.keySet());
                members.entrySet().removeIf(m -> !narrow(m.getValue(), more.get(m.getKey())));
            } else {
                more.forEach((name, details) -> members.merge(name, details, Merger::both));
            }
        }
        List<String> names = new ArrayList<>(members.keySet());
        if (!spec.values().isEmpty()) {
            names.sort(Comparator.comparing(spec.values()::indexOf));
        }
        List<Source> sources = claims.stream().map(Claim::source).toList();
        if (spec.type() == ValueType.TEXTS) {
            return new Rule<>(spec.key(), List.copyOf(names), sources);
        }
        List<Entry> entries =
                names.stream().map(n -> new Entry(n, List.copyOf(members.get(n)))).toList();
        return new Rule<>(spec.key(), entries, sources);
    }

    /** No details means no restriction; false where two restrictions leave nothing. */
    private static boolean narrow(Set<String> details, Set<String> other) {
        if (details.isEmpty()) {
            details.addAll(other);
            return true;
        }
        if (!other.isEmpty()) {
            details.retainAll(other);
        }
        return !details.isEmpty();
    }

    private static Set<String> both(Set<String> some, Set<String> more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }

    private static Map<String, Set<String>> members(Claim claim) {
        Map<String, Set<String>> members = new LinkedHashMap<>();
        for (Object item : (List<?>) claim.value()) {
            if (item instanceof Entry entry) {
                members.put(entry.name(), new LinkedHashSet<>(entry.details()));
            } else {
                members.put((String) item, new LinkedHashSet<>());
            }
        }
        return members;
    }
}
