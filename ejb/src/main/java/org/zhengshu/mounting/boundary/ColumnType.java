package org.zhengshu.mounting.boundary;

import static org.zhengshu.mounting.boundary.CsvProblem.Rule.BASE64;
import static org.zhengshu.mounting.boundary.CsvProblem.Rule.BOOLEAN;
import static org.zhengshu.mounting.boundary.CsvProblem.Rule.CHARACTER;
import static org.zhengshu.mounting.boundary.CsvProblem.Rule.DATE;
import static org.zhengshu.mounting.boundary.CsvProblem.Rule.FLOAT;
import static org.zhengshu.mounting.boundary.CsvProblem.Rule.INTEGER;
import static org.zhengshu.mounting.boundary.CsvProblem.Rule.LENGTH;
import static org.zhengshu.mounting.boundary.CsvProblem.Rule.NUMBER;
import static org.zhengshu.mounting.boundary.CsvProblem.Rule.NUMBER_RANGE;
import static org.zhengshu.mounting.boundary.CsvProblem.Rule.TIMESTAMP;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhengshu.mounting.boundary.CsvProblem.Rule;

/** Data types of information items (信息项数据类型) of the Guide, 《政务信息资源目录编制指南（试行）》 no. 8. */
public enum ColumnType {
    C("字符型", ColumnType::characters),
    N("数值型", (text, column) -> decimal(text, column.length(), column.scale())),
    Y("货币型", (text, column) -> decimal(text, 18, 2)),
    D("日期型", (text, column) -> date(text)),
    T("日期时间型", (text, column) -> timestamp(text)),
    L("逻辑型", (text, column) -> bool(text)),
    M("备注型", (text, column) -> text(text, ColumnType.MAX_TEXT)),
    G("通用型", (text, column) -> base64(text)),
    B("双精度型", (text, column) -> floating(text)),
    I("整型", (text, column) -> integer(text)),
    F("浮点型", (text, column) -> floating(text));

    /** Most characters of a 备注型 or 通用型 value. */
    public static final int MAX_TEXT = 1 << 20;

