package org.zhengshu.elicence.entity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What names a licence in its QR code (证照二维码): its identifier and, after a slash, a random number
 * that nobody can guess, both in the capitals that a QR code packs closely.
 *
 * @param random absent where only the identifier was read
 */
public record LicenceCode(LicenceIdentifier identifier, Optional<UUID> random) {
    private static final Pattern IDENTIFIER =
            Pattern.compile(
                    Pattern.quote(LicenceIdentifier.ROOT) + "(?:\\.[0-9A-Z]+){5}(?![.0-9A-Z])",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern RANDOM =
            Pattern.compile("/([0-9A-F]{32})(?![0-9A-Z])", Pattern.CASE_INSENSITIVE);

    /**
     * Reads what a scanner typed or a person pasted: the code alone or inside of other words, in
     * small letters or in the wide signs of a Chinese keyboard, with blanks around or in it.
     *
     * @throws IllegalArgumentException if the identifier in it is not whole or its check character
     *     wrong
     */
    public static Optional<LicenceCode> find(String scanned) {
        String text = plain(scanned);
        Matcher identifier = IDENTIFIER.matcher(text);
        if (!identifier.find()) {
            if (text.contains(LicenceIdentifier.ROOT)) {
                throw new IllegalArgumentException("licence identifier: not whole");
            }
            return Optional.empty();
        }
        LicenceIdentifier read = LicenceIdentifier.parse(identifier.group());
        Matcher random = RANDOM.matcher(text).region(identifier.end(), text.length());
        return Optional.of(
                new LicenceCode(
                        read,
                        random.lookingAt()
                                ? Optional.of(uuid(random.group(1)))
                                : Optional.empty()));
    }

    @Override
    public String toString() {
        return identifier
                + random.map(r -> "/" + r.toString().replace("-", "").toUpperCase(Locale.ROOT))
                        .orElse("");
    }

    private static String plain(String scanned) {
        String text = tidy(scanned);
        if (text.contains("%")) {
            try {
                text = URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                // no address after all
                return "";
            }
        }
        return tidy(text);
    }

    /** Without blanks and signs that nobody sees, in the narrow signs of a scanner. */
    static String tidy(String scanned) {
        return Normalizer.normalize(scanned, Normalizer.Form.NFKC)
                .replace('。', '.')
                .replaceAll("[\\s\\p{Cntrl}\\p{Cf}]", "");
    }

    private static UUID uuid(String hex) {
        return new UUID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16),
                Long.parseUnsignedLong(hex.substring(16), 16));
    }
}
