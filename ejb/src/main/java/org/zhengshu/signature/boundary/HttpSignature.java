package org.zhengshu.signature.boundary;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.Dictionary;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;

/** The one signature of a message (HTTP 报文签名), RFC 9421: what it covers and what was signed. */
public final class HttpSignature {
    private static final Set<String> REQUEST_PARTS =
            Set.of(
                    "@method",
                    "@target-uri",
                    "@authority",
                    "@scheme",
                    "@request-target",
                    "@path",
                    "@query",
                    "@query-param");
    private static final int MOST_COMPONENTS = 32;

    private final InnerList input;
    private final byte[] signature;
    private final String label;

    private HttpSignature(String label, InnerList input, byte[] signature) {
        this.label = label;
        this.input = input;
        this.signature = signature;
    }

    /** Reads both headers, which must hold one signature under one label. */
    public static HttpSignature parse(List<String> inputs, List<String> signatures) {
        try {
            Map<String, ListElement<?>> input = entries(inputs);
            Map<String, ListElement<?>> signature = entries(signatures);
            if (input.size() != 1 || !input.keySet().equals(signature.keySet())) {
                throw refused(
                        "Signature-Input 与 Signature 须各有且仅有一个同名签名",
                        "Signature-Input and Signature hold one signature under one label");
            }
            String label = input.keySet().iterator().next();
            if (!(input.get(label) instanceof InnerList covered)
                    || !(signature.get(label) instanceof ByteSequenceItem bytes)) {
                throw malformed();
            }
            HttpSignature read = new HttpSignature(label, covered, bytes(bytes.get()));
            read.check();
            return read;
        } catch (ParseException e) {
            throw malformed();
        }
    }

    /** What is signed of an answer, its parameters already written. */
    public static HttpSignature of(String label, String innerList) {
        return new HttpSignature(label, Parser.parseInnerList(innerList), new byte[0]);
    }

    private static Map<String, ListElement<?>> entries(List<String> lines) {
        Dictionary dictionary = new Parser(lines).parseDictionary();
        return dictionary.get();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private void check() {
        Set<String> once = new HashSet<>();
        if (input.get().size() > MOST_COMPONENTS) {
            throw refused("签名覆盖的内容过多", "the signature covers too many components");
        }
        for (Item<?> component : input.get()) {
            if (!(component.get() instanceof String)) {
                throw malformed();
            }
            if (!once.add(component.serialize())) {
                throw refused("签名重复覆盖 " + component.get(), "covered twice: " + component.get());
            }
        }
    }

    public String label() {
        return label;
    }

    public byte[] signature() {
        return signature.clone();
    }

    /** The names of what is covered; a parameter of a query covers no whole query. */
    public Set<String> covered() {
        return input.get().stream().map(i -> (String) i.get()).collect(Collectors.toSet());
    }

    /** A parameter that is text, such as {@code keyid} and {@code nonce}. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(input.getParams().get(name))
                .map(i -> i instanceof StringItem text ? text.get() : "");
    }

    /** A parameter that is a time in seconds, such as {@code created}. */
    public Optional<Long> seconds(String name) {
        return Optional.ofNullable(input.getParams().get(name))
                .map(i -> i.get() instanceof Long number ? number : Long.valueOf(Long.MIN_VALUE));
    }

    /** The value of Signature-Input for one that was made here. */
    public String inputHeader() {
        return label + "=" + input.serialize();
    }

    /** The bytes that are signed, RFC 9421 section 2.5. */
    public byte[] base(HttpMessage message) {
        return base(values(message));
    }

    /** The same with these values of the components. */
    public byte[] base(Map<String, String> values) {
        StringBuilder base = new StringBuilder();
        values.forEach((name, value) -> base.append(name).append(": ").append(value).append('\n'));
        base.append("\"@signature-params\": ").append(input.serialize());
        return base.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What each covered component has as its value, in their order, as it stands in the base. */
    public Map<String, String> values(HttpMessage message) {
        Map<String, String> values = new LinkedHashMap<>();
        input.get().forEach(c -> values.put(c.serialize(), value(c, message)));
        return values;
    }

    private static String value(Item<?> component, HttpMessage message) {
        String name = (String) component.get();
        boolean ofQuery = name.equals("@query-param");
        if (ofQuery != component.getParams().containsKey("name")
                || component.getParams().size() > (ofQuery ? 1 : 0)) {
            throw refused(
                    "不支持的签名内容 " + component.serialize(),
                    "cannot be covered: " + component.serialize());
        }
        if (message.status() == 0 && REQUEST_PARTS.contains(name)) {
            return part(component, name, message);
        }
        if (message.status() != 0 && name.equals("@status")) {
            return Integer.toString(message.status());
        }
        return field(name, message);
    }

    private static String part(Item<?> component, String name, HttpMessage message) {
        String query = message.query() == null ? "" : "?" + message.query();
        return switch (name) {
            case "@method" -> message.method();
            case "@authority" -> message.authority();
            case "@scheme" -> message.scheme();
            case "@path" -> message.path();
            case "@query" -> query.isEmpty() ? "?" : query;
            case "@request-target" -> message.path() + query;
            case "@target-uri" ->
                    message.scheme() + "://" + message.authority() + message.path() + query;
            default ->
                    parameter(
                            String.valueOf(component.getParams().get("name").get()),
                            message.query());
        };
    }

    /** A parameter that is there once, decoded and encoded again, RFC 9421 section 2.2.8. */
    private static String parameter(String name, String query) {
        List<String> values = new ArrayList<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] both = pair.split("=", 2);
            if (encoded(both[0]).equals(name)) {
                values.add(both.length < 2 ? "" : encoded(both[1]));
            }
        }
        if (values.size() != 1) {
            throw refused("地址参数 " + name + " 须恰有一个", "one query parameter " + name + " is needed");
        }
        return values.get(0);
    }

    private static String encoded(String raw) {
        try {
            return URLEncoder.encode(
                            URLDecoder.decode(raw, StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                    .replace("+", "%20");
        } catch (IllegalArgumentException e) {
            throw refused("地址参数编码不正确", "the query is not encoded right");
        }
    }

    private static String field(String name, HttpMessage message) {
        boolean plain = !name.startsWith("@") && name.equals(name.toLowerCase(Locale.ROOT));
        List<String> lines = plain ? message.fields().apply(name) : List.of();
        if (lines.isEmpty()) {
            throw refused("签名覆盖了不存在的 " + name, "covered, but not there: " + name);
        }
        return lines.stream()
                .map(line -> line.strip().replaceAll("\\s*\\r?\\n\\s*", " "))
                .collect(Collectors.joining(", "));
    }

    private static Problem malformed() {
        return refused(
                "Signature-Input 或 Signature 格式不正确", "Signature-Input or Signature is malformed");
    }

    /** A refusal that names the two headers. */
    public static Problem refused(String zh, String en) {
        return ProblemType.SIGNATURE_INVALID
                .because(zh, en)
                .at(
                        Arrays.asList(
                                new Violation(
                                        "header Signature",
                                        "HttpSignature",
                                        "",
                                        new Text(zh, en))));
    }
}
