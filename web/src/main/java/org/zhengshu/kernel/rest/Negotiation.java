package org.zhengshu.kernel.rest;

import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.zhengshu.kernel.boundary.Form;

/**
 * What a caller wishes of an answer (内容协商), RFC 9110 section 12.
 *
 * @param form of a table; empty when none of the forms is acceptable
 * @param json whether he takes what is written as JSON alone
 * @param known entity tags that the caller has, from If-None-Match
 */
record Negotiation(
        Optional<Form> form, boolean json, boolean gzip, boolean get, List<String> known) {
    private static final Map<Form, MediaType> TYPES =
            Map.of(
                    Form.JSON,
                    MediaType.APPLICATION_JSON_TYPE,
                    Form.XML,
                    MediaType.APPLICATION_XML_TYPE,
                    Form.CSV,
                    new MediaType("text", "csv"),
                    Form.NDJSON,
                    new MediaType("application", "x-ndjson"));

    /** The first form that the best liked type covers; {@code acceptable} has the best first. */
    static Optional<Form> form(List<MediaType> acceptable) {
        return acceptable.stream()
                .filter(type -> quality(type.getParameters().get("q")) > 0)
                .flatMap(type -> Arrays.stream(Form.values()).filter(f -> covers(type, f)))
                .filter(form -> acceptable.stream().noneMatch(type -> isRefused(type, form)))
                .findFirst();
    }

    /** Whether a type covers JSON and none refuses it. */
    static boolean json(List<MediaType> acceptable) {
        boolean covered = false;
        for (MediaType type : acceptable) {
            if (isRefused(type, Form.JSON)) {
                return false;
            }
            covered |= covers(type, Form.JSON) && quality(type.getParameters().get("q")) > 0;
        }
        return covered;
    }

    private static boolean covers(MediaType type, Form form) {
        return type.isCompatible(TYPES.get(form));
    }

    private static boolean isRefused(MediaType type, Form form) {
        return !type.isWildcardType()
                && !type.isWildcardSubtype()
                && covers(type, form)
                && quality(type.getParameters().get("q")) == 0;
    }

    /** Whether gzip may be used, RFC 9110 section 12.5.3. */
    static boolean gzip(String acceptEncoding) {
        boolean any = false;
        for (String part : (acceptEncoding == null ? "" : acceptEncoding).split(",")) {
            String[] words = part.toLowerCase(Locale.ROOT).replace(" ", "").split(";q=");
            boolean wanted = words.length < 2 || quality(words[1]) > 0;
            if (words[0].equals("gzip")) {
                return wanted;
            }
            any |= words[0].equals("*") && wanted;
        }
        return any;
    }

    static List<String> tags(String ifNoneMatch) {
        return ifNoneMatch == null
                ? List.of()
                : Arrays.stream(ifNoneMatch.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .toList();
    }

    private static double quality(String text) {
        try {
            return text == null ? 1 : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