    private static final int MAX_NUMBER_TEXT = 400;
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d+(?:\\.\\d+)?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,19}");
    private static final Pattern FLOATING =
            Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,4})?");
    private static final Pattern DAY =
            Pattern.compile(
                    "(\\d{4})-(\\d{2})-(\\d{2})|(\\d{4})/(\\d{1,2})/(\\d{1,2})|(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern TIME =
            Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,6}))?)?");
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private final String chinese;
    private final BiFunction<String, Column, Checked> rule;

    ColumnType(String chinese, BiFunction<String, Column, Checked> rule) {
        this.chinese = chinese;
        this.rule = rule;
    }

    /** The type's name in the Guide. */
    public String chinese() {
        return chinese;
    }

    /** Whether values are plain text that a prefix can be asked of. */
    public boolean isText() {
        return this == C || this == M;
    }

    /** Whether values have an order that a range can be asked of. */
    public boolean isOrdered() {
        return this != L && this != G;
    }

    /** A checked value: its one normal form, or the rule it breaks. */
    public sealed interface Checked permits Good, Bad {}

    /** The value in its normal form (ISO dates, plain decimals, true or false). */
    public record Good(String value) implements Checked {}

    /** The broken rule; {@code detail} is its limit. */
    public record Bad(Rule rule, String detail) implements Checked {}

    /** Checks a text that is not empty against this type and the column's limits. */
    public Checked check(String text, Column column) {
        return rule.apply(isText() ? text : text.strip(), column);
    }

    /** The normal form of a moment: seconds always, a fraction only where there is one. */
    public static String iso(LocalDateTime moment) {
        String seconds = moment.format(SECONDS);
        if (moment.getNano() == 0) {
            return seconds;
        }
        String fraction = String.format(Locale.ROOT, "%09d", moment.getNano());
        return seconds + "." + fraction.replaceAll("0+$", "");
    }

    /** The normal form of a floating-point number: plain digits, no exponent. */
    public static BigDecimal plain(double number) {
        BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    private static Checked characters(String text, Column column) {
        return text(text, column.length());
    }

    private static Checked text(String text, int limit) {
        if (text.length() > limit && text.codePointCount(0, text.length()) > limit) {
            return new Bad(LENGTH, Integer.toString(limit));
        }
        return storable(text) ? new Good(text) : new Bad(CHARACTER, "");
    }

    /** What XML 1.0 can carry (and with it PostgreSQL and JSON): no NUL, no half of a pair. */
    private static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)) {
                if (++i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            } else if (c < ' ' ? c != '\t' && c != '\n' && c != '\r' : isOutsideXml(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOutsideXml(char c) {
        return Character.isLowSurrogate(c) || c >= '\uFFFE';
    }

    private static Checked decimal(String text, int digits, int scale) {
        if (text.length() > MAX_NUMBER_TEXT || !DECIMAL.matcher(text).matches()) {
            return new Bad(NUMBER, "");
        }
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        if (number.scale() > scale || number.precision() - number.scale() > digits - scale) {
            boolean fits = number.signum() == 0;
            return fits ? new Good(zero(scale)) : new Bad(NUMBER_RANGE, digits + "," + scale);
        }
        return new Good(number.setScale(scale).toPlainString());
    }

    private static String zero(int scale) {
        return BigDecimal.ZERO.setScale(scale).toPlainString();
    }

    private static Checked integer(String text) {
        if (WHOLE.matcher(text).matches()) {
            try {
                return new Good(Long.toString(Long.parseLong(text)));
            } catch (NumberFormatException beyond64Bits) {
                return new Bad(INTEGER, "");
            }
        }
        return new Bad(INTEGER, "");
    }

    private static Checked floating(String text) {
        if (text.length() <= MAX_NUMBER_TEXT && FLOATING.matcher(text).matches()) {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return new Good(plain(number).toPlainString());
            }
        }
        return new Bad(FLOAT, "");
    }

    private static Checked date(String text) {
        return day(text).<Checked>map(day -> new Good(day.toString())).orElse(new Bad(DATE, ""));
    }

    private static Optional<LocalDate> day(String text) {
        Matcher match = DAY.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        int first = match.group(1) != null ? 1 : match.group(4) != null ? 4 : 7;
        int year = number(match, first);
        try {
            LocalDate day = LocalDate.of(year, number(match, first + 1), number(match, first + 2));
            return year == 0 ? Optional.empty() : Optional.of(day);
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Checked timestamp(String text) {
        int split = Math.max(text.indexOf('T'), text.indexOf(' '));
        Optional<LocalDate> day = split < 0 ? Optional.empty() : day(text.substring(0, split));
        Matcher match = TIME.matcher(text.substring(split + 1));
        if (day.isEmpty() || !match.matches()) {
            return new Bad(TIMESTAMP, "");
        }
        try {
            int second = match.group(3) == null ? 0 : number(match, 3);
            int nano = match.group(4) == null ? 0 : nano(match.group(4));
            LocalTime time = LocalTime.of(number(match, 1), number(match, 2), second, nano);
            return new Good(iso(day.get().atTime(time)));
        } catch (DateTimeException noSuchTime) {
            return new Bad(TIMESTAMP, "");
        }
    }

    private static int nano(String fraction) {
        return Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }

    private static Checked bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "是", "true", "1" -> new Good("true");
            case "否", "false", "0" -> new Good("false");
            default -> new Bad(BOOLEAN, "");
        };
    }

    private static Checked base64(String text) {
        if (text.length() > MAX_TEXT) {
            return new Bad(LENGTH, Integer.toString(MAX_TEXT));
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return new Good(Base64.getEncoder().encodeToString(bytes));
        } catch (IllegalArgumentException notBase64) {
            return new Bad(BASE64, "");
        }
    }
}
