package org.zhengshu.kernel.soap;

import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPMessage;
import org.apache.cxf.message.Message;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The tree of a message that is both verified and read (信封); {@link EnvelopeScan} saw its shape.
 */
final class Envelope {
    private static final int SHOWN = 64;

    private Envelope() {}

    /** The call: the only child of the Body. */
    static Element payload(Message message) {
        try {
            Node child = message.getContent(SOAPMessage.class).getSOAPBody().getFirstChild();
            while (!(child instanceof Element)) {
                child = child.getNextSibling();
            }
            return (Element) child;
        } catch (SOAPException e) {
            throw FaultCause.malformed("Envelope", "信封无法读取", "the Envelope cannot be read");
        }
    }

    /** A name from outside, cut for a report. */
    static String shown(String name) {
        return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
    }
}
