package org.zhengshu.kernel.boundary;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person's number (公民身份号码), GB 11643-1999; printed masked, because it is personal information
 * (个人信息保护法).
 */
public record CitizenId(String value) {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final Pattern BODY = Pattern.compile("[0-9]{17}");

    /** Accepts the normalised number only; outside text goes through {@link #parse}. */
    public CitizenId {
        if (!isValid(value)) {
            throw refused();
        }
    }

    /** Reads outside text: surrounding blanks and a lower-case x are normalised. */
    public static CitizenId parse(String text) {
        return new CitizenId(text == null ? null : text.strip().toUpperCase(Locale.ROOT));
    }

    /** Completes the first 17 digits with their check character (校验码). */
    public static CitizenId of(String first17) {
        if (first17 == null || !BODY.matcher(first17).matches()) {
            throw refused();
        }
        return new CitizenId(first17 + check(first17));
    }

    /** Whether the text is a normalised number with the right check character. */
    public static boolean isValid(String text) {
        if (text == null || text.length() != 18) {
            return false;
        }
        String body = text.substring(0, 17);
        return BODY.matcher(body).matches() && check(body) == text.charAt(17);
    }

    /** The division of first registration (地址码), GB/T 2260. */
    public String division() {
        return value.substring(0, 6);
    }

    /** The date of birth (出生日期码), empty where the digits are no date of the calendar. */
    public Optional<LocalDate> birthDate() {
        try {
            return Optional.of(
                    LocalDate.of(
                            Integer.parseInt(value.substring(6, 10)),
                            Integer.parseInt(value.substring(10, 12)),
                            Integer.parseInt(value.substring(12, 14))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The number with its date of birth hidden (脱敏). */
    public String masked() {
        return value.substring(0, 6) + "********" + value.substring(14);
    }

    @Override
    public String toString() {
        return masked();
    }

    private static char check(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += (body.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % CHECKS.length());
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException(
                "公民身份号码无效（GB 11643-1999） / not a valid citizen identity number");
    }
}
