package org.zhengshu.regulation.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Operation;

/** The rule packs of this node (法规配置), and what another stack would say about the same request. */
@Stateless
@Boundary
public class Regulations {
    @Inject private RulePacks packs;
    @Inject private SharingRules rules;
    @Inject private CodeLists codeLists;

    /** One rule in force with the articles it comes from. */
    public record RuleView(String key, String name, String value, String citation) {}

    /** The active stack and its rules; {@code problems} names what is wrong in the files. */
    public record RulesView(
            String jurisdiction, List<String> stack, List<RuleView> rules, List<String> problems) {}

    /**
     * A request to judge under another stack on a sandbox clock (沙箱).
     *
     * @param shareType UNCONDITIONAL, CONDITIONAL or NONE
     */
    public record Trial(
            @NotEmpty @Size(max = 10) List<@NotBlank @Size(max = 40) String> stack,
            @NotBlank @Pattern(regexp = "UNCONDITIONAL|CONDITIONAL|NONE") String shareType,
            @NotNull Instant submittedAt) {}

    /** Who would decide, in which steps, until when, and what says so. */
    public record TrialView(
            List<String> stack,
            String mode,
            String approver,
            String approverCitation,
            List<String> steps,
            LocalDate dueOn,
            boolean provisional,
            String dueCitation) {}

    /** One code and what it is called (字典项). */
    public record CodeView(String code, String name) {}

    /** A dictionary (字典) with the standard it comes from. */
    public record CodeListView(String id, String version, String source, List<CodeView> codes) {}

    /** The dictionaries in the caller's language. */
    @Operation(value = "regulation.code-lists", signedIn = true)
    public List<CodeListView> codeLists() {
        Locale locale = locale();
        return codeLists.ids().stream()
                .map(codeLists::list)
                .map(
                        list ->
                                new CodeListView(
                                        list.id(),
                                        list.version(),
                                        list.source(),
                                        list.codes().stream()
                                                .map(c -> new CodeView(c.code(), c.name(locale)))
                                                .toList()))
                .toList();
    }

    @Operation(value = "regulation.rules", signedIn = true)
    public RulesView active() {
        RuleSet active = packs.active();
        Locale locale = locale();
        return new RulesView(
                packs.jurisdiction(),
                active.packs(),
                active.all().values().stream().map(rule -> view(active, rule, locale)).toList(),
                packs.problems().stream().map(p -> p.file() + ": " + p.reason(locale)).toList());
    }

    @Operation(value = "regulation.trial", signedIn = true)
    public TrialView trial(Trial trial) {
        RuleSet stack = packs.stack(trial.stack(), true, trial.submittedAt());
        Decider decider = rules.decisionFor(stack, trial.shareType(), trial.submittedAt());
        Locale locale = locale();
        return new TrialView(
                stack.packs(),
                decider.mode().name(),
                decider.approver().map(Rule::value).orElse(null),
                decider.approver().map(r -> r.citation(locale)).orElse(null),
                decider.steps(),
                decider.due().map(Deadline::lastDay).orElse(null),
                decider.due().map(Deadline::provisional).orElse(false),
                decider.due().map(d -> d.rule().citation(locale)).orElse(null));
    }

    private static RuleView view(RuleSet rules, Rule<?> rule, Locale locale) {
        KeyView key = rules.describe(rule.key());
        return new RuleView(
                rule.key(),
                locale.equals(Locale.ENGLISH) ? key.en() : key.zh(),
                String.valueOf(rule.value()),
                rule.citation(locale));
    }

    private static Locale locale() {
        return Call.current().language() == Language.CHINESE ? Locale.CHINESE : Locale.ENGLISH;
    }
}
