package org.zhengshu.kernel.soap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.cxf.staxutils.StaxUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The tree of a message, built while {@link EnvelopeScan} looks at it (信封树), with all that a
 * signature may cover; comments are left out, as Exclusive XML Canonicalization 1.0 leaves them
 * out.
 */
final class EnvelopeTree {
    private static final String XMLNS = XMLConstants.XMLNS_ATTRIBUTE;

    private final Document document = SoapFaults.newDocument();
    private final StringBuilder text = new StringBuilder();
    private Node at = document;

    EnvelopeTree() {
        document.setStrictErrorChecking(false); // the parser has checked it
    }

    /** The tree of an answer of this node's own. */
    static EnvelopeTree of(byte[] utf8) {
        EnvelopeTree tree = new EnvelopeTree();
        XMLStreamReader reader =
                StaxUtils.createXMLStreamReader(new ByteArrayInputStream(utf8), "UTF-8");
        try {
            for (; reader.hasNext(); reader.next()) {
                tree.add(reader);
            }
            return tree;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    Document document() {
        return document;
    }

    /** Takes the event that the reader stands at. */
    void add(XMLStreamReader reader) {
        switch (reader.getEventType()) {
            case XMLStreamConstants.START_ELEMENT -> {
                endText();
                open(reader);
            }
            case XMLStreamConstants.END_ELEMENT -> {
                endText();
                at = at.getParentNode();
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    text.append(reader.getText());
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> {
                endText();
                at.appendChild(
                        document.createProcessingInstruction(
                                reader.getPITarget(), reader.getPIData()));
            }
            default -> {
                // comments, white space outside
            }
        }
    }

    /** One node for what is one text, so that nobody reads the first part of it alone. */
    private void endText() {
        if (!text.isEmpty()) {
            at.appendChild(document.createTextNode(text.toString()));
            text.setLength(0);
        }
    }

    private void open(XMLStreamReader reader) {
        Element element =
                document.createElementNS(
                        known(reader.getNamespaceURI()),
                        qualified(reader.getPrefix(), reader.getLocalName()));
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String prefix = reader.getNamespacePrefix(i);
            String uri = reader.getNamespaceURI(i);
            element.setAttributeNS(
                    XMLConstants.XMLNS_ATTRIBUTE_NS_URI,
                    known(prefix) == null ? XMLNS : XMLNS + ":" + prefix,
                    uri == null ? "" : uri);
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            element.setAttributeNS(
                    known(reader.getAttributeNamespace(i)),
                    qualified(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)),
                    reader.getAttributeValue(i));
        }
        at.appendChild(element);
        at = element;
    }

    private static String known(String name) {
        return name == null || name.isEmpty() ? null : name;
    }

    private static String qualified(String prefix, String name) {
        return known(prefix) == null ? name : prefix + ":" + name;
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
