package org.zhengshu.tests.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A package tree of features below a root; the product's own, or one with a planted fault.
 *
 * @param root the package above the features
 */
record Tree(String root) {
    /** Lowest first. A feature may use features to its left, never to its right. */
    static final List<String> FEATURES =
            List.of(
                    "proof",
                    "kernel",
                    "signature",
                    "audit",
                    "identity",
                    "regulation",
                    "catalogue",
                    "mounting",
                    "collection",
                    "sharing",
                    "exchange",
                    "correction",
                    "elicence",
                    "onboarding",
                    "opendata",
                    "cascade",
                    "supervision",
                    "operations",
                    "portal",
                    "sample");

    static final Set<String> DOORS = Set.of("rest", "page", "soap", "contract");
    static final Set<String> LAYERS =
            Set.of("boundary", "control", "entity", "rest", "page", "soap", "contract");

    boolean owns(JavaClass c) {
        return c.getPackageName().startsWith(root + ".");
    }

    /** The part of the package name after the root: feature and layer. */
    private String[] parts(JavaClass c) {
        return c.getPackageName().substring(root.length() + 1).split("\\.");
    }

    String feature(JavaClass c) {
        return owns(c) ? parts(c)[0] : "";
    }

    /** The package below the feature; empty for the flat feature proof. */
    String layer(JavaClass c) {
        return owns(c) && parts(c).length > 1 ? parts(c)[1] : "";
    }

    boolean isDoor(JavaClass c) {
        return DOORS.contains(layer(c));
    }

    boolean isKernelAdapter(JavaClass c) {
        return isDoor(c) && feature(c).equals("kernel");
    }

    boolean open(JavaClass c) {
        return layer(c).equals("boundary") || feature(c).equals("proof");
    }

    /** Whether the class, or the one it is nested in, has this name below the root. */
    boolean is(JavaClass c, String... names) {
        for (String name : names) {
            String full = root + "." + name;
            if (c.getName().equals(full) || c.getName().startsWith(full + "$")) {
                return true;
            }
        }
        return false;
    }

    DescribedPredicate<JavaClass> that(String description, Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }

    /** A condition that says each place where it is broken. */
    static ArchCondition<JavaClass> condition(
            String description, BiConsumer<JavaClass, Consumer<String>> check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                check.accept(
                        from, broken -> events.add(SimpleConditionEvent.violated(from, broken)));
            }
        };
    }

    /** A condition on each class that the class uses. */
    static ArchCondition<JavaClass> useNothing(String description, Forbidden<JavaClass> forbidden) {
        return condition(
                description,
                (from, broken) ->
                        from.getDirectDependenciesFromSelf().stream()
                                .filter(d -> forbidden.test(from, d.getTargetClass()))
                                .forEach(d -> broken.accept(d.getDescription())));
    }

    /** Says whether a use of the second by the first is forbidden. */
    interface Forbidden<T> {
        boolean test(T from, T to);
    }
}
