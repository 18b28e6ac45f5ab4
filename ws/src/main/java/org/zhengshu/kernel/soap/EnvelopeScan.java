package org.zhengshu.kernel.soap;

import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.cxf.staxutils.StaxUtils;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;

/**
 * Reads a message once to its very end before anybody acts on it (信封扫描): well-formed, within
 * limits, no DTD, no entity, one Body with one call, and no id that stands twice, so that what is
 * signed and what is read cannot be two things.
 */
final class EnvelopeScan {
    private static final int MAX_DEPTH = 40;
    private static final int MAX_ELEMENTS = 200_000;
    private static final int MAX_ATTRIBUTES = 64;
    private static final int MAX_ATTRIBUTE = 16 << 10;

    private final XMLStreamReader reader;
    private final EnvelopeVersion version;
    private final Consumer<XMLStreamReader> accepted;
    private final Set<String> ids = new HashSet<>();
    private int depth;
    private int elements;
    private int headers;
    private int bodies;
    private int calls;
    private boolean inBody;

    private EnvelopeScan(
            XMLStreamReader reader, EnvelopeVersion version, Consumer<XMLStreamReader> accepted) {
        this.reader = reader;
        this.version = version;
        this.accepted = accepted;
    }

    /** Throws the problem with its place, or returns. */
    static void scan(byte[] utf8, EnvelopeVersion version) {
        scan(utf8, version, reader -> {});
    }

    /** The same, and the tree of what was looked at. */
    static EnvelopeTree read(byte[] utf8, EnvelopeVersion version) {
        EnvelopeTree tree = new EnvelopeTree();
        scan(utf8, version, tree::add);
        return tree;
    }

    private static void scan(
            byte[] utf8, EnvelopeVersion version, Consumer<XMLStreamReader> accepted) {
        XMLStreamReader reader;
        try {
            reader = StaxUtils.createXMLStreamReader(new ByteArrayInputStream(utf8), "UTF-8");
        } catch (RuntimeException e) {
            throw FaultCause.unreadable(e);
        }
        try {
            new EnvelopeScan(reader, version, accepted).run();
        } catch (XMLStreamException e) {
            throw FaultCause.unreadable(e);
        } catch (RuntimeException e) {
            throw e instanceof Problem problem ? problem : FaultCause.unreadable(e);
        }
    }

    private void run() throws XMLStreamException {
        if ("1.1".equals(reader.getVersion())) {
            throw malformed("须为 XML 1.0", "XML 1.0 is needed");
        }
        for (; reader.hasNext(); reader.next()) {
            switch (reader.getEventType()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw malformed("不允许 DTD 与实体", "DTDs and entities are not allowed");
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
                default -> {
                    // comments, white space outside
                }
            }
            accepted.accept(reader);
        }
        if (bodies != 1 || calls != 1) {
            throw FaultCause.malformed(
                    bodies == 1 ? "Body" : "Envelope",
                    "须有一个 Body，其中恰有一个操作，现有 " + bodies + " 个 Body、" + calls + " 个操作",
                    "one Body with exactly one call is needed, found " + bodies + " and " + calls);
        }
    }

    private void start() {
        depth++;
        elements++;
        if (depth > MAX_DEPTH || elements > MAX_ELEMENTS) {
            throw tooLarge();
        }
        attributes();
        if (depth == 1 && !is("Envelope")) {
            throw wrongVersion();
        }
        if (depth == 2) {
            part();
        }
        if (depth > 1 && is("Envelope") || depth > 2 && (is("Header") || is("Body"))) {
            // CXF takes the first Body that comes, at whatever depth
            throw FaultCause.malformed(
                    "Envelope", "信封的各部分不得出现在别处", "the parts of an Envelope may stand nowhere else");
        }
        if (depth == 3 && inBody) {
            calls++;
        }
    }

    private void part() {
        inBody = is("Body");
        bodies += inBody ? 1 : 0;
        headers += is("Header") ? 1 : 0;
        boolean known = inBody || is("Header") && bodies == 0;
        if (!known || bodies > 1 || headers > 1) {
            throw FaultCause.malformed(
                    "Envelope",
                    "信封须依次为 Header（可无）与一个 Body",
                    "the Envelope holds an optional Header and one Body, nothing else");
        }
    }

    private void end() {
        depth--;
    }

    private void text() {
        if (depth <= 2 && !reader.isWhiteSpace()) {
            throw FaultCause.malformed(
                    depth == 2 && inBody ? "Body" : "Envelope",
                    "此处不应有文本",
                    "text is not expected here");
        }
    }

    private void attributes() {
        int count = reader.getAttributeCount();
        if (count > MAX_ATTRIBUTES || reader.getNamespaceCount() > MAX_ATTRIBUTES) {
            throw tooLarge();
        }
        for (int i = 0; i < count; i++) {
            String value = reader.getAttributeValue(i);
            if (value.length() > MAX_ATTRIBUTE) {
                throw tooLarge();
            }
            boolean id = "id".equals(reader.getAttributeLocalName(i).toLowerCase(Locale.ROOT));
            if (id && !ids.add(value)) {
                throw malformed("同一标识 Id 出现两次", "the same Id stands twice");
            }
        }
    }

    private boolean is(String name) {
        return name.equals(reader.getLocalName())
                && version.namespace().equals(reader.getNamespaceURI());
    }

    private Problem malformed(String zh, String en) {
        return FaultCause.malformed(place(), zh, en);
    }

    private Problem wrongVersion() {
        Text reason =
                new Text(
                        "Content-Type 表示 SOAP "
                                + version.number()
                                + "，信封的命名空间须为 "
                                + version.namespace(),
                        "Content-Type says SOAP "
                                + version.number()
                                + ", so the Envelope's namespace has to be "
                                + version.namespace());
        return FaultCause.of(ProblemType.SOAP_VERSION, "Envelope", reason);
    }

    private Problem tooLarge() {
        return FaultCause.of(ProblemType.TOO_LARGE, place(), FaultCause.LIMITS);
    }

    private String place() {
        return place(reader.getLocation());
    }

    static String place(Location at) {
        return "line " + at.getLineNumber() + ", column " + at.getColumnNumber();
    }
}
