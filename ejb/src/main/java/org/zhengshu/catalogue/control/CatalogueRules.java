package org.zhengshu.catalogue.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.zhengshu.catalogue.boundary.CoreMetadata;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.catalogue.boundary.EnterItem;
import org.zhengshu.catalogue.boundary.ShareType;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.regulation.boundary.CodeLists;
import org.zhengshu.regulation.boundary.Rule;
import org.zhengshu.regulation.boundary.RulePacks;
import org.zhengshu.regulation.boundary.RuleSet;
import org.zhengshu.regulation.boundary.SharingRules;

/** What an entry must hold by the code lists and the active rule packs (编目规则). */
@ApplicationScoped
public class CatalogueRules {
    private CodeLists codes;
    private RulePacks packs;
    private SharingRules sharing;

    protected CatalogueRules() {}

    @Inject
    public CatalogueRules(CodeLists codes, RulePacks packs, SharingRules sharing) {
        this.codes = codes;
        this.packs = packs;
        this.sharing = sharing;
    }

    /** The share type behind a code of the list share-type. */
    public ShareType shareType(String code) {
        List<String> words = codes.require("share-type", code).aliases();
        for (ShareType type : ShareType.values()) {
            if (words.contains(type.name())) {
                return type;
            }
        }
        throw new IllegalStateException("share-type " + code + " has no meaning in its aliases");
    }

    /**
     * The input with codes in their official form; throws a problem that names every wrong place.
     */
    public EnterItem checked(EnterItem input) {
        List<Violation> wrong = new ArrayList<>();
        CoreMetadata c = input.core();
        CoreMetadata core =
                new CoreMetadata(
                        c.classCode(),
                        c.title().strip(),
                        c.providerUnit(),
                        c.summary(),
                        code("format-class", c.formatClass(), "core.formatClass", wrong),
                        c.formatType(),
                        code("share-type", c.shareType(), "core.shareType", wrong),
                        c.shareCondition(),
                        optionalCode(
                                "basis-level", c.shareBasisLevel(), "core.shareBasisLevel", wrong),
                        c.shareBasisTitle(),
                        c.shareBasisArticle(),
                        code("share-mode-class", c.shareModeClass(), "core.shareModeClass", wrong),
                        code("share-mode-type", c.shareModeType(), "core.shareModeType", wrong),
                        code("open-flag", c.openFlag(), "core.openFlag", wrong),
                        c.openCondition(),
                        code("update-cycle", c.updateCycle(), "core.updateCycle", wrong),
                        c.relatedCodes(),
                        c.usageRequirements());
        List<DataItem> items = items(input.items(), core.shareType(), wrong);
        if (wrong.isEmpty()) {
            basis(core, wrong);
        }
        if (!wrong.isEmpty()) {
            throw ProblemType.INVALID_INPUT
                    .because(
                            wrong.size() + " 处内容不符合要求，见 violations",
                            wrong.size() + " values are invalid, see violations")
                    .at(wrong);
        }
        return new EnterItem(core, items);
    }

    /** A code (信息资源代码) begins with the class, so that a change cannot move it to another. */
    public void requireSameClass(CoreMetadata published, CoreMetadata proposed) {
        if (!published.classCode().equals(proposed.classCode())) {
            throw ProblemType.INVALID_INPUT
                    .because("已发布目录的信息资源分类不能变更", "the class of a published entry cannot change")
                    .at(
                            List.of(
                                    new Violation(
                                            "core.classCode",
                                            "SameClass",
                                            proposed.classCode(),
                                            new Text(
                                                    "应为 " + published.classCode(),
                                                    "must be " + published.classCode()))));
        }
    }

    private List<DataItem> items(List<DataItem> given, String shareType, List<Violation> wrong) {
        List<DataItem> items = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            DataItem d = given.get(i);
            String place = "items[" + i + "]";
            if (!names.add(d.technicalName())) {
                wrong.add(
                        new Violation(
                                place + ".technicalName",
                                "Unique",
                                d.technicalName(),
                                new Text("与前面的信息项重名", "repeats an earlier item")));
            }
            String share = d.shareType() == null ? shareType : d.shareType();
            items.add(
                    new DataItem(
                            d.technicalName(),
                            d.name().strip(),
                            d.dataType(),
                            d.length(),
                            d.scale(),
                            code("share-type", share, place + ".shareType", wrong),
                            optionalCode("open-flag", d.openFlag(), place + ".openFlag", wrong),
                            d.sensitive(),
                            d.primaryKey(),
                            d.nullable() && !d.primaryKey(),
                            d.codeList()));
        }
        return items;
    }

    /** The packs say for which share types an instrument must be named, and of which rank. */
    private void basis(CoreMetadata core, List<Violation> wrong) {
        ShareType type = shareType(core.shareType());
        if (type == ShareType.UNCONDITIONAL) {
            return;
        }
        if (type == ShareType.CONDITIONAL && isBlank(core.shareCondition())) {
            wrong.add(
                    missing(
                            "core.shareCondition",
                            "有条件共享须说明共享条件",
                            "conditional sharing needs its condition"));
        }
        RuleSet active = packs.active();
        Rule<Boolean> required = sharing.basisRequired(active, type.name());
        if (!required.value()) {
            return;
        }
        String article = required.citation(java.util.Locale.CHINESE);
        if (isBlank(core.shareBasisTitle()) || isBlank(core.shareBasisLevel())) {
            wrong.add(
                    missing(
                            "core.shareBasisTitle",
                            "须注明依据及其层级（" + article + "）",
                            "the instrument and its rank must be named (" + article + ")"));
            return;
        }
        Rule<List<String>> levels = sharing.basisLevels(active);
        if (!levels.value().contains(core.shareBasisLevel())) {
            wrong.add(
                    new Violation(
                            "core.shareBasisLevel",
                            "BasisLevel",
                            core.shareBasisLevel(),
                            new Text(
                                    "该层级不能作为依据，允许 " + levels.value() + "（" + article + "）",
                                    "this rank is no basis, allowed are " + levels.value())));
        }
    }

    private String optionalCode(String list, String code, String place, List<Violation> wrong) {
        return isBlank(code) ? null : code(list, code, place, wrong);
    }

    private String code(String list, String given, String place, List<Violation> wrong) {
        return codes.find(list, given)
                .map(found -> found.code())
                .orElseGet(
                        () -> {
                            wrong.add(
                                    new Violation(
                                            place,
                                            "CodeList",
                                            given.length() <= 64 ? given : given.substring(0, 64),
                                            new Text(
                                                    "不在代码表 " + list + " 中",
                                                    "is not in code list " + list)));
                            return given;
                        });
    }

    private static Violation missing(String place, String zh, String en) {
        return new Violation(place, "NotBlank", "", new Text(zh, en));
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
