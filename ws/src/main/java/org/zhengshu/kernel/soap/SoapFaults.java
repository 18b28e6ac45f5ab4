package org.zhengshu.kernel.soap;

import jakarta.xml.soap.Detail;
import jakarta.xml.soap.SOAPConstants;
import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPFactory;
import jakarta.xml.soap.SOAPFault;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.cxf.headers.Header;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.proof.SoapMessage;

/** Problems as SOAP faults (SOAP 错误): the same members as in JSON, in the detail. */
final class SoapFaults {
    static final String NAMESPACE = "urn:zhengshu:problem:1";
    static final String ELEMENT = "problem";

    private SoapFaults() {}

    static Message render(ProblemView problem) {
        return CanonicalXml.message(ELEMENT, NAMESPACE, problem);
    }

    static SOAPFaultException of(ProblemView problem, byte[] detail) {
        try {
            String code = problem.status() < 500 ? "Client" : "Server";
            SOAPFault fault =
                    SOAPFactory.newInstance(SOAPConstants.SOAP_1_1_PROTOCOL)
                            .createFault(
                                    text(problem),
                                    new QName(SOAPConstants.URI_NS_SOAP_1_1_ENVELOPE, code));
            Detail target = fault.addDetail();
            target.appendChild(target.getOwnerDocument().importNode(element(detail), true));
            return new SOAPFaultException(fault);
        } catch (SOAPException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(ProblemView problem) {
        return problem.code() + ": " + problem.title() + " - " + problem.detail();
    }

    static Element element(byte[] xml) {
        try {
            return builder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
        } catch (SAXException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The SOAP header that carries a receipt, of answers and of faults. */
    static Header receipt(String text) {
        Document document = newDocument();
        Element element = document.createElementNS(SoapMessage.RECEIPT_NAMESPACE, "r:Receipt");
        element.setTextContent(text);
        document.appendChild(element);
        return new Header(new QName(SoapMessage.RECEIPT_NAMESPACE, "Receipt"), element);
    }

    static Document newDocument() {
        return builder().newDocument();
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
