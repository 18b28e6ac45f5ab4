package org.zhengshu.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * An answer as sorted lines "name[n]/name[n] = value", the same for JSON and XML: a list is a name
 * that comes more than once, a named value of a row has its own name, an empty value is nil.
 */
final class DoorsTree {
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String NIL = "#nil";
    private static final String DAY = "\\d{4}-\\d\\d-\\d\\d";
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final List<String> lines = new ArrayList<>();

    private DoorsTree() {}

    /** Lines of JSON; the entries of the list that the answer itself is get the name of SOAP. */
    static List<String> ofJson(byte[] json, String list) {
        JsonNode root = DoorsJson.read(json);
        DoorsTree tree = new DoorsTree();
        if (root.isArray()) {
            tree.member("", list, root);
        } else {
            root.fields()
                    .forEachRemaining(
                            m ->
                                    tree.member(
                                            "",
                                            m.getKey().equals("items") ? list : m.getKey(),
                                            m.getValue()));
        }
        return tree.sorted();
    }

    static List<String> ofJson(JsonNode object) {
        DoorsTree tree = new DoorsTree();
        object.fields().forEachRemaining(m -> tree.member("", m.getKey(), m.getValue()));
        return tree.sorted();
    }

    /** Lines of the children of the element that the canonical bytes hold. */
    static List<String> ofXml(byte[] canonical) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Element root =
                    factory.newDocumentBuilder()
                            .parse(new ByteArrayInputStream(canonical))
                            .getDocumentElement();
            DoorsTree tree = new DoorsTree();
            tree.children("", root);
            return tree.sorted();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines with what is each call's own made equal. */
    static List<String> masked(
            List<String> lines, Map<String, String> variables, Set<String> differs) {
        List<Map.Entry<String, String>> known =
                variables.entrySet().stream()
                        .filter(e -> !e.getValue().matches(DAY))
                        .sorted(
                                Comparator.comparing(
                                        (Map.Entry<String, String> e) -> -e.getValue().length()))
                        .toList();
        List<String> result = new ArrayList<>();
        for (String line : lines) {
            String masked = line;
            for (Map.Entry<String, String> variable : known) {
                masked = masked.replace(variable.getValue(), "#" + variable.getKey());
            }
            String name = masked.replaceAll("(?s) = .*", "").replaceAll(".*/", "");
            boolean own = differs.contains(name.replaceAll("\\[\\d+]$", ""));
            result.add(own ? masked.replaceAll("(?s) = .*", " = #own") : masked);
        }
        return result;
    }

    /** Makes identifiers and times equal that two calls on two things cannot share. */
    static List<String> withoutIdentity(List<String> lines) {
        return lines.stream()
                .map(l -> l.replaceAll(UUID, "#uuid"))
                .map(l -> l.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "#time"))
                .map(l -> l.replaceAll("\\b(\\d{3,})/\\d{6}\\b", "$1/#number"))
                .toList();
    }

    private List<String> sorted() {
        return lines.stream().sorted().toList();
    }

    private void member(String path, String name, JsonNode value) {
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                value(path + name + "[" + i + "]", value.get(i));
            }
        } else {
            value(path + name + "[0]", value);
        }
    }

    private void value(String path, JsonNode value) {
        if (value.isObject() && !value.isEmpty()) {
            value.fields().forEachRemaining(m -> member(path + "/", m.getKey(), m.getValue()));
        } else if (value.isNull()) {
            lines.add(path + " = " + NIL);
        } else {
            lines.add(
                    path
                            + " = "
                            + (value.isBigDecimal()
                                    ? value.decimalValue().toPlainString()
                                    : value.asText()));
        }
    }

    private void children(String path, Element parent) {
        Map<String, Integer> seen = new HashMap<>();
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element child) {
                String name =
                        child.hasAttribute("name")
                                ? child.getAttribute("name")
                                : child.getLocalName();
                int index = seen.merge(name, 1, Integer::sum) - 1;
                element(path + name + "[" + index + "]", child);
            }
        }
    }

    private void element(String path, Element element) {
        if ("true".equals(element.getAttribute("nil"))
                || "true".equals(element.getAttributeNS(XSI, "nil"))) {
            lines.add(path + " = " + NIL);
        } else if (element.getElementsByTagName("*").getLength() > 0) {
            children(path + "/", element);
        } else {
            lines.add(path + " = " + element.getTextContent());
        }
    }
}
