package org.zhengshu.proof;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Measures what the streams of a PDF inflate to (解压炸弹防护) before a parser unpacks any of them, since
 * parsers unpack object and cross-reference streams into memory at once.
 */
final class PdfStreams {
    private static final String PART = "streams";
    private static final int MAX_STREAMS = 20_000;
    private static final long MAX_ONE = 32L << 20;
    private static final long MAX_ALL = 64L << 20;
    private static final Pattern FILTER =
            Pattern.compile("/Filter(?![0-9A-Za-z])\\s*(\\[[^\\]]{0,200}\\]|\\S{0,40})");
    private static final Pattern NAME = Pattern.compile("/([^\\s/<>\\[\\](){}%]{1,127})");
    private static final Pattern ESCAPE = Pattern.compile("#([0-9A-Fa-f]{2})");
    private static final Set<String> ALLOWED =
            Set.of(
                    "FlateDecode",
                    "Fl",
                    "DCTDecode",
                    "DCT",
                    "JPXDecode",
                    "CCITTFaxDecode",
                    "CCF",
                    // not a stream's filter but a signature's handler, under the same key
                    "Adobe.PPKLite");

    private final byte[] pdf;
    private final String text;
    private long total;

    private PdfStreams(byte[] pdf) {
        this.pdf = pdf;
        this.text = new String(pdf, StandardCharsets.ISO_8859_1);
    }

    /** Refuses filters other than one plain one for a stream, and too much inflated data. */
    static void requireBounded(byte[] pdf) {
        new PdfStreams(pdf).scan();
    }

    private void scan() {
        requireKnownFilters();
        requireNoDisguise();
        int count = 0;
        for (int at = text.indexOf("stream"); at >= 0; at = text.indexOf("stream", at + 6)) {
            if (at >= 3 && text.startsWith("end", at - 3)) {
                continue;
            }
            if (++count > MAX_STREAMS) {
                throw new ProofException(PART, "there are more than " + MAX_STREAMS);
            }
            inflate(at + "stream".length());
        }
    }

    /** Wherever the key stands: one filter, named in place, of those that need no chain. */
    private void requireKnownFilters() {
        Matcher filter = FILTER.matcher(text);
        while (filter.find()) {
            String value = filter.group(1);
            Matcher names = NAME.matcher(value);
            boolean known = value.replaceAll("\\s", "").equals("[]");
            if (names.find()) {
                known = ALLOWED.contains(names.group(1)) && !names.find();
            }
            if (!known) {
                throw new ProofException(PART, "filter " + printable(value) + " is not allowed");
            }
        }
    }

    /** An escaped spelling of the key or of a filter serves only to be overlooked. */
    private void requireNoDisguise() {
        Matcher names = NAME.matcher(text);
        while (names.find()) {
            String name = names.group(1);
            if (name.indexOf('#') >= 0) {
                String plain = unescape(name);
                if (plain.equals("Filter") || plain.endsWith("Decode") || ALLOWED.contains(plain)) {
                    throw new ProofException(PART, "the name " + plain + " is disguised");
                }
            }
        }
    }

    private static String unescape(String name) {
        return ESCAPE.matcher(name)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        String.valueOf(
                                                (char) HexFormat.fromHexDigits(found.group(1)))));
    }

    private void inflate(int from) {
        int start = from;
        while (start < pdf.length && pdf[start] == ' ') {
            start++;
        }
        if (start < pdf.length && pdf[start] == '\r') {
            start++;
        }
        if (start < pdf.length && pdf[start] == '\n') {
            start++;
        }
        // like the parser: whatever the two header bytes say, the rest is deflated data
        start = Math.min(start + 2, pdf.length);
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(pdf, start, pdf.length - start);
            byte[] buffer = new byte[64 * 1024];
            long one = 0;
            for (int read = inflater.inflate(buffer); read > 0; read = inflater.inflate(buffer)) {
                one += read;
                total += read;
                if (one > MAX_ONE || total > MAX_ALL) {
                    throw new ProofException(PART, "inflate to more than the limit");
                }
            }
        } catch (DataFormatException e) {
            return; // what came before the damage has been counted
        } finally {
            inflater.end();
        }
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
