package org.zhengshu.regulation.boundary;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the rules say on sharing (共享规则): who decides, until when, and what must be stated. */
public final class SharingRules {

    private static final String REQUIRED = "REQUIRED";

    private final Deadlines deadlines;

    private enum ShareType {
        UNCONDITIONAL,
        CONDITIONAL,
        NONE;

        static ShareType of(String word) {
            return Arrays.stream(values())
                    .filter(type -> type.name().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such share type: " + word));
        }
    }

    /** Counts time limits by these deadlines. */
    public SharingRules(Deadlines deadlines) {
        this.deadlines = Objects.requireNonNull(deadlines, "deadlines");
    }

    /** How a request for data of this share type, submitted at that time, is decided. */
    public Decider decisionFor(RuleSet rules, String shareType, Instant submittedAt) {
        return switch (ShareType.of(shareType)) {
            case UNCONDITIONAL ->
                    new Decider(
                            Decider.Mode.IMMEDIATE,
                            Optional.empty(),
                            List.of(),
                            deadlines.find(
                                    rules, "request.unconditional.reply.workdays", submittedAt));
            case CONDITIONAL -> reviewed(rules, submittedAt);
            case NONE -> negotiated(rules);
        };
    }

    /** What a request must state (申请须载明的内容); nothing where the rules are silent. */
    public Rule<List<String>> requiredFields(RuleSet rules) {
        return orNone(rules, "request.fields");
    }

    /** What the provider must state for conditional sharing (共享条件等); nothing where silent. */
    public Rule<List<String>> conditionFields(RuleSet rules) {
        return orNone(rules, "share.conditional.fields");
    }

    /** Whether data may have this share type only on a legal basis (共享依据). */
    public Rule<Boolean> basisRequired(RuleSet rules, String shareType) {
        return switch (ShareType.of(shareType)) {
            case UNCONDITIONAL -> {
                List<Source> sources =
                        rules.findText("share.default").map(Rule::sources).orElse(List.of());
                yield new Rule<>("share.default", false, sources);
            }
            case CONDITIONAL -> basis(rules.text("share.conditional.basis"));
            case NONE -> basis(rules.text("share.none.basis"));
        };
    }

    /** The ranks of instrument that count as a basis (依据层级). */
    public Rule<List<String>> basisLevels(RuleSet rules) {
        return rules.texts("share.basis.levels");
    }

    private Decider reviewed(RuleSet rules, Instant submittedAt) {
        Rule<String> approver = rules.text("request.approver");
        return new Decider(
                Decider.Mode.REVIEW,
                Optional.of(approver),
                rules.steps(approver.value()),
                Optional.of(deadlines.due(rules, "request.reply.workdays", submittedAt)));
    }

    private static Decider negotiated(RuleSet rules) {
        boolean negotiable =
                rules.findFlag("request.noneTypeNegotiable").map(Rule::value).orElse(false);
        List<String> ladder =
                rules.findEntries("dispute.levels").map(Rule::value).orElse(List.of()).stream()
                        .map(Entry::name)
                        .toList();
        return new Decider(
                negotiable ? Decider.Mode.NEGOTIATION : Decider.Mode.NOT_REQUESTABLE,
                Optional.empty(),
                negotiable ? ladder : List.of(),
                Optional.empty());
    }

    private static Rule<Boolean> basis(Rule<String> rule) {
        return new Rule<>(rule.key(), rule.value().equals(REQUIRED), rule.sources());
    }

    private static Rule<List<String>> orNone(RuleSet rules, String key) {
        return rules.findTexts(key).orElseGet(() -> new Rule<>(key, List.of(), List.of()));
    }
}
