package org.zhengshu.sample.control;

import static org.zhengshu.kernel.boundary.Role.CATALOGUE_OFFICER;
import static org.zhengshu.kernel.boundary.Role.DECIDING_OFFICER;
import static org.zhengshu.kernel.boundary.Role.INTEGRATOR;
import static org.zhengshu.kernel.boundary.Role.LICENCE_OFFICER;
import static org.zhengshu.kernel.boundary.Role.REQUESTER;
import static org.zhengshu.kernel.boundary.Role.REVIEWER;

import java.util.List;
import java.util.Set;
import org.zhengshu.kernel.boundary.Role;

/** Twelve departments of the province and the authorities of two cities (示例部门). */
final class SampleDepartments {
    private static final Set<Role> OFFICER =
            Set.of(CATALOGUE_OFFICER, REQUESTER, DECIDING_OFFICER, INTEGRATOR);
    private static final Set<Role> AUTHORITY =
            Set.of(CATALOGUE_OFFICER, REQUESTER, DECIDING_OFFICER, REVIEWER, INTEGRATOR);
    private static final Set<Role> REGISTRAR =
            Set.of(CATALOGUE_OFFICER, REQUESTER, DECIDING_OFFICER, LICENCE_OFFICER, INTEGRATOR);

    private SampleDepartments() {}

    /** A department with the login of its officer. */
    record Sample(String login, String tenant, String name, String shortName, Set<Role> roles) {
        boolean authority() {
            return roles.contains(REVIEWER);
        }
    }

    static final List<Sample> ALL =
            List.of(
                    new Sample("police", "210000", "辽宁省公安厅（示例）", "公安", OFFICER),
                    new Sample("market", "210000", "辽宁省市场监督管理局（示例）", "市场监管", REGISTRAR),
                    new Sample("civil", "210000", "辽宁省民政厅（示例）", "民政", OFFICER),
                    new Sample("labour", "210000", "辽宁省人力资源和社会保障厅（示例）", "人社", OFFICER),
                    new Sample("land", "210000", "辽宁省自然资源厅（示例）", "自然资源", OFFICER),
                    new Sample("planning", "210000", "辽宁省发展和改革委员会（示例）", "发改", OFFICER),
                    new Sample("business", "210000", "辽宁省营商环境建设局（示例）", "营商环境", AUTHORITY),
                    new Sample("education", "210000", "辽宁省教育厅（示例）", "教育", OFFICER),
                    new Sample("health", "210000", "辽宁省卫生健康委员会（示例）", "卫健", OFFICER),
                    new Sample("tax", "210000", "国家税务总局辽宁省税务局（示例）", "税务", OFFICER),
                    new Sample("transport", "210000", "辽宁省交通运输厅（示例）", "交通", OFFICER),
                    new Sample("housing", "210000", "辽宁省住房和城乡建设厅（示例）", "住建", OFFICER),
                    new Sample("shenyang", "210100", "沈阳市营商环境建设局（示例）", "沈阳营商", AUTHORITY),
                    new Sample("dalian", "210200", "大连市营商环境建设局（示例）", "大连营商", AUTHORITY));
}
