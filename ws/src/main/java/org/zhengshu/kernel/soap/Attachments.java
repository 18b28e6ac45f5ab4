package org.zhengshu.kernel.soap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.cxf.attachment.AttachmentDeserializer;
import org.apache.cxf.message.Attachment;
import org.apache.cxf.message.MessageImpl;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.zhengshu.kernel.boundary.Bodies;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;

/**
 * The parts of a multipart message (附件), put back where the Envelope refers to them: {@code
 * xop:Include} of MTOM, and of SOAP with Attachments {@code href="cid:…"} or the text {@code
 * cid:…}. References lead to parts of the same message only; nothing is ever fetched.
 */
final class Attachments {
    static final String XOP = "application/xop+xml";
    private static final String XOP_NAMESPACE = "http://www.w3.org/2004/08/xop/include";
    private static final String SIGNATURES = "http://www.w3.org/2000/09/xmldsig#";
    private static final String CID = "cid:";
    private static final int MOST_PARTS = 20;
    private static final int MOST_HEADERS = 4 << 10;

    private final SoapContent content;
    private final byte[] envelope;
    private final String envelopeType;
    private final Map<String, byte[]> parts = new HashMap<>();

    private Attachments(SoapContent content, byte[] bytes) throws IOException {
        this.content = content;
        MessageImpl message = new MessageImpl();
        message.put(org.apache.cxf.message.Message.CONTENT_TYPE, content.type());
        message.put(AttachmentDeserializer.ATTACHMENT_MAX_COUNT, MOST_PARTS);
        message.put("attachment-max-header-size", Integer.toString(MOST_HEADERS));
        message.put(AttachmentDeserializer.ATTACHMENT_MEMORY_THRESHOLD, SoapGate.MAX_BYTES);
        message.setContent(InputStream.class, new ByteArrayInputStream(bytes));
        new AttachmentDeserializer(message).initializeAttachments();
        envelope = message.getContent(InputStream.class).readAllBytes();
        Map<?, ?> headers = (Map<?, ?>) message.get(AttachmentDeserializer.ATTACHMENT_PART_HEADERS);
        envelopeType = header(headers, "Content-Type");
        requireStart(header(headers, "Content-ID"));
        for (Attachment part : message.getAttachments()) {
            if (parts.size() == MOST_PARTS) {
                throw refused(
                        "最多 " + MOST_PARTS + " 个附件", "at most " + MOST_PARTS + " attachments");
            }
            if (part.getDataHandler().getContentType().startsWith("multipart/")) {
                throw refused("附件中不得再含附件", "a part may not hold further parts");
            }
            byte[] data = part.getDataHandler().getInputStream().readAllBytes();
            if (parts.put(part.getId(), data) != null) {
                throw refused("Content-ID 重复", "the same Content-ID stands twice");
            }
        }
    }

    /** Takes a multipart message apart. */
    static Attachments of(SoapContent content, byte[] bytes) {
        try {
            return new Attachments(content, bytes);
        } catch (Problem e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw refused(
                    "multipart 无法拆分，或超过 " + MOST_PARTS + " 个部分",
                    "the multipart cannot be read, or has more than " + MOST_PARTS + " parts");
        }
    }

    /** The Envelope as its part holds it. */
    byte[] envelope() {
        return envelope;
    }

    /** The charset of the Envelope's part. */
    String charset() {
        int at = envelopeType.toLowerCase(Locale.ROOT).indexOf("charset=");
        String charset = at < 0 ? "" : envelopeType.substring(at + 8).split("[;\\s]", 2)[0];
        return charset.isEmpty() ? content.charset() : charset.replace("\"", "");
    }

    /** The Envelope with the parts in place of what refers to them. */
    byte[] inlined(byte[] scanned, Bodies.Share share) {
        Document document = SoapFaults.element(scanned).getOwnerDocument();
        boolean signed = document.getElementsByTagNameNS(SIGNATURES, "Signature").getLength() > 0;
        for (Element include : elements(document, XOP_NAMESPACE, "Include")) {
            Element parent = (Element) include.getParentNode();
            if (parent.getChildNodes().getLength() != 1) {
                throw refused("xop:Include 须是唯一的内容", "xop:Include must be the only content");
            }
            put(parent, include.getAttribute("href"), share);
        }
        for (Element element : elements(document, "*", "*")) {
            String href = element.getAttribute("href");
            String reference = href.isEmpty() ? text(element) : href;
            if (!reference.startsWith(CID)) {
                continue;
            }
            if (signed) {
                throw refused(
                        "签名不覆盖此类附件，请改用 MTOM（xop:Include）",
                        "a signature does not cover such an attachment; use MTOM (xop:Include)");
            }
            element.removeAttribute("href");
            put(element, reference, share);
        }
        return bytes(document);
    }

    private void put(Element parent, String href, Bodies.Share share) {
        byte[] part = href.startsWith(CID) ? parts.get(decoded(href.substring(4))) : null;
        if (part == null) {
            throw refused(
                    "引用须为本报文中的附件（cid:），不取外部地址：" + Envelope.shown(href),
                    "a reference must name a part of this message (cid:), nothing is fetched: "
                            + Envelope.shown(href));
        }
        String text = Base64.getEncoder().encodeToString(part);
        share.add(text.length());
        parent.setTextContent(text);
    }

    private static List<Element> elements(Document document, String namespace, String name) {
        NodeList found = document.getElementsByTagNameNS(namespace, name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    /** The text of an element without further elements, if it may be a reference. */
    private static String text(Element element) {
        boolean single = element.getChildNodes().getLength() == 1;
        String value = single ? element.getFirstChild().getNodeValue() : null;
        return value == null ? "" : value.strip();
    }

    private static String decoded(String cid) {
        try {
            return URLDecoder.decode(cid.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return cid;
        }
    }

    private void requireStart(String id) {
        String start = content.start();
        if (!start.isEmpty() && !start.equals(id)) {
            throw refused("信封须为第一部分（start）", "the Envelope must be the first part (start)");
        }
    }

    private static String header(Map<?, ?> headers, String name) {
        for (Map.Entry<?, ?> header : headers.entrySet()) {
            if (name.equalsIgnoreCase(String.valueOf(header.getKey()))
                    && header.getValue() instanceof List<?> values
                    && !values.isEmpty()) {
                return String.valueOf(values.get(0)).strip();
            }
        }
        return "";
    }

    private static byte[] bytes(Document document) {
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            transformer.transform(new DOMSource(document), new StreamResult(out));
            return out.toByteArray();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Problem refused(String zh, String en) {
        return FaultCause.of(ProblemType.MALFORMED, "multipart", new Text(zh, en));
    }
}
