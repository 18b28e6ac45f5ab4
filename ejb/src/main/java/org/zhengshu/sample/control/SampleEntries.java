package org.zhengshu.sample.control;

import java.util.List;
import org.zhengshu.catalogue.boundary.CoreMetadata;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.catalogue.boundary.EnterItem;
import org.zhengshu.mounting.boundary.Column;

/** The catalogue entries of the sample world (示例目录): base libraries and two themes. */
final class SampleEntries {
    private static final String UNCONDITIONAL = "1";
    private static final String CONDITIONAL = "2";

    private SampleEntries() {}

    static EnterItem streets() {
        return entry(
                "103001",
                "街道乡镇行政区划信息",
                "全国街道、乡镇级行政区划代码与名称",
                UNCONDITIONAL,
                List.of(
                        text("code", "街道代码", 12, true, UNCONDITIONAL),
                        text("name", "街道名称", 100, false, UNCONDITIONAL),
                        text("area_code", "区县代码", 6, false, UNCONDITIONAL),
                        text("province_code", "省级代码", 2, false, UNCONDITIONAL),
                        text("city_code", "市级代码", 4, false, UNCONDITIONAL)));
    }

    static EnterItem persons() {
        return entry(
                "101001",
                "人口基础信息",
                "示例人口基础信息，数据由程序生成，不对应任何真实个人",
                CONDITIONAL,
                items(
                        SamplePersons.columns(),
                        CONDITIONAL,
                        List.of(),
                        List.of("id_number", "name", "phone", "address", "birth_date")));
    }

    static EnterItem companies() {
        return entry(
                "102001",
                "法人基础信息",
                "示例企业登记信息，数据由程序生成，不对应任何真实企业",
                CONDITIONAL,
                items(
                        SampleCompanies.columns(),
                        CONDITIONAL,
                        List.of("uscc", "name", "status", "established"),
                        List.of()));
    }

    static EnterItem licences() {
        return entry(
                "105001",
                "营业执照电子证照",
                "营业执照电子证照的照面信息与已签名文件",
                CONDITIONAL,
                List.of(
                        text("identifier", "证照标识", 100, true, CONDITIONAL),
                        text("licence_name", "证照名称", 100, false, CONDITIONAL),
                        text("number", "证照编号", 64, false, CONDITIONAL),
                        text("holder_name", "持证主体", 200, false, CONDITIONAL),
                        text("holder_code", "持证主体代码", 18, false, CONDITIONAL),
                        text("issuer", "颁发机构代码", 18, false, CONDITIONAL),
                        text("issued_on", "颁发日期", 10, false, CONDITIONAL),
                        text("valid_from", "有效期起始日期", 10, false, CONDITIONAL),
                        text("valid_until", "有效期截止日期", 10, false, CONDITIONAL),
                        text("status", "证照状态", 2, false, CONDITIONAL),
                        new DataItem(
                                "document",
                                "证照文件",
                                "G",
                                null,
                                null,
                                CONDITIONAL,
                                "0",
                                false,
                                false,
                                true,
                                null)));
    }

    /** Entries that have no data mounted yet. */
    static EnterItem announced(String classCode, String title) {
        return entry(
                classCode,
                title,
                title + "（示例目录，尚未挂接数据）",
                UNCONDITIONAL,
                List.of(
                        text("code", "编号", 32, true, UNCONDITIONAL),
                        text("name", "名称", 100, false, UNCONDITIONAL)));
    }

    private static List<DataItem> items(
            List<Column> columns, String shareType, List<String> open, List<String> sensitive) {
        return columns.stream()
                .map(
                        c ->
                                new DataItem(
                                        c.technicalName(),
                                        c.name(),
                                        c.type().name(),
                                        c.length(),
                                        c.scale(),
                                        open.contains(c.technicalName())
                                                ? UNCONDITIONAL
                                                : shareType,
                                        "0",
                                        sensitive.contains(c.technicalName()),
                                        c.primaryKey(),
                                        c.nullable(),
                                        null))
                .toList();
    }

    private static DataItem text(
            String technical, String name, int length, boolean key, String share) {
        return new DataItem(technical, name, "C", length, null, share, "0", false, key, !key, null);
    }

    private static EnterItem entry(
            String classCode,
            String title,
            String summary,
            String shareType,
            List<DataItem> items) {
        boolean conditional = CONDITIONAL.equals(shareType);
        return new EnterItem(
                new CoreMetadata(
                        classCode,
                        title,
                        null,
                        summary,
                        "03",
                        "其他",
                        shareType,
                        conditional ? "用于依法履行职责，须说明事项与依据" : null,
                        conditional ? "GOV_RULE" : null,
                        conditional ? "辽宁省政务数据资源共享管理办法" : null,
                        conditional ? "第十二条" : null,
                        "1",
                        code(conditional),
                        "0",
                        null,
                        "7",
                        null,
                        "仅限申请载明的用途"),
                items);
    }

    /** Conditional data goes by service interface, the rest also as files. */
    private static String code(boolean conditional) {
        return conditional ? "服务接口" : "文件下载";
    }
}
