package org.zhengshu.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.zhengshu.tests.architecture.Tree.condition;
import static org.zhengshu.tests.architecture.Tree.useNothing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may use whom among the features. */
final class FeatureRules {
    private static final Map<String, String> TABLE_PREFIXES =
            Map.of(
                    "identity", "idn_",
                    "catalogue", "cat_",
                    "mounting", "mnt_",
                    "sharing", "shr_",
                    "exchange", "exc_",
                    "elicence", "lic_",
                    "operations", "ops_");

    /**
     * Proof has no layers: its classes lie flat, those for whole logs in a package of their own.
     */
    private static final Set<String> FLAT = Set.of("", "log");

    private static final Set<String> ADAPTED =
            Set.of("proof", "signature", "audit", "identity", "operations");

    private FeatureRules() {}

    static ArchRule everyClassHasItsPlace(Tree tree) {
        return classes()
                .should(
                        condition(
                                "be in a layer of a listed feature",
                                (c, broken) -> {
                                    boolean flat =
                                            tree.feature(c).equals("proof")
                                                    && FLAT.contains(tree.layer(c));
                                    if (!flat
                                            && !(Tree.FEATURES.contains(tree.feature(c))
                                                    && Tree.LAYERS.contains(tree.layer(c)))) {
                                        broken.accept(c.getName() + " has no place in the tree");
                                    }
                                }));
    }

    static ArchRule leftwardsOnly(Tree tree) {
        return classes()
                .should(
                        useNothing(
                                "use features to the left only",
                                (from, to) ->
                                        foreign(tree, from, to)
                                                && Tree.FEATURES.indexOf(tree.feature(to))
                                                        > Tree.FEATURES.indexOf(tree.feature(from))
                                                && !adapted(tree, from, to)))
                .because(
                        "a feature must stand without those to its right; the kernel's adapters"
                                + " of the doors take every call through authentication and the"
                                + " log, so that they alone may see "
                                + ADAPTED);
    }

    private static boolean adapted(Tree tree, JavaClass from, JavaClass to) {
        return tree.isKernelAdapter(from) && ADAPTED.contains(tree.feature(to));
    }

    static ArchRule throughTheBoundaryOnly(Tree tree) {
        return classes()
                .should(
                        useNothing(
                                "enter other features through their boundary only",
                                (from, to) ->
                                        foreign(tree, from, to)
                                                && !tree.open(to)
                                                && !(tree.isKernelAdapter(to)
                                                        && tree.layer(to)
                                                                .equals(tree.layer(from)))))
                .because("control and entity are private to their feature");
    }

    private static boolean foreign(Tree tree, JavaClass from, JavaClass to) {
        return tree.owns(to) && !tree.feature(to).equals(tree.feature(from));
    }

    static ArchRule entitiesKnowLittle(Tree tree) {
        List<String> known = List.of("java.", "jakarta.persistence.", "jakarta.validation.");
        return classes()
                .that(tree.that("are entities", c -> tree.layer(c).equals("entity")))
                .should(
                        useNothing(
                                "know only persistence, validation, the JDK, kernel and proof, the"
                                        + " own feature's words, and the row filter that sharing"
                                        + " stores",
                                (from, to) ->
                                        known.stream()
                                                        .noneMatch(
                                                                to.getBaseComponentType().getName()
                                                                        ::startsWith)
                                                && !to.getBaseComponentType().isPrimitive()
                                                && !familiar(tree, from, to)))
                .because(
                        "the rules of an entity must be testable without a container; a request"
                                + " and its grant store the row filter of mounting.boundary, a"
                                + " value, in JSON columns by Jackson's mapper");
    }

    private static boolean familiar(Tree tree, JavaClass from, JavaClass to) {
        boolean own = tree.feature(to).equals(tree.feature(from));
        boolean words = Set.of("boundary", "entity").contains(tree.layer(to));
        return tree.feature(to).equals("proof")
                || tree.feature(to).equals("kernel") && tree.open(to)
                || own && words
                || tree.feature(from).equals("sharing")
                        && tree.is(to, "mounting.boundary.RowFilter")
                || tree.is(from, "sharing.entity.JsonColumns")
                        && to.getPackageName().startsWith("com.fasterxml.jackson.");
    }

    static ArchRule tablesCarryThePrefix(Tree tree) {
        return classes()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should(
                        condition(
                                "name a table with the prefix of their feature",
                                (c, broken) -> {
                                    String prefix =
                                            TABLE_PREFIXES.getOrDefault(tree.feature(c), "?");
                                    String table =
                                            c.tryGetAnnotationOfType("jakarta.persistence.Table")
                                                    .flatMap(a -> a.get("name"))
                                                    .map(Object::toString)
                                                    .orElse("");
                                    if (!table.startsWith(prefix)) {
                                        broken.accept(
                                                c.getName()
                                                        + " is in table '"
                                                        + table
                                                        + "' without "
                                                        + prefix);
                                    }
                                }));
    }

    static ArchRule proofStandsAlone(Tree tree) {
        List<String> known =
                List.of(
                        "java.",
                        "javax.xml.",
                        "org.w3c.dom.",
                        "org.xml.sax.",
                        "org.bouncycastle.",
                        "com.fasterxml.jackson.",
                        "org.erdtman.jcs.",
                        "org.apache.pdfbox.");
        return classes()
                .that(tree.that("are proof", c -> tree.feature(c).equals("proof")))
                .should(
                        useNothing(
                                "use only the JDK and the libraries that are shaded into the verifier",
                                (from, to) ->
                                        !to.getBaseComponentType().isPrimitive()
                                                && !tree.feature(to).equals("proof")
                                                && known.stream()
                                                        .noneMatch(
                                                                to.getBaseComponentType().getName()
                                                                        ::startsWith)))
                .because("auditors verify receipts without our server");
    }
}
