package org.zhengshu.kernel.control;

import java.util.regex.Pattern;

/** Personal data in a text (个人信息): numbers of citizens, GB 11643-1999, and of mobile telephones. */
final class PersonalData {
    private static final Pattern NUMBERS =
            Pattern.compile(
                    "(?<![0-9A-Za-z])(?:[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])"
                            + "(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]|1[3-9][0-9]{9})"
                            + "(?![0-9A-Za-z])");

    /** Digits in a row that the shortest of these numbers has. */
    private static final int LEAST = 11;

    private PersonalData() {}

    /** The text with an asterisk for each character of such a number. */
    static String masked(String text) {
        if (!hasDigits(text)) {
            return text;
        }
        var found = NUMBERS.matcher(text);
        return found.find() ? found.replaceAll(m -> "*".repeat(m.group().length())) : text;
    }

    /** Most lines have no such number; each call writes some, so that this is looked at first. */
    private static boolean hasDigits(String text) {
        int row = 0;
        for (int i = 0; i < text.length() && row < LEAST; i++) {
            char c = text.charAt(i);
            row = c >= '0' && c <= '9' ? row + 1 : 0;
        }
        return row >= LEAST;
    }
}
