package org.zhengshu.identity.control;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.zhengshu.signature.boundary.HttpSignature;

/**
 * Tries what programs often sign instead (常见签名差异): one component with another value, or other line
 * ends. The signature itself tells which of them it was.
 */
public final class SignedDifferently {
    /** In place of a component: the text is right but for its line ends. */
    public static final String LINE_ENDS = "(line ends)";

    /** In place of a value: other line ends than one line feed between lines. */
    public static final String OTHERS = "CR LF, or one at the end";

    /** In place of a value: the component is covered but not in the signed text. */
    public static final String NOT_SIGNED = "(absent)";

    /** More would only let a caller keep the node busy. */
    private static final int MOST_TRIALS = 64;

    private SignedDifferently() {}

    /** The component that was signed with another value, and that value; empty if none fits. */
    public static Map<String, String> find(
            HttpSignature signature, Map<String, String> seen, Predicate<byte[]> verifies) {
        String base = new String(signature.base(seen), StandardCharsets.UTF_8);
        for (String ends : List.of(base + "\n", base.replace("\n", "\r\n"), base + "\r\n")) {
            if (verifies.test(ends.getBytes(StandardCharsets.UTF_8))) {
                return Map.of(LINE_ENDS, OTHERS);
            }
        }
        int trials = 0;
        for (Map.Entry<String, String> component : seen.entrySet()) {
            for (String other : others(component.getKey(), component.getValue())) {
                Map<String, String> values = new LinkedHashMap<>(seen);
                values.put(component.getKey(), other);
                if (trials++ < MOST_TRIALS && verifies.test(signature.base(values))) {
                    return Map.of(component.getKey(), other);
                }
            }
        }
        return Map.of();
    }

    private static List<String> others(String component, String value) {
        List<String> others =
                switch (component.replace("\"", "")) {
                    case "@method" -> methods(value);
                    case "@authority", "host" -> authorities(value);
                    case "@scheme" -> List.of("http", "https", "HTTPS");
                    case "@path" -> paths(value);
                    case "@query" -> queries(value);
                    case "@target-uri" -> addresses(value);
                    case "@request-target" -> List.of(value.replaceFirst("\\?.*$", ""));
                    case "content-type" -> types(value);
                    case "content-digest" -> digests(value);
                    default -> List.of(value.strip().toLowerCase(Locale.ROOT), "");
                };
        return others.stream().filter(other -> !other.equals(value)).distinct().toList();
    }

    private static List<String> methods(String value) {
        return List.of(value.toLowerCase(Locale.ROOT), "GET", "POST", "PUT", "DELETE");
    }

    private static List<String> authorities(String value) {
        String host = value.replaceFirst(":[0-9]+$", "");
        return List.of(
                host,
                host + ":443",
                host + ":80",
                host + ":8443",
                host + ":8080",
                host.toUpperCase(Locale.ROOT));
    }

    private static List<String> paths(String value) {
        List<String> paths = new ArrayList<>();
        paths.add(value.endsWith("/") ? value.substring(0, value.length() - 1) : value + "/");
        paths.add(value.replaceFirst("^/api/v1", ""));
        paths.add(value.replaceFirst("^/api", ""));
        paths.add("/");
        try {
            paths.add(URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            paths.add(value.toLowerCase(Locale.ROOT));
        }
        return paths;
    }

    private static List<String> queries(String value) {
        return List.of(value.substring(1), "?", "", decoded(value));
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return value;
        }
    }

    private static List<String> addresses(String value) {
        return List.of(
                value.replaceFirst("\\?.*$", ""),
                value.replaceFirst("^https:", "http:"),
                value.replaceFirst("^http:", "https:"),
                value.replaceFirst("^(https?://[^/]*):[0-9]+/", "$1/"));
    }

    /** Libraries like to add the charset after the program has signed. */
    private static List<String> types(String value) {
        String bare = value.replaceFirst("\\s*;.*$", "");
        List<String> types = new ArrayList<>(List.of(bare));
        Arrays.asList("utf-8", "UTF-8")
                .forEach(
                        charset ->
                                types.addAll(
                                        List.of(
                                                bare + "; charset=" + charset,
                                                bare + ";charset=" + charset)));
        return types;
    }

    /** The form of RFC 3230, and the value without its name or its colons. */
    private static List<String> digests(String value) {
        String base64 = value.replaceFirst("^[^=]*=:", "").replaceFirst(":$", "");
        return List.of("SHA-256=" + base64, "sha-256=" + base64, base64, ":" + base64 + ":", "");
    }
}
