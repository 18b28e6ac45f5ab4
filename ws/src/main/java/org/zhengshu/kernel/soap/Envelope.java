package org.zhengshu.kernel.soap;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;

/**
 * Writes whole messages as UTF-8 (信封书写); what the receipt covers stands in them as it was rendered,
 * byte for byte.
 */
final class Envelope {
    private static final int SHOWN = 64;

    private Envelope() {}

    /** The answer of a door, or its fault. */
    static byte[] of(EnvelopeVersion version, Reply reply) {
        byte[] message = reply.answer().message().bytes();
        return reply.answer()
                .problem()
                .map(problem -> fault(version, reply.headers(), problem, message))
                .orElseGet(() -> around(version, reply.headers(), "", message, ""));
    }

    /**
     * A fault.
     *
     * @param detail the problem as it was rendered
     */
    static byte[] fault(
            EnvelopeVersion version,
            List<HeaderBlock> headers,
            ProblemView problem,
            byte[] detail) {
        String code = version.faultCode(ProblemType.of(problem.code())).getLocalPart();
        String text = CanonicalXml.escaped(SoapFaults.text(problem));
        return version == EnvelopeVersion.SOAP_12
                ? around(
                        version,
                        headers,
                        "<soap:Fault><soap:Code><soap:Value>soap:"
                                + code
                                + "</soap:Value></soap:Code><soap:Reason><soap:Text"
                                + " xml:lang=\"en\">"
                                + text
                                + "</soap:Text></soap:Reason><soap:Detail>",
                        detail,
                        "</soap:Detail></soap:Fault>")
                : around(
                        version,
                        headers,
                        "<soap:Fault><faultcode>soap:"
                                + code
                                + "</faultcode><faultstring>"
                                + text
                                + "</faultstring><detail>",
                        detail,
                        "</detail></soap:Fault>");
    }

    private static byte[] around(
            EnvelopeVersion version,
            List<HeaderBlock> headers,
            String before,
            byte[] content,
            String after) {
        StringBuilder head = new StringBuilder(1 << 12);
        head.append("<soap:Envelope xmlns:soap=\"").append(version.namespace()).append("\">");
        if (!headers.isEmpty()) {
            head.append("<soap:Header>");
            headers.forEach(block -> block.write(head));
            head.append("</soap:Header>");
        }
        head.append("<soap:Body>").append(before);
        byte[] first = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] last = (after + "</soap:Body></soap:Envelope>").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[first.length + content.length + last.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(content, 0, all, first.length, content.length);
        System.arraycopy(last, 0, all, first.length + content.length, last.length);
        return all;
    }

    /** A name from outside, cut for a report. */
    static String shown(String name) {
        return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
    }
}
