package org.zhengshu.kernel.boundary;

import java.util.Locale;
import java.util.regex.Pattern;

/** The code of an organisation (统一社会信用代码), GB 32100-2015. */
public record SocialCreditCode(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int WEIGHT_BASE = 3;
    private static final Pattern BODY =
            Pattern.compile("[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{9}");

    /** Accepts the normalised code only; outside text goes through {@link #parse}. */
    public SocialCreditCode {
        if (!isValid(value)) {
            throw refused(value);
        }
    }

    /** Reads outside text: surrounding blanks and lower-case letters are normalised. */
    public static SocialCreditCode parse(String text) {
        return new SocialCreditCode(text == null ? null : text.strip().toUpperCase(Locale.ROOT));
    }

    /** Completes the first 17 characters with their check character (校验码). */
    public static SocialCreditCode of(String first17) {
        if (first17 == null || !BODY.matcher(first17).matches()) {
            throw refused(first17);
        }
        return new SocialCreditCode(first17 + check(first17));
    }

    /** Whether the text is a normalised code with the right check character. */
    public static boolean isValid(String text) {
        if (text == null || text.length() != 18) {
            return false;
        }
        String body = text.substring(0, 17);
        return BODY.matcher(body).matches() && check(body) == text.charAt(17);
    }

    /** The division of the registration authority (登记管理机关行政区划码), GB/T 2260. */
    public String division() {
        return value.substring(2, 8);
    }

    @Override
    public String toString() {
        return value;
    }

    private static char check(String body) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < body.length(); i++) {
            sum += ALPHABET.indexOf(body.charAt(i)) * weight;
            weight = weight * WEIGHT_BASE % ALPHABET.length();
        }
        int rest = sum % ALPHABET.length();
        return ALPHABET.charAt((ALPHABET.length() - rest) % ALPHABET.length());
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "统一社会信用代码无效（GB 32100-2015）: " + text + " / not a valid unified social credit code");
    }
}
