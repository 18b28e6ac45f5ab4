package org.zhengshu.kernel.soap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPHeader;
import jakarta.xml.soap.SOAPMessage;
import java.util.List;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.headers.Header;
import org.apache.cxf.message.Message;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A message that CXF has read, in the doors' terms, and back (CXF 报文): of open addresses only. */
final class CxfMessage {
    private CxfMessage() {}

    static Received received(Message message) {
        return new Received(
                request(message),
                response(message),
                EnvelopeVersion.of(((SoapMessage) message).getVersion()),
                headers(message),
                payload(message));
    }

    static HttpServletRequest request(Message message) {
        return (HttpServletRequest) message.get("HTTP.REQUEST");
    }

    static HttpServletResponse response(Message message) {
        return (HttpServletResponse) message.get("HTTP.RESPONSE");
    }

    /** The blocks of the message's header; none where reading did not get that far. */
    static List<Element> headers(Message message) {
        try {
            SOAPMessage soap = message.getContent(SOAPMessage.class);
            SOAPHeader header = soap == null ? null : soap.getSOAPHeader();
            return header == null ? List.of() : Elements.of(header);
        } catch (SOAPException e) {
            return List.of();
        }
    }

    /** The only child of the Body; {@link EnvelopeScan} saw the shape. */
    private static Element payload(Message message) {
        try {
            return Elements.of(message.getContent(SOAPMessage.class).getSOAPBody()).get(0);
        } catch (SOAPException e) {
            throw FaultCause.malformed("Envelope", "信封无法读取", "the Envelope cannot be read");
        }
    }

    static List<Header> headers(List<HeaderBlock> blocks) {
        return blocks.stream().map(CxfMessage::header).toList();
    }

    private static Header header(HeaderBlock block) {
        Document document = SoapFaults.newDocument();
        Element element =
                document.createElementNS(block.namespace(), block.prefix() + ":" + block.name());
        block.attributes().forEach(element::setAttribute);
        element.setTextContent(block.text());
        document.appendChild(element);
        return new Header(new QName(block.namespace(), block.name()), element);
    }
}
