package org.zhengshu.kernel.soap;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.wss4j.dom.WSConstants;
import org.w3c.dom.Element;

/** Tells CXF which headers this door reads by itself (可理解的报文头); they may be mandatory. */
public class Understood extends AbstractSoapInterceptor {
    private static final Set<QName> ADDRESSING = Addressing.understood();

    /** Where callers show who they are, the Security header is read too. */
    private static final Set<QName> BOTH =
            Stream.concat(
                            ADDRESSING.stream(),
                            Stream.of(new QName(WSConstants.WSSE_NS, "Security")))
                    .collect(Collectors.toUnmodifiableSet());

    public Understood() {
        super(Phase.READ);
    }

    @Override
    public Set<QName> getUnderstoodHeaders() {
        return ADDRESSING;
    }

    @Override
    public void handleMessage(SoapMessage message) {
        // SoapDoor reads them
    }

    /** The same where callers show who they are, by the rules that CXF has for open addresses. */
    static void require(Received message) {
        EnvelopeVersion version = message.version();
        List<Element> mandatory = message.headers().stream().filter(version::isMandatory).toList();
        if (mandatory.stream()
                .filter(version::isForReceiver)
                .anyMatch(h -> !BOTH.contains(name(h)))) {
            throw FaultCause.notUnderstood(
                    mandatory.stream()
                            .map(header -> name(header).toString())
                            .collect(Collectors.joining(" ")));
        }
    }

    private static QName name(Element header) {
        return new QName(header.getNamespaceURI(), header.getLocalName());
    }
}
