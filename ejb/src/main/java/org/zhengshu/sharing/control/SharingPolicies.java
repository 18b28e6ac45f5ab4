package org.zhengshu.sharing.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.catalogue.boundary.ShareType;
import org.zhengshu.kernel.boundary.CleanText;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.mounting.boundary.MountedData;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.regulation.boundary.Rule;
import org.zhengshu.regulation.boundary.RuleSet;
import org.zhengshu.regulation.boundary.SharingRules;
import org.zhengshu.regulation.boundary.WorkCalendar;
import org.zhengshu.sharing.boundary.SubmitSharingRequest;

/** What a sharing request must fulfil before anybody decides on it (申请受理规则). */
@ApplicationScoped
public class SharingPolicies {
    private static final List<String> ALWAYS_STATED = List.of("matter", "legalBasis");

    private Resources resources;
    private SharingRules rules;
    private Clock clock;

    protected SharingPolicies() {}

    @Inject
    public SharingPolicies(Resources resources, SharingRules rules, Clock clock) {
        this.resources = resources;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * The strictest share type among the wished items; all gaps of the request are told at once.
     */
    public ShareType admit(
            SubmitSharingRequest request, Resources.Resource resource, RuleSet active) {
        requirePublished(resource);
        List<Violation> gaps = new ArrayList<>();
        ShareType type = itemsMustExist(request.items(), resource, gaps);
        filterMustFit(request.rowFilter(), resource, gaps);
        useMustEndInTheFuture(request, gaps);
        if (type == ShareType.CONDITIONAL) {
            requiredFieldsMustBeStated(request, active, gaps);
        }
        requireNone(gaps);
        return type;
    }

    /** The strictest share type among these items of a published resource. */
    public ShareType shareType(List<String> items, Resources.Resource resource) {
        requirePublished(resource);
        List<Violation> gaps = new ArrayList<>();
        ShareType type = itemsMustExist(items, resource, gaps);
        requireNone(gaps);
        return type;
    }

    /** What a conditional request must state: what the rules name, and always matter and basis. */
    public List<String> requiredFields(Rule<List<String>> required) {
        return Stream.concat(required.value().stream(), ALWAYS_STATED.stream()).distinct().toList();
    }

    private static void requirePublished(Resources.Resource resource) {
        if (!resource.published()) {
            throw ProblemType.ITEM_NOT_PUBLISHED.because(
                    "资源未发布或已撤销，不能申请", "the resource is not published");
        }
    }

    private static void requireNone(List<Violation> gaps) {
        if (!gaps.isEmpty()) {
            throw new Problem(
                    ProblemType.REQUEST_INCOMPLETE,
                    new Text(
                            "需补正 " + gaps.size() + " 处，已一次性列出，见 violations",
                            gaps.size() + " gaps, all listed in violations"),
                    gaps,
                    null);
        }
    }

    private ShareType itemsMustExist(
            List<String> items, Resources.Resource resource, List<Violation> gaps) {
        Map<String, DataItem> known =
                resource.items().stream()
                        .collect(Collectors.toMap(DataItem::technicalName, i -> i));
        ShareType strictest = ShareType.UNCONDITIONAL;
        for (int i = 0; i < items.size(); i++) {
            DataItem item = known.get(items.get(i));
            if (item == null) {
                gaps.add(
                        gap(
                                "items[" + i + "]",
                                "KnownItem",
                                items.get(i),
                                "资源没有此数据项，可选 " + known.keySet(),
                                "no such item, there are " + known.keySet()));
                continue;
            }
            ShareType type = resources.shareType(item);
            if (type == ShareType.NONE) {
                throw ProblemType.NOT_SHARED.because(
                        "数据项 " + item.technicalName() + " 不予共享",
                        "item " + item.technicalName() + " is not shared");
            }
            strictest = type.compareTo(strictest) > 0 ? type : strictest;
        }
        return strictest;
    }

    private void filterMustFit(
            RowFilter filter, Resources.Resource resource, List<Violation> gaps) {
        if (filter != null) {
            filter.validate(MountedData.columns(resource)).stream()
                    .map(v -> gap(v.path(), "RowFilter", "", v.messageZh(), v.messageEn()))
                    .forEach(gaps::add);
        }
    }

    private void useMustEndInTheFuture(SubmitSharingRequest request, List<Violation> gaps) {
        LocalDate today = clock.instant().atZone(WorkCalendar.ZONE).toLocalDate();
        if (request.validUntil().isBefore(today)) {
            gaps.add(
                    gap(
                            "validUntil",
                            "Future",
                            request.validUntil().toString(),
                            "使用期限已过",
                            "lies in the past"));
        }
    }

    private void requiredFieldsMustBeStated(
            SubmitSharingRequest request, RuleSet active, List<Violation> gaps) {
        Rule<List<String>> required = rules.requiredFields(active);
        for (String field : required.value()) {
            if (stated(request, field).filter(text -> !CleanText.showsNothing(text)).isEmpty()) {
                gaps.add(
                        gap(
                                field,
                                "Required",
                                "",
                                "须载明（" + required.citation(Locale.CHINESE) + "）",
                                "must be stated (" + required.citation(Locale.ENGLISH) + ")"));
            }
        }
        for (String field : ALWAYS_STATED) {
            if (stated(request, field).filter(text -> !CleanText.showsNothing(text)).isEmpty()
                    && !required.value().contains(field)) {
                gaps.add(gap(field, "Required", "", "有条件共享须载明", "conditional sharing needs it"));
            }
        }
    }

    /** What the request says on a field of the rule key request.fields. */
    private static Optional<String> stated(SubmitSharingRequest r, String field) {
        return Optional.ofNullable(
                switch (field) {
                    case "purpose" -> r.purpose();
                    case "items" -> String.join(",", r.items());
                    case "matter" -> r.matter();
                    case "legalBasis" -> r.legalBasis();
                    case "scenario" -> r.scenario();
                    case "scope" -> r.scope();
                    case "mode" -> r.mode();
                    case "term" -> r.validUntil().toString();
                    default -> throw new IllegalStateException("request.fields names " + field);
                });
    }

    private static Violation gap(String place, String rule, String value, String zh, String en) {
        return new Violation(place, rule, value, new Text(zh, en));
    }
}
