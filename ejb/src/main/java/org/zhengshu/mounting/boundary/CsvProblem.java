package org.zhengshu.mounting.boundary;

import java.util.regex.Pattern;

/**
 * One thing wrong in an uploaded CSV file, with its place (校验问题).
 *
 * @param line physical line of the file on which the record starts, from 1; 0 when not known
 * @param row data row, from 1; 0 for the header or the file as a whole
 * @param column the column's technical name, or the header text when the column is unknown
 * @param value the offending value, cut to {@value #SHOWN} characters
 */
public record CsvProblem(
        long line,
        long row,
        String column,
        Rule rule,
        String value,
        String messageZh,
        String messageEn) {

    /** How much of a wrong value is shown. */
    public static final int SHOWN = 64;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\uFFFE\uFFFF]");

    /** What can be wrong in a file (校验规则); the name is the stable code. */
    public enum Rule {
        EMPTY_FILE("文件没有表头", "the file has no header row"),
        UTF16("文件是 UTF-16 编码，请另存为 UTF-8 或 GB18030", "UTF-16 file; save it as UTF-8 or GB18030"),
        WRONG_BYTE("此处字节不是有效的 %s 文字", "bytes that are not valid %s text"),
        QUOTES("双引号使用错误", "wrong use of double quotes"),
        FIELD_TOO_LARGE(
                "单个值超过 %s 个字符，或双引号没有闭合",
                "a value has more than %s characters, or a quote is never closed"),
        RECORD_TOO_LARGE("一行数据超过 %s 个字符", "a record has more than %s characters"),
        MISSING_COLUMN("缺少此列", "this column is missing"),
        UNKNOWN_COLUMN("资源中没有此列", "the resource has no such column"),
        DUPLICATE_COLUMN("此列重复出现", "this column appears twice"),
        FIELD_COUNT("应有 %s 个值", "there should be %s values"),
        REQUIRED("不能为空", "a value is required"),
        CHARACTER("含有不允许的控制字符或残缺字符", "holds a control or broken character"),
        LENGTH("长度超过 %s 个字符", "longer than %s characters"),
        NUMBER("不是十进制数", "not a decimal number"),
        NUMBER_RANGE("超出数值范围（总位数,小数位数）%s", "beyond (digits,scale) %s"),
        INTEGER("不是 64 位整数", "not a 64-bit integer"),
        FLOAT("不是有限的浮点数", "not a finite floating-point number"),
        DATE("不是有效日期，应如 2026-01-31", "not a date such as 2026-01-31"),
        TIMESTAMP(
                "不是有效时间（不带时区），应如 2026-01-31T08:30:00",
                "not a time without zone such as 2026-01-31T08:30:00"),
        BOOLEAN("应为 是/否、true/false 或 1/0", "should be 是/否, true/false or 1/0"),
        BASE64("不是有效的 Base64", "not valid Base64"),
        DUPLICATE_KEY("主键与数据第 %s 行重复", "same primary key as data row %s"),
        KEY_TOO_LONG("主键值太长，无法建立唯一索引", "the primary key is too long to be indexed");

        private final String zh;
        private final String en;

        Rule(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }

        /** The rule in Chinese; {@code detail} fills its limit, if it has one. */
        public String zh(String detail) {
            return zh.formatted(detail);
        }

        /** The rule in English; {@code detail} fills its limit, if it has one. */
        public String en(String detail) {
            return en.formatted(detail);
        }
    }

    /** A problem at its place, worded in both languages. */
    public static CsvProblem at(
            long line, long row, String column, Rule rule, String detail, String value) {
        String shown = shorten(value);
        StringBuilder zh = new StringBuilder();
        StringBuilder en = new StringBuilder();
        if (row > 0 && line == 0) {
            zh.append("数据第 ").append(row).append(" 行");
            en.append("data row ").append(row).append(' ');
        } else if (row > 0) {
            zh.append("第 ").append(line).append(" 行（数据第 ").append(row).append(" 行）");
            en.append("line ").append(line).append(" (data row ").append(row).append(") ");
        } else if (line > 0) {
            zh.append("第 ").append(line).append(" 行（表头）");
            en.append("line ").append(line).append(" (header) ");
        }
        if (!column.isEmpty()) {
            zh.append("“").append(shorten(column)).append("”列");
            en.append("column \"").append(shorten(column)).append("\"");
        }
        zh.append(zh.isEmpty() ? "" : "：").append(rule.zh(detail));
        en.append(en.isEmpty() ? "" : ": ").append(rule.en(detail));
        return new CsvProblem(
                line, row, shorten(column), rule, shown, zh.toString(), en.toString());
    }

    /** Cuts a text and takes out what a report in JSON or XML could not carry. */
    private static String shorten(String value) {
        boolean fits = value.codePointCount(0, value.length()) <= SHOWN;
        int end = fits ? value.length() : value.offsetByCodePoints(0, SHOWN - 1);
        String start = UNPRINTABLE.matcher(value.substring(0, end)).replaceAll("\uFFFD");
        return fits ? start : start + "…";
    }
}
