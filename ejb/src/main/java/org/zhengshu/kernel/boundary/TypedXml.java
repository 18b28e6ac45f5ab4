package org.zhengshu.kernel.boundary;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/**
 * Writes records and rows as elements of their own names (类型化 XML), straight in Exclusive XML
 * Canonicalization 1.0 form; an empty value of a row is {@code xsi:nil}.
 */
public final class TypedXml {
    private static final String NIL =
            " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"";

    private final StringBuilder out = new StringBuilder(1024);

    private TypedXml() {}

    /** As the Body's child of a SOAP message. */
    public static Message message(String element, String namespace, Object view) {
        return new Message(bytes(element, namespace, view), Message.CANONICAL_XML);
    }

    /** One element in a default namespace, its children the record's components in their order. */
    public static byte[] bytes(String element, String namespace, Object view) {
        TypedXml xml = new TypedXml();
        xml.out.append('<').append(element).append(" xmlns=\"");
        xml.escape(namespace, true);
        xml.out.append("\">");
        xml.content(view);
        xml.out.append("</").append(element).append('>');
        return xml.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Text as it stands between tags. */
    public static String escaped(String text) {
        TypedXml xml = new TypedXml();
        xml.escape(text, false);
        return xml.out.toString();
    }

    private void element(String name, Object value) {
        if (value instanceof Collection<?> list) {
            list.forEach(each -> element(name, each));
        } else if (value != null) {
            out.append('<').append(name).append('>');
            content(value);
            out.append("</").append(name).append('>');
        }
    }

    private void content(Object value) {
        if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                element(component.getName(), read(component, value));
            }
        } else if (value instanceof Map<?, ?> row) {
            row.forEach((name, cell) -> cell(name.toString(), cell));
        } else if (value instanceof BigDecimal number) {
            out.append(number.toPlainString());
        } else {
            escape(value.toString(), false);
        }
    }

    private void cell(String name, Object value) {
        if (value == null) {
            out.append('<').append(name).append(NIL).append("></").append(name).append('>');
        } else {
            element(name, value);
        }
    }

    private static Object read(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void escape(String text, boolean attribute) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '\r' -> out.append("&#xD;");
                case '>' -> out.append(attribute ? ">" : "&gt;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                case '\t' -> out.append(attribute ? "&#x9;" : "\t");
                case '\n' -> out.append(attribute ? "&#xA;" : "\n");
                default -> out.append(c < ' ' || c >= '\uFFFE' ? '\uFFFD' : c);
            }
        }
    }
}
