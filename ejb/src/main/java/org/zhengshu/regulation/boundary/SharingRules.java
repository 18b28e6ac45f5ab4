package org.zhengshu.regulation.boundary;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the rules say on sharing (共享规则): who decides, until when, and what must be stated. */
public final class SharingRules {

    private static final String REQUIRED = "REQUIRED";
    private static final String ASK_FOR_SUPPLEMENT = "request.supplement.ask.workdays";
    private static final String REMIND_AGAIN = "request.reminder.workdays";

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

    /**
     * How a request may be sent back now (补正规则); refused as a missing rule where nobody lets it be
     * sent back, or nobody says what becomes of its time limit.
     *
     * @param since when the deciding department got the request
     */
    public SupplementRule supplement(RuleSet rules, Instant since, Instant now) {
        if (!rules.knows(ASK_FOR_SUPPLEMENT)) {
            throw new MissingRule(ASK_FOR_SUPPLEMENT, rules.packs());
        }
        return new SupplementRule(
                deadlines.due(rules, ASK_FOR_SUPPLEMENT, since),
                rules.findFlag("request.supplement.once").filter(Rule::value),
                rules.text("request.supplement.clock"),
                deadlines.find(rules, "request.supplement.answer.workdays", now),
                rules.findText("request.supplement.overdue"));
    }

    /** The day from which on one may remind again (再次催办); the next working day where silent. */
    public LocalDate remindableOn(RuleSet rules, Instant last) {
        return Optional.of(REMIND_AGAIN)
                .filter(rules::knows)
                .flatMap(key -> deadlines.find(rules, key, last))
                .map(Deadline::lastDay)
                .orElseGet(() -> deadlines.nextWorkday(last));
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
