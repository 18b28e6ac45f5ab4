package org.zhengshu.kernel.soap;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;

/**
 * The WS-Addressing headers of a call (寻址头), 1.0 or the submission of 2004; none for most callers.
 * Answers go back on the same connection and nowhere else: an address of the caller's choice is
 * refused, since the node would be made to call it.
 */
final class Addressing {
    static final String W3C = "http://www.w3.org/2005/08/addressing";
    static final String SUBMISSION = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
    private static final Set<String> NAMES =
            Set.of("To", "Action", "MessageID", "ReplyTo", "FaultTo", "From", "RelatesTo");
    private static final int LONGEST = 1000;

    private final String namespace;
    private final Map<String, Element> headers;

    private Addressing(String namespace, Map<String, Element> headers) {
        this.namespace = namespace;
        this.headers = headers;
    }

    /** The headers that this door understands. */
    static Set<QName> understood() {
        Set<QName> all = new java.util.HashSet<>();
        for (String name : NAMES) {
            all.add(new QName(W3C, name));
            all.add(new QName(SUBMISSION, name));
        }
        return all;
    }

    /** Empty when the caller uses none. */
    static Optional<Addressing> of(List<Element> blocks) {
        Addressing found = null;
        for (Element header : blocks) {
            String namespace = header.getNamespaceURI();
            if (!W3C.equals(namespace) && !SUBMISSION.equals(namespace)) {
                continue;
            }
            if (found == null) {
                found = new Addressing(namespace, new HashMap<>());
            }
            String name = header.getLocalName();
            boolean twice = found.headers.put(name, header) != null && !"RelatesTo".equals(name);
            if (twice || !found.namespace.equals(namespace)) {
                throw refused(name, "寻址头重复或版本混用", "stands twice, or in two versions");
            }
        }
        return Optional.ofNullable(found);
    }

    /**
     * Refuses what this service cannot do.
     *
     * @param address of the service as the caller sees it
     * @param actions that the service knows
     */
    void check(String address, Set<String> actions) {
        for (String name : List.of("ReplyTo", "FaultTo")) {
            Element reply = headers.get(name);
            if (reply != null && !anonymous().equals(child(reply, "Address"))) {
                throw refused(
                        name,
                        "只在同一连接上应答，须为 " + anonymous(),
                        "answers go back on the same connection only, it must be " + anonymous());
            }
        }
        value("MessageID");
        String to = value("To");
        if (!to.isEmpty() && !to.equals(anonymous()) && !isSame(to, address)) {
            throw refused("To", "本服务的地址为 " + address, "the address of this service is " + address);
        }
        if (!actions.contains(value("Action"))) {
            throw refused(
                    "Action",
                    "须为下列之一：" + String.join("、", actions),
                    "it must be one of " + String.join(", ", actions));
        }
    }

    /** What the answer says: to which message it belongs, and what it is. */
    List<HeaderBlock> answer(String action) {
        List<HeaderBlock> answer = new ArrayList<>();
        answer.add(block("Action", action));
        String id = text("MessageID");
        if (!id.isEmpty() && id.length() <= LONGEST) {
            answer.add(block("RelatesTo", id));
        }
        answer.add(block("MessageID", "urn:uuid:" + java.util.UUID.randomUUID()));
        answer.add(block("To", anonymous()));
        return answer;
    }

    /** The action of faults that are no answer of an operation. */
    String faultAction() {
        return namespace + "/fault";
    }

    private String anonymous() {
        return W3C.equals(namespace) ? W3C + "/anonymous" : SUBMISSION + "/role/anonymous";
    }

    private String value(String name) {
        String value = text(name);
        if (value.length() > LONGEST) {
            throw refused(name, "过长", "it is too long");
        }
        return value;
    }

    private String text(String name) {
        Element header = headers.get(name);
        return header == null ? "" : header.getTextContent().strip();
    }

    private String child(Element header, String name) {
        var found = header.getElementsByTagNameNS(namespace, name);
        return found.getLength() == 1 ? found.item(0).getTextContent().strip() : "";
    }

    /** Host, port and path; the scheme may change on the way. */
    private static boolean isSame(String to, String address) {
        try {
            URI one = URI.create(to);
            URI other = URI.create(address);
            return String.valueOf(one.getAuthority()).equalsIgnoreCase(other.getAuthority())
                    && String.valueOf(one.getPath()).equals(other.getPath());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private HeaderBlock block(String name, String value) {
        return HeaderBlock.of("wsa", namespace, name, value);
    }

    private static Problem refused(String name, String zh, String en) {
        return ProblemType.ADDRESSING
                .because("寻址头 " + name + "：" + zh, "WS-Addressing " + name + ": " + en)
                .at(List.of(new Violation("Header/" + name, "WsAddressing", "", new Text(zh, en))));
    }
}
