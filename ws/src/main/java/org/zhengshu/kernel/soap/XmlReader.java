package org.zhengshu.kernel.soap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.w3c.dom.CharacterData;
import org.w3c.dom.Comment;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;

/** Reads a wrapper element into the same record that JSON is read into (XML 读取): equally strict. */
final class XmlReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private XmlReader() {}

    static <I> I read(Element wrapper, Class<I> type) {
        JsonNode tree = record(wrapper, type, wrapper.getLocalName());
        try {
            return Json.MAPPER.treeToValue(tree, type);
        } catch (JsonMappingException e) {
            for (Throwable t = e; t != null; t = t.getCause()) {
                if (t instanceof Problem problem) {
                    throw problem;
                }
            }
            String place =
                    e.getPath().stream()
                            .map(
                                    r ->
                                            r.getFieldName() == null
                                                    ? "[" + r.getIndex() + "]"
                                                    : "/" + r.getFieldName())
                            .collect(Collectors.joining());
            throw malformed(
                    wrapper.getLocalName() + place,
                    "类型或取值不正确",
                    "wrong type or not an allowed value");
        } catch (JsonProcessingException e) {
            throw malformed(wrapper.getLocalName(), "内容无法读取", "cannot be read");
        }
    }

    private static JsonNode record(Element element, Class<?> type, String path) {
        Map<String, RecordComponent> components =
                Components.of(type).stream()
                        .collect(Collectors.toMap(RecordComponent::getName, Function.identity()));
        refuseAttributes(element, path);
        ObjectNode node = NODES.objectNode();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element part) {
                String name = part.getLocalName();
                RecordComponent component = components.get(name);
                if (component == null
                        || !element.getNamespaceURI().equals(part.getNamespaceURI())) {
                    throw malformed(
                            path + "/" + Envelope.shown(part.getNodeName()),
                            "不认识的元素",
                            "unknown element");
                }
                add(node, name, part, component.getGenericType(), path + "/" + name);
            } else if (child instanceof CharacterData text
                    && !(child instanceof Comment)
                    && !text.getData().isBlank()) {
                throw malformed(path, "此处不应有文本", "text is not expected here");
            }
        }
        return node;
    }

    private static void add(ObjectNode node, String name, Element part, Type type, String path) {
        if (type instanceof ParameterizedType list
                && Collection.class.isAssignableFrom((Class<?>) list.getRawType())) {
            ArrayNode array = node.withArray("/" + name);
            array.add(value(part, (Class<?>) list.getActualTypeArguments()[0], path));
        } else if (node.has(name)) {
            throw malformed(path, "元素重复", "the element is repeated");
        } else {
            node.set(name, value(part, (Class<?>) type, path));
        }
    }

    private static JsonNode value(Element part, Class<?> type, String path) {
        if (type.isRecord()) {
            return record(part, type, path);
        }
        refuseAttributes(part, path);
        for (Node child = part.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element) {
                throw malformed(path, "此处应为文本", "text is expected here");
            }
        }
        String text = part.getTextContent();
        if (type == String.class || type.isEnum()) {
            return NODES.textNode(text);
        }
        String trimmed = text.strip();
        if (type == boolean.class || type == Boolean.class) {
            if (!List.of("true", "false", "1", "0").contains(trimmed)) {
                throw malformed(path, "应为 true 或 false", "must be true or false");
            }
            return NODES.booleanNode("true".equals(trimmed) || "1".equals(trimmed));
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return number(trimmed, path);
        }
        return NODES.textNode(trimmed);
    }

    /** The contract has no attributes; those of other namespaces are the toolkit's own. */
    private static void refuseAttributes(Element element, String path) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            if (attributes.item(i).getNamespaceURI() == null) {
                throw malformed(
                        path + "/@" + Envelope.shown(attributes.item(i).getNodeName()),
                        "不认识的属性",
                        "unknown attribute");
            }
        }
    }

    private static JsonNode number(String text, String path) {
        try {
            if (text.length() > 40) {
                throw new NumberFormatException();
            }
            BigDecimal number = new BigDecimal(text);
            return number.scale() <= 0 && number.precision() < 19
                    ? NODES.numberNode(number.longValueExact())
                    : NODES.numberNode(number);
        } catch (ArithmeticException | NumberFormatException e) {
            throw malformed(path, "应为数字", "must be a number");
        }
    }

    static Problem malformed(String place, String zh, String en) {
        return new Problem(
                ProblemType.MALFORMED,
                new Text(
                        "XML 报文无法读取，位置 " + place + "：" + zh,
                        "the XML cannot be read at " + place + ": " + en),
                List.of(new Violation(place, "Xml", "", new Text(zh, en))),
                null);
    }
}
