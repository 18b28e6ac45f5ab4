package org.zhengshu.kernel.soap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.apache.cxf.binding.soap.SoapHeader;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Problems;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;

/** Why the parser, WSS4J or CXF refused a message, and where in it (拒绝原因). */
final class FaultCause {
    private static final Set<String> CALLERS =
            Set.of("Client", "Sender", "VersionMismatch", "MustUnderstand");
    private static final int REASON = 400;

    static final Text LIMITS =
            new Text(
                    "元素层数、个数、属性或文本超出限制",
                    "too deep, too many elements or attributes, or too long a text");

    private FaultCause() {}

    static Problem problem(Fault fault, Message received) {
        for (Throwable t = fault; t != null; t = t.getCause()) {
            if (t instanceof Problem own) {
                return own;
            }
        }
        for (Throwable t = fault; t != null; t = t.getCause()) {
            if (t instanceof XMLStreamException || isParser(t) || t instanceof IOException) {
                return unreadable(fault);
            }
        }
        String code = fault.getFaultCode() == null ? "" : fault.getFaultCode().getLocalPart();
        boolean http = fault.getStatusCode() >= 400 && fault.getStatusCode() < 500;
        return CALLERS.contains(code) || http ? envelope(code, received) : Problems.of(fault);
    }

    private static boolean isParser(Throwable t) {
        String name = t.getClass().getName();
        return name.startsWith("com.ctc.wstx") || name.contains("DepthExceeded");
    }

    private static String place(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof XMLStreamException parsing && parsing.getLocation() != null) {
                return EnvelopeScan.place(parsing.getLocation());
            }
        }
        return "Envelope";
    }

    /** What a parser complains of, without repeating the input. */
    static Problem unreadable(Throwable thrown) {
        String place = place(thrown);
        StringBuilder all = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            all.append(t.getMessage()).append('\n');
        }
        String reason = all.toString();
        if (reason.contains("event DTD") || reason.contains("entity")) {
            return malformed(place, "不允许 DTD 与实体", "DTDs and entities are not allowed");
        }
        if (reason.contains("imit (") || reason.contains("limit exceeded")) {
            return of(ProblemType.TOO_LARGE, place, LIMITS);
        }
        if (reason.contains("UTF-8") || reason.contains("byte #")) {
            return malformed(place, "字节不是有效的文字编码", "bytes that are not valid text");
        }
        return malformed(place, "不是格式良好的 XML", "not well-formed XML");
    }

    private static Problem envelope(String code, Message received) {
        if ("MustUnderstand".equals(code)) {
            return notUnderstood(mustUnderstand(received));
        }
        return malformed("Envelope", "不是有效的 SOAP 信封", "not a valid SOAP envelope");
    }

    /**
     * A header has to be understood and is not.
     *
     * @param names of all that have to be
     */
    static Problem notUnderstood(String names) {
        String shown = Envelope.shown(names);
        Text reason =
                new Text(
                        "含有本服务不认识却要求必须理解的头：" + shown,
                        "a header must be understood that this service does not know: " + shown);
        return of(ProblemType.HEADER_NOT_UNDERSTOOD, "Header", reason);
    }

    private static String mustUnderstand(Message received) {
        return received instanceof SoapMessage soap
                ? soap.getHeaders().stream()
                        .filter(h -> h instanceof SoapHeader s && s.isMustUnderstand())
                        .map(h -> h.getName().toString())
                        .collect(Collectors.joining(" "))
                : "";
    }

    static Problem malformed(String place, String zh, String en) {
        return of(ProblemType.MALFORMED, place, new Text(zh, en));
    }

    static Problem of(ProblemType type, String place, Text reason) {
        return type.because(
                        "SOAP 报文无法读取，位置 " + place + "：" + reason.zh(),
                        "the SOAP message cannot be read at " + place + ": " + reason.en())
                .at(List.of(new Violation(place, "Xml", "", reason)));
    }

    /** What WSS4J complains of. */
    static Problem security(String text) {
        String all =
                String.valueOf(text).replaceAll("\\s*\\{[^}]*\\}", "; ").replaceAll("\\s+", " ");
        String reason = all.length() <= REASON ? all : all.substring(0, REASON) + "…";
        return ProblemType.MESSAGE_SECURITY
                .because(
                        "请检查：正文与时间戳已用登记的证书签名（rsa-sha256）且时间戳未过期。原因：" + reason,
                        "Check that Body and Timestamp are signed with the registered certificate"
                                + " (rsa-sha256) and that the Timestamp is fresh. Reason: "
                                + reason)
                .at(List.of(new Violation(place(all), "WsSecurity", "", new Text(reason, reason))));
    }

    private static String place(String reason) {
        return reason.contains("imestamp") || reason.contains("expired")
                ? "Header/Security/Timestamp"
                : "Header/Security";
    }
}
