package org.zhengshu.proof;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.crypto.Data;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.NodeSetData;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.TransformException;
import javax.xml.crypto.dsig.TransformService;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * A captured SOAP 1.1 or 1.2 envelope (SOAP 报文): what its receipt covers is the one element in its
 * Body, in Exclusive XML Canonicalization 1.0 without comments.
 *
 * <p>Of a refusal the receipt covers the one element in the detail of the Fault (SOAP 错误详情): it
 * holds code, title, reason and places. The texts around it, faultcode and faultstring, only repeat
 * that and are not covered. A Fault without such a detail is taken as it is.
 */
public final class SoapMessage {
    public static final String RECEIPT_NAMESPACE = "urn:zhengshu:receipt";
    public static final int MAX_BYTES = 64 << 20;
    public static final int MAX_DEPTH = 256;

    private static final String PART = "soap";
    private static final Set<String> NAMESPACES =
            Set.of(
                    "http://schemas.xmlsoap.org/soap/envelope/",
                    "http://www.w3.org/2003/05/soap-envelope");

    private final Element envelope;

    private SoapMessage(Element envelope) {
        this.envelope = envelope;
    }

    /** Reads an envelope; document types, excess depth and excess size are refused. */
    public static SoapMessage parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new ProofException(PART, "is larger than " + MAX_BYTES + " bytes");
        }
        refuseDangerous(bytes);
        Element root = document(bytes).getDocumentElement();
        if (!"Envelope".equals(root.getLocalName())
                || !NAMESPACES.contains(String.valueOf(root.getNamespaceURI()))) {
            throw new ProofException(PART, "is not a SOAP 1.1 or 1.2 envelope");
        }
        return new SoapMessage(root);
    }

    /** The canonical bytes of the only element in the Body, or of the one in its Fault's detail. */
    public byte[] canonicalBody() {
        List<Element> bodies = children(envelope, envelope.getNamespaceURI(), "Body");
        if (bodies.size() != 1) {
            throw new ProofException(PART, "has not exactly one Body");
        }
        List<Element> contents = elements(bodies.get(0));
        if (contents.size() != 1) {
            throw new ProofException(PART, "has not exactly one element in its Body");
        }
        refuseText(bodies.get(0));
        return canonical(covered(contents.get(0)));
    }

    /** SOAP 1.1 has {@code detail} without a namespace, SOAP 1.2 {@code Detail} in its own. */
    private Element covered(Element content) {
        String soap = envelope.getNamespaceURI();
        if (!"Fault".equals(content.getLocalName()) || !soap.equals(content.getNamespaceURI())) {
            return content;
        }
        List<Element> details = new ArrayList<>(children(content, soap, "Detail"));
        details.addAll(children(content, null, "detail"));
        List<Element> problems = details.size() == 1 ? elements(details.get(0)) : List.of();
        return problems.size() == 1 ? problems.get(0) : content;
    }

    /** The text of the header {urn:zhengshu:receipt}Receipt. */
    public Optional<String> receiptHeader() {
        List<Element> found = new ArrayList<>();
        for (Element header : children(envelope, envelope.getNamespaceURI(), "Header")) {
            found.addAll(children(header, RECEIPT_NAMESPACE, "Receipt"));
        }
        if (found.size() > 1) {
            throw new ProofException(PART, "has more than one receipt");
        }
        return found.stream().map(element -> element.getTextContent().strip()).findFirst();
    }

    private static void refuseDangerous(byte[] bytes) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            int depth = 0;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD
                        || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw new ProofException(PART, "has a document type, which is refused");
                } else if (event == XMLStreamConstants.START_ELEMENT && ++depth > MAX_DEPTH) {
                    throw new ProofException(PART, "is nested deeper than " + MAX_DEPTH);
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                }
            }
            reader.close();
        } catch (XMLStreamException e) {
            throw new ProofException(PART, "is not well-formed XML", e);
        }
    }

    private static Document document(byte[] bytes) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Throwing());
            return builder.parse(new ByteArrayInputStream(bytes));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new ProofException(PART, "is not well-formed XML", e);
        }
    }

    private static byte[] canonical(Element element) {
        List<Node> nodes = new ArrayList<>();
        collect(element, nodes);
        try {
            TransformService service =
                    TransformService.getInstance(CanonicalizationMethod.EXCLUSIVE, "DOM");
            service.init((TransformParameterSpec) null);
            service.marshalParams(new DOMStructure(element), null);
            NodeSetData<Node> input = nodes::iterator;
            Data result = service.transform(input, null);
            return ((OctetStreamData) result).getOctetStream().readAllBytes();
        } catch (GeneralSecurityException | MarshalException | TransformException | IOException e) {
            throw new ProofException(PART, "has no canonical form", e);
        }
    }

    private static void collect(Node node, List<Node> nodes) {
        nodes.add(node);
        NamedNodeMap attributes = node.getAttributes();
        for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
            nodes.add(attributes.item(i));
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            collect(child, nodes);
        }
    }

    private static void refuseText(Element body) {
        for (Node child = body.getFirstChild(); child != null; child = child.getNextSibling()) {
            boolean isText =
                    child.getNodeType() == Node.TEXT_NODE
                            || child.getNodeType() == Node.CDATA_SECTION_NODE;
            if (isText && !child.getTextContent().isBlank()) {
                throw new ProofException(PART, "has text beside the element in its Body");
            }
        }
    }

    private static List<Element> children(Element parent, String namespace, String name) {
        return elements(parent).stream()
                .filter(child -> Objects.equals(namespace, child.getNamespaceURI()))
                .filter(child -> name.equals(child.getLocalName()))
                .toList();
    }

    private static List<Element> elements(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** Reports nothing to the console; every error is thrown. */
    private static final class Throwing implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            // a warning leaves the document as it is
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
