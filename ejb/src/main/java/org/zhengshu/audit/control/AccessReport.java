package org.zhengshu.audit.control;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhengshu.audit.boundary.DepartmentNames;
import org.zhengshu.audit.boundary.EntryView;
import org.zhengshu.audit.boundary.SubjectAccess.AccessGroup;
import org.zhengshu.audit.boundary.SubjectAccess.SubjectAccessView;
import org.zhengshu.kernel.boundary.Language;

/** Puts together who saw a person or an organisation (查阅情况报告), oldest first. */
public final class AccessReport {
    /** Entries that are grouped at most. */
    public static final int GROUPED = 10_000;

    private static final int SHOWN = 1_000;

    private static final List<String> HEAD_ZH =
            List.of(
                    "时间", "部门代码", "部门", "调用方", "系统", "操作", "结果", "用途", "事项", "资源代码", "数据项", "行数",
                    "日志", "序号", "条目编号");
    private static final List<String> HEAD_EN =
            List.of(
                    "time",
                    "department code",
                    "department",
                    "actor",
                    "system",
                    "action",
                    "outcome",
                    "purpose",
                    "matter",
                    "resource code",
                    "items",
                    "rows",
                    "log",
                    "index",
                    "entry id");

    private final List<EntryView> entries;
    private final boolean complete;
    private final DepartmentNames names;
    private final boolean chinese;
    private final Map<String, String> known = new LinkedHashMap<>();

    /** One more entry than {@link #GROUPED} means that there are more. */
    public AccessReport(List<EntryView> found, DepartmentNames names, Language language) {
        this.complete = found.size() <= GROUPED;
        this.entries = complete ? found : found.subList(0, GROUPED);
        this.names = names;
        this.chinese = language == Language.CHINESE;
    }

    public SubjectAccessView answer(
            String subject, String caseReference, Instant now, EntryFinder.Gaps gaps) {
        List<AccessGroup> groups = groups();
        String at = ChinaTime.text(now);
        return new SubjectAccessView(
                subject,
                caseReference,
                at,
                entries.size(),
                complete,
                gaps.unlisted(),
                gaps.archived(),
                groups,
                entries.subList(0, Math.min(SHOWN, entries.size())),
                csv(),
                text(subject, caseReference, at, gaps, groups));
    }

    private List<AccessGroup> groups() {
        Map<List<Object>, AccessGroup> groups = new LinkedHashMap<>();
        for (EntryView e : entries) {
            AccessGroup one =
                    new AccessGroup(
                            e.department(),
                            name(e.department()),
                            e.actor(),
                            e.system(),
                            e.action(),
                            e.outcome(),
                            fact(e, "purpose"),
                            fact(e, "matter"),
                            fact(e, "code"),
                            fact(e, "items"),
                            1,
                            e.at(),
                            e.at());
            groups.merge(key(one), one, AccessReport::joined);
        }
        return List.copyOf(groups.values());
    }

    private static List<Object> key(AccessGroup g) {
        return java.util.Arrays.asList(
                g.department(),
                g.actor(),
                g.system(),
                g.action(),
                g.outcome(),
                g.purpose(),
                g.matter(),
                g.code(),
                g.items());
    }

    private static AccessGroup joined(AccessGroup g, AccessGroup next) {
        return new AccessGroup(
                g.department(),
                g.departmentName(),
                g.actor(),
                g.system(),
                g.action(),
                g.outcome(),
                g.purpose(),
                g.matter(),
                g.code(),
                g.items(),
                g.count() + 1,
                g.firstAt(),
                next.lastAt());
    }

    private String name(String department) {
        return department.isEmpty() ? "" : known.computeIfAbsent(department, names::of);
    }

    private static String fact(EntryView entry, String name) {
        Object fact = entry.facts().get(name);
        return fact == null ? null : fact.toString();
    }

    private String csv() {
        Csv csv = new Csv().row(chinese ? HEAD_ZH : HEAD_EN);
        for (EntryView e : entries) {
            csv.row(
                    java.util.Arrays.asList(
                            e.at(),
                            e.department(),
                            name(e.department()),
                            e.actor(),
                            e.system(),
                            e.action(),
                            e.outcome(),
                            fact(e, "purpose"),
                            fact(e, "matter"),
                            fact(e, "code"),
                            fact(e, "items"),
                            fact(e, "rows"),
                            e.log(),
                            e.seq() == null ? "" : e.seq().toString(),
                            e.id().toString()));
        }
        return csv.text();
    }

    private String text(
            String subject,
            String caseReference,
            String at,
            EntryFinder.Gaps gaps,
            List<AccessGroup> groups) {
        StringBuilder out = new StringBuilder();
        line(out, "数据主体查阅情况 " + subject, "Who saw the data of " + subject);
        line(
                out,
                "受理编号 " + caseReference + "，出具时间 " + at,
                "case " + caseReference + ", made " + at);
        line(
                out,
                "共 " + entries.size() + " 条记录" + (complete ? "" : "（仅列出最早部分，请缩小时间范围）"),
                entries.size()
                        + " entries"
                        + (complete ? "" : " (the oldest only; narrow the time)"));
        for (AccessGroup g : groups) {
            line(
                    out,
                    "- %s（%s）%s 用途：%s 事项：%s 资源：%s 数据项：%s 操作：%s 结果：%s 次数：%d %s 至 %s"
                            .formatted(words(g)),
                    "- %s (%s) %s purpose: %s matter: %s resource: %s items: %s action: %s outcome: %s times: %d %s to %s"
                            .formatted(words(g)));
        }
        line(
                out,
                "另有 " + gaps.unlisted() + " 条涉及主体过多未逐一登记，" + gaps.archived() + " 条已归档，未包括在内",
                gaps.unlisted()
                        + " entries about too many subjects to name singly and "
                        + gaps.archived()
                        + " archived entries are not in this list");
        return out.toString();
    }

    private static Object[] words(AccessGroup g) {
        return new Object[] {
            g.departmentName(),
            g.department(),
            shown(g.system() == null ? g.actor() : g.system()),
            shown(g.purpose()),
            shown(g.matter()),
            shown(g.code()),
            shown(g.items()),
            g.action(),
            g.outcome(),
            g.count(),
            g.firstAt(),
            g.lastAt()
        };
    }

    private static String shown(String text) {
        return text == null ? "–" : text;
    }

    private void line(StringBuilder out, String zh, String en) {
        out.append(chinese ? zh : en).append('\n');
    }
}
