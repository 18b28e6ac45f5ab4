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
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.DOMImplementation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;

/** Problems as SOAP faults (SOAP 错误): the same members as in JSON, in the detail. */
final class SoapFaults {
    static final String NAMESPACE = "urn:zhengshu:problem:1";
    static final String ELEMENT = "problem";

    /** Makes empty documents; it has no state, and a builder of its own is dear. */
    private static final DOMImplementation DOCUMENTS = builder().getDOMImplementation();

    private SoapFaults() {}

    static Message render(ProblemView problem) {
        return new CanonicalXml(ELEMENT, NAMESPACE, problem).message();
    }

    static SOAPFaultException of(EnvelopeVersion version, ProblemView problem, byte[] detail) {
        try {
            SOAPFault fault =
                    SOAPFactory.newInstance(
                                    version == EnvelopeVersion.SOAP_12
                                            ? SOAPConstants.SOAP_1_2_PROTOCOL
                                            : SOAPConstants.SOAP_1_1_PROTOCOL)
                            .createFault(
                                    text(problem),
                                    version.faultCode(ProblemType.of(problem.code())));
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

    static Document newDocument() {
        return DOCUMENTS.createDocument(null, null, null);
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
