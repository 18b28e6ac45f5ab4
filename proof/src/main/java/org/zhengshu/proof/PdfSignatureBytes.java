package org.zhengshu.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the one signature of a PDF stands (签名字节范围), ISO 32000-1, 12.8.1: found in the bytes alone,
 * without any PDF parser, so that nothing of the file is interpreted before it is authentic.
 */
record PdfSignatureBytes(long[] byteRange, byte[] contents, byte[] signed) {
    private static final String PART = "ByteRange";
    private static final String KEY = "/ByteRange";
    private static final String CONTENTS = "/Contents";
    private static final int MAX_CONTENTS = 128 * 1024;
    private static final Pattern RANGE =
            Pattern.compile(
                    "/ByteRange\\s{0,8}\\[\\s{0,8}(\\d{1,9})\\s{1,8}(\\d{1,9})\\s{1,8}(\\d{1,9})"
                            + "\\s{1,8}(\\d{1,9})\\s{0,8}\\]");
    private static final Pattern END =
            Pattern.compile("startxref[\\r\\n]{1,2}(\\d{1,9})[\\r\\n]{1,2}%%EOF[\\r\\n]{0,2}$");

    /** How many signature dictionaries the bytes show. */
    static int count(byte[] pdf) {
        return positions(new String(pdf, StandardCharsets.ISO_8859_1)).size();
    }

    /** Finds the signature and requires that it covers every other byte of the file. */
    static PdfSignatureBytes locate(byte[] pdf) {
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        List<Integer> positions = positions(text);
        if (positions.size() != 1) {
            throw new ProofException(
                    PART, "there are " + positions.size() + " of them, must be one");
        }
        Matcher matcher = RANGE.matcher(text).region(positions.get(0), text.length());
        if (!matcher.lookingAt()) {
            throw new ProofException(PART, "is not an array of four whole numbers");
        }
        long[] range = new long[4];
        for (int i = 0; i < range.length; i++) {
            range[i] = Decimal.parse(PART, matcher.group(i + 1));
        }
        requireWholeFile(range, pdf.length);
        byte[] contents = contents(text, (int) range[1], (int) range[2]);
        requireEnd(text);
        byte[] signed = Arrays.copyOf(pdf, (int) (range[1] + range[3]));
        System.arraycopy(pdf, (int) range[2], signed, (int) range[1], (int) range[3]);
        return new PdfSignatureBytes(range, contents, signed);
    }

    /** The DER part of the contents; what follows it is zero (RFC 5652 in ETSI EN 319 142-1). */
    byte[] cms() {
        int length = derLength(contents);
        for (int i = length; i < contents.length; i++) {
            if (contents[i] != 0) {
                throw new ProofException("Contents", "holds more than a signature");
            }
        }
        return Arrays.copyOf(contents, length);
    }

    private static List<Integer> positions(String text) {
        return Pattern.compile(KEY, Pattern.LITERAL)
                .matcher(text)
                .results()
                .limit(100)
                .map(found -> found.start())
                .toList();
    }

    private static void requireWholeFile(long[] range, int length) {
        long end = range[2] + range[3];
        if (range[0] != 0) {
            throw new ProofException(PART, "does not begin at the first byte of the file");
        }
        if (range[1] >= range[2]) {
            throw new ProofException(PART, "has overlapping parts");
        }
        if (end > length) {
            throw new ProofException(PART, "reaches beyond the end of the file");
        }
        if (end < length) {
            throw new ProofException(
                    PART,
                    (length - end)
                            + " bytes follow the signed ones: incremental update after signing");
        }
    }

    /** What is not signed must be the hexadecimal string of the signature and nothing else. */
    private static byte[] contents(String text, int from, int to) {
        if (text.charAt(from) != '<' || text.charAt(to - 1) != '>') {
            throw new ProofException(PART, "its gap is not exactly the string of /Contents");
        }
        if (!text.substring(Math.max(0, from - 32), from).stripTrailing().endsWith(CONTENTS)) {
            throw new ProofException(PART, "its gap does not follow the key /Contents");
        }
        String hex = text.substring(from + 1, to - 1);
        if (hex.length() > 2 * MAX_CONTENTS) {
            throw new ProofException("Contents", "is larger than " + MAX_CONTENTS + " bytes");
        }
        if (!hex.matches("[0-9A-F]*|[0-9a-f]*")) {
            throw new ProofException("Contents", "is not a hexadecimal string of one case");
        }
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw new ProofException("Contents", "is not a hexadecimal string", e);
        }
    }

    private static void requireEnd(String text) {
        Matcher end = END.matcher(text).region(Math.max(0, text.length() - 64), text.length());
        if (!end.find() || Integer.parseInt(end.group(1)) >= text.length()) {
            throw new ProofException("end", "the file does not end with startxref and %%EOF");
        }
    }

    private static int derLength(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != 0x30) {
            throw new ProofException("Contents", "is not a CMS structure in DER");
        }
        int first = bytes[1] & 0xFF;
        int octets = first < 0x80 ? 0 : first & 0x7F;
        if (first == 0x80 || octets > 3 || bytes.length < 2 + octets) {
            throw new ProofException("Contents", "is not in DER");
        }
        int length = octets == 0 ? first : 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | bytes[2 + i] & 0xFF;
        }
        if (2 + octets + length > bytes.length) {
            throw new ProofException("Contents", "is cut short");
        }
        return 2 + octets + length;
    }
}
