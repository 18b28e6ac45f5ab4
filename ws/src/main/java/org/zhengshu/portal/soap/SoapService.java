package org.zhengshu.portal.soap;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A SOAP service as its contract shows it (SOAP 服务).
 *
 * @param secured true when callers sign their messages, WS-Security X.509
 */
record SoapService(String name, String namespace, List<String> operations, boolean secured) {
    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    private static final String POLICY = "http://www.w3.org/ns/ws-policy";

    SoapService {
        operations = List.copyOf(operations);
    }

    static SoapService read(InputStream wsdl) throws IOException {
        Element root = parsed(wsdl).getDocumentElement();
        Element portType = (Element) root.getElementsByTagNameNS(WSDL, "portType").item(0);
        Element service = (Element) root.getElementsByTagNameNS(WSDL, "service").item(0);
        List<String> operations = new ArrayList<>();
        NodeList found = portType.getElementsByTagNameNS(WSDL, "operation");
        for (int i = 0; i < found.getLength(); i++) {
            operations.add(((Element) found.item(i)).getAttribute("name"));
        }
        return new SoapService(
                service.getAttribute("name"),
                root.getAttribute("targetNamespace"),
                operations,
                root.getElementsByTagNameNS(POLICY, "PolicyReference").getLength() > 0);
    }

    private static Document parsed(InputStream wsdl) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(wsdl);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(e);
        }
    }
}
