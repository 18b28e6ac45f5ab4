package org.zhengshu.elicence.entity;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The identifier of an electronic licence (证照标识), GB/T 36904: root, type code, issuer, serial,
 * version and an ISO 7064 MOD 37,36 check character over the four parts without the root.
 */
public record LicenceIdentifier(
        String type, String issuer, String serial, String version, char check) {

    /** The arc under which all licence identifiers stand (根码). */
    public static final String ROOT = "1.2.156.3005.2";

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int MODULUS = ALPHABET.length();
    private static final int LONGEST = 200;
    private static final Pattern TYPE = Pattern.compile("[0-9A-Z]{21}");
    private static final Pattern ISSUER = Pattern.compile("[0-9A-Z]{1,18}");
    private static final Pattern SERIAL = Pattern.compile("[0-9A-Z]{1,64}");
    private static final Pattern VERSION = Pattern.compile("(?!000)[0-9]{3}");
    private static final int ISSUER_LENGTH = 18;

    /** Refuses parts that GB/T 36904 does not allow and a check character that does not fit. */
    public LicenceIdentifier {
        require(TYPE, type, "type code (证照类型代码)", "21 characters of 0-9A-Z");
        require(ISSUER, issuer, "issuer code (证照颁发机构代码)", "1 to 18 characters of 0-9A-Z");
        require(SERIAL, serial, "serial (流水号)", "1 to 64 characters of 0-9A-Z");
        require(VERSION, version, "version (版本号)", "three digits from 001 on");
        char expected = checkCharacter(type + issuer + serial + version);
        if (check != expected) {
            throw new IllegalArgumentException(
                    "licence identifier: check character (校验位) is %s, must be %s"
                            .formatted(check, expected));
        }
    }

    /** A new identifier; an issuing body is always named by its whole USCC (统一社会信用代码). */
    public static LicenceIdentifier of(String type, String issuer, String serial, int version) {
        String typeCode = upperCase(type);
        String issuerCode = upperCase(issuer);
        String serialCode = upperCase(serial);
        if (issuerCode.length() != ISSUER_LENGTH) {
            throw new IllegalArgumentException(
                    "licence identifier: issuer code (证照颁发机构代码) must be a USCC of 18 characters");
        }
        String versionCode = String.format(Locale.ROOT, "%03d", version);
        return new LicenceIdentifier(
                typeCode,
                issuerCode,
                serialCode,
                versionCode,
                checkCharacter(typeCode + issuerCode + serialCode + versionCode));
    }

    /** Reads the dotted form, lower case too, and checks the check character (校验位). */
    public static LicenceIdentifier parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("licence identifier: longer than " + LONGEST);
        }
        String dotted = upperCase(text.strip());
        if (!dotted.startsWith(ROOT + ".")) {
            throw new IllegalArgumentException("licence identifier: does not begin with " + ROOT);
        }
        String[] parts = dotted.substring(ROOT.length() + 1).split("\\.", -1);
        if (parts.length != 5 || parts[4].length() != 1) {
            throw new IllegalArgumentException(
                    "licence identifier: five parts must follow the root, the last one character");
        }
        return new LicenceIdentifier(parts[0], parts[1], parts[2], parts[3], parts[4].charAt(0));
    }

    /** The identifier of the next issue of the same licence (版本号 + 1). */
    public LicenceIdentifier nextVersion() {
        return of(type, issuer, serial, Integer.parseInt(version) + 1);
    }

    @Override
    public String toString() {
        return String.join(".", ROOT, type, issuer, serial, version, String.valueOf(check));
    }

    /** ISO 7064 hybrid system MOD 37,36. */
    private static char checkCharacter(String text) {
        int product = MODULUS;
        for (int i = 0; i < text.length(); i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                throw new IllegalArgumentException(
                        "licence identifier: character outside 0-9A-Z at position " + (i + 1));
            }
            int sum = (product + value) % MODULUS;
            product = (sum == 0 ? MODULUS : sum) * 2 % (MODULUS + 1);
        }
        return ALPHABET.charAt((MODULUS + 1 - product) % MODULUS);
    }

    /** Only a-z changes: {@link String#toUpperCase} would turn other letters into ASCII ones. */
    private static String upperCase(String text) {
        StringBuilder upper = new StringBuilder(text);
        for (int i = 0; i < upper.length(); i++) {
            char letter = upper.charAt(i);
            if (letter >= 'a' && letter <= 'z') {
                upper.setCharAt(i, (char) (letter - 'a' + 'A'));
            }
        }
        return upper.toString();
    }

    private static void require(Pattern pattern, String value, String part, String rule) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException("licence identifier: " + part + " needs " + rule);
        }
    }
}
