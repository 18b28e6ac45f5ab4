package org.zhengshu.kernel.soap;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.zhengshu.kernel.boundary.Deprecation;
import org.zhengshu.proof.SoapMessage;

/** A block in the Header of an answer (报文头块). */
record HeaderBlock(
        String prefix,
        String namespace,
        String name,
        SortedMap<String, String> attributes,
        String text) {
    private static final String CONTRACT_NAMESPACE = "urn:zhengshu:contract:1";

    HeaderBlock {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    static HeaderBlock of(String prefix, String namespace, String name, String text) {
        return new HeaderBlock(prefix, namespace, name, new TreeMap<>(), text);
    }

    /** The block that carries a receipt; none without one. */
    static List<HeaderBlock> receipt(String receipt) {
        return receipt.isEmpty()
                ? List.of()
                : List.of(of("r", SoapMessage.RECEIPT_NAMESPACE, "Receipt", receipt));
    }

    /** The block that says that the called contract is an old one. */
    static HeaderBlock deprecation(Deprecation old) {
        Map<String, String> attributes =
                Map.of(
                        "since", old.since().toString(),
                        "sunset", old.sunset().toString(),
                        "successor", "/ws/resources/" + old.successor() + "?wsdl");
        return new HeaderBlock(
                "c", CONTRACT_NAMESPACE, "Deprecation", new TreeMap<>(attributes), "");
    }

    void write(StringBuilder out) {
        String qualified = prefix + ":" + name;
        out.append('<').append(qualified).append(" xmlns:").append(prefix).append("=\"");
        out.append(CanonicalXml.attribute(namespace)).append('"');
        attributes.forEach(
                (attribute, value) ->
                        out.append(' ')
                                .append(attribute)
                                .append("=\"")
                                .append(CanonicalXml.attribute(value))
                                .append('"'));
        if (text.isEmpty()) {
            out.append("/>");
        } else {
            out.append('>').append(CanonicalXml.escaped(text));
            out.append("</").append(qualified).append('>');
        }
    }
}
