package org.zhengshu.mounting.control;

import java.util.regex.Pattern;
import org.zhengshu.mounting.boundary.Samples.Treatment;

/** What a sample shows of a value (脱敏规则): the value, its form, or nothing. */
public final class Masking {
    static final int MOST_SHOWN = 120;
    static final int MOST_MASKED = 24;

    private static final String HIDDEN = "***";
    private static final String CUT = "…";

    /** Numbers of persons and telephones, and addresses of mail, whatever their item says. */
    private static final Pattern PERSONAL =
            Pattern.compile(
                    "[1-9][0-9]{16}[0-9Xx]|[1-9][0-9]{14}|(?:\\+?86)?1[3-9][0-9]{9}|[^@\\s]+@[^@\\s]+");

    private Masking() {}

    /** Never null: an absent value is an empty text. */
    public static String shown(Object value, Treatment treatment) {
        if (value == null || treatment == Treatment.WITHHELD) {
            return "";
        }
        String text = RowPage.text(value);
        if (treatment == Treatment.SHOWN && !PERSONAL.matcher(text.strip()).matches()) {
            return cut(text, MOST_SHOWN);
        }
        // the digits of a number, and true or false, say what they are by their count
        return value instanceof String ? cut(form(text), MOST_MASKED) : HIDDEN;
    }

    /** Letters and digits of all scripts give way, signs and blanks stay. */
    private static String form(String text) {
        StringBuilder form = new StringBuilder();
        text.codePoints()
                .limit(MOST_MASKED + 1L)
                .map(c -> c < 128 && !Character.isLetterOrDigit(c) ? c : '*')
                .forEach(form::appendCodePoint);
        return form.toString();
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + CUT;
    }
}
