package org.zhengshu.kernel.soap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The tree of a message, built while {@link EnvelopeScan} looks at it (信封树): elements, attributes
 * and text; what the doors do not read, such as comments and prefixes, is left out.
 */
final class EnvelopeTree {
    private final Document document = SoapFaults.newDocument();
    private Node at = document;

    EnvelopeTree() {
        document.setStrictErrorChecking(false); // the parser has checked it
    }

    /** Takes the event that the reader stands at. */
    void add(XMLStreamReader reader) {
        switch (reader.getEventType()) {
            case XMLStreamConstants.START_ELEMENT -> open(reader);
            case XMLStreamConstants.END_ELEMENT -> at = at.getParentNode();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    at.appendChild(document.createTextNode(reader.getText()));
            default -> {
                // says nothing to a door
            }
        }
    }

    private void open(XMLStreamReader reader) {
        Element element =
                document.createElementNS(
                        known(reader.getNamespaceURI()),
                        qualified(reader.getPrefix(), reader.getLocalName()));
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            element.setAttributeNS(
                    known(reader.getAttributeNamespace(i)),
                    qualified(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)),
                    reader.getAttributeValue(i));
        }
        at.appendChild(element);
        at = element;
    }

    private static String known(String namespace) {
        return namespace == null || namespace.isEmpty() ? null : namespace;
    }

    private static String qualified(String prefix, String name) {
        return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
    }

    /** The message for its door, with the request that carried it and what the answer goes to. */
    Received received(
            HttpServletRequest request, HttpServletResponse response, EnvelopeVersion version) {
        return new Received(request, response, version, part("Header"), part("Body").get(0));
    }

    /** The scan has seen to it that each part stands once at most. */
    private List<Element> part(String name) {
        List<Element> found = new ArrayList<>();
        for (Element part : Elements.of(document.getDocumentElement())) {
            if (name.equals(part.getLocalName())) {
                found.addAll(Elements.of(part));
            }
        }
        return found;
    }
}
