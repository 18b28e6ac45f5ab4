package org.zhengshu.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What WS-Security an answer carries: both sides of goal G4 have to do the same. */
final class SameSecurity {
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";

    private final BenchNode node;

    SameSecurity(BenchNode node) {
        this.node = node;
    }

    /** Algorithms, signed parts and tokens of the answers, when both sides have the same. */
    List<String> of(String body, String ours, String bare)
            throws IOException, GeneralSecurityException {
        Envelopes envelopes = new Envelopes(node.data(), Workloads.SOAP_SYSTEM);
        try (HttpsConnection connection =
                new HttpsConnection(Tls.system(node.data(), Workloads.SYSTEM), node.port())) {
            List<String> first = security(connection, ours, envelopes.signed(body));
            List<String> second = security(connection, bare, envelopes.signed(body));
            if (!first.equals(second)) {
                throw new IOException("the sides differ:\n" + first + "\n" + second);
            }
            return first;
        }
    }

    private static List<String> security(HttpsConnection connection, String path, byte[] envelope)
            throws IOException {
        HttpsConnection.Response response = connection.send(HttpsConnection.soap(path, envelope));
        if (response.status() != 200) {
            throw new IOException(path + ": " + response.text());
        }
        try {
            return security(
                    DocumentBuilderFactory.newDefaultNSInstance()
                            .newDocumentBuilder()
                            .parse(new ByteArrayInputStream(response.body())));
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(path + ": " + response.text(), e);
        }
    }

    private static List<String> security(Document answer) {
        List<String> found = new ArrayList<>();
        for (String name :
                List.of("CanonicalizationMethod", "SignatureMethod", "Transform", "DigestMethod")) {
            for (Element element : elements(answer, DS, name)) {
                found.add(name + " " + element.getAttribute("Algorithm"));
            }
        }
        for (Element reference : elements(answer, DS, "Reference")) {
            found.add("signs " + referred(answer, reference.getAttribute("URI").substring(1)));
        }
        for (String name : List.of("BinarySecurityToken", "Timestamp", "Signature")) {
            found.add(elements(answer, "*", name).size() + " " + name);
        }
        found.sort(null);
        return found;
    }

    private static String referred(Document answer, String id) {
        for (Element element : elements(answer, "*", "*")) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Node attribute = element.getAttributes().item(i);
                if ("Id".equals(attribute.getLocalName()) && id.equals(attribute.getNodeValue())) {
                    return element.getLocalName();
                }
            }
        }
        return "nothing";
    }

    private static List<Element> elements(Document document, String namespace, String name) {
        NodeList found = document.getElementsByTagNameNS(namespace, name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
