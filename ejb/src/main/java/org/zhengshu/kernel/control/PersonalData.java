package org.zhengshu.kernel.control;

import java.util.regex.Pattern;

/** Personal data in a text (个人信息): numbers of citizens, GB 11643-1999, and of mobile telephones. */
final class PersonalData {
    private static final Pattern NUMBERS =
            Pattern.compile(
                    "(?<![0-9A-Za-z])(?:[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])"
                            + "(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]|1[3-9][0-9]{9})"
                            + "(?![0-9A-Za-z])");

    private PersonalData() {}

    /** The text with an asterisk for each character of such a number. */
    static String masked(String text) {
        var found = NUMBERS.matcher(text);
        return found.find() ? found.replaceAll(m -> "*".repeat(m.group().length())) : text;
    }
}
