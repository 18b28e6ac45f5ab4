package org.zhengshu.kernel.soap;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.zhengshu.kernel.boundary.Message;

/**
 * Writes records as elements straight in Exclusive XML Canonicalization 1.0 form (规范 XML), so that
 * the digest of these bytes is the digest of the Body's child in every copy of the message.
 */
final class CanonicalXml {
    private final StringBuilder out = new StringBuilder(512);

    private final List<byte[]> files = new ArrayList<>();

    private CanonicalXml() {}

    /** One element in a default namespace, its children the record's components in their order. */
    CanonicalXml(String element, String namespace, Object view) {
        out.append('<').append(element).append(" xmlns=\"");
        escape(namespace, true);
        out.append("\">");
        if (view instanceof Collection<?> list) {
            list.forEach(value -> element("item", value));
        } else {
            content(view);
        }
        out.append("</").append(element).append('>');
    }

    Message message() {
        return new Message(out.toString().getBytes(StandardCharsets.UTF_8), Message.CANONICAL_XML);
    }

    /** What was written in Base64. */
    List<byte[]> files() {
        return List.copyOf(files);
    }

    /** Text as it stands between tags. */
    static String escaped(String text) {
        CanonicalXml xml = new CanonicalXml();
        xml.escape(text, false);
        return xml.out.toString();
    }

    /** Text as it stands between the quotes of an attribute. */
    static String attribute(String text) {
        CanonicalXml xml = new CanonicalXml();
        xml.escape(text, true);
        return xml.out.toString();
    }

    private void element(String name, Object value) {
        if (value == null) {
            return;
        }
        if (value instanceof Collection<?> list) {
            list.forEach(each -> element(name, each));
            return;
        }
        out.append('<').append(name).append('>');
        content(value);
        out.append("</").append(name).append('>');
    }

    private void content(Object value) {
        if (value instanceof Record) {
            for (RecordComponent component : Components.of(value.getClass())) {
                element(component.getName(), read(component, value));
            }
        } else if (value instanceof Map<?, ?> row) {
            row.forEach(this::cell);
        } else if (value instanceof byte[] bytes) {
            files.add(bytes);
            out.append(Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof BigDecimal number) {
            out.append(number.toPlainString());
        } else {
            escape(value.toString(), false);
        }
    }

    /** A named value of a row; an empty value of the table has {@code nil="true"}. */
    private void cell(Object name, Object value) {
        out.append("<value name=\"");
        escape(name.toString(), true);
        if (value == null) {
            out.append("\" nil=\"true");
        }
        out.append("\">");
        if (value != null) {
            content(value);
        }
        out.append("</value>");
    }

    private static Object read(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void escape(String text, boolean attribute) {
        int plain = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (!isPlain(c)) {
                out.append(text, plain, i);
                escape(c, attribute);
                plain = next;
            }
            i = next;
        }
        out.append(text, plain, text.length());
    }

    /** True for what stands for itself wherever it stands. */
    private static boolean isPlain(int c) {
        return c >= 0x20 && c <= 0xD7FF && c != '&' && c != '<' && c != '>' && c != '"';
    }

    private void escape(int c, boolean attribute) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '\r' -> out.append("&#xD;");
            case '>' -> out.append(attribute ? ">" : "&gt;");
            case '"' -> out.append(attribute ? "&quot;" : "\"");
            case '\t' -> out.append(attribute ? "&#x9;" : "\t");
            case '\n' -> out.append(attribute ? "&#xA;" : "\n");
            default -> out.appendCodePoint(isXml(c) ? c : 0xFFFD);
        }
    }

    /** XML 1.0 production 2. */
    private static boolean isXml(int c) {
        return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}
