package org.zhengshu.kernel.soap;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.wss4j.dom.WSConstants;

/** Tells CXF which headers this door reads by itself (可理解的报文头); they may be mandatory. */
public class Understood extends AbstractSoapInterceptor {
    private static final Set<QName> ADDRESSING = Addressing.understood();
    private static final Set<QName> BOTH =
            Stream.concat(
                            ADDRESSING.stream(),
                            Stream.of(new QName(WSConstants.WSSE_NS, "Security")))
                    .collect(Collectors.toUnmodifiableSet());

    private final boolean token;

    /** On a token address the door reads the Security header too; else WSS4J does. */
    public Understood(boolean token) {
        super(Phase.READ);
        this.token = token;
    }

    @Override
    public Set<QName> getUnderstoodHeaders() {
        return token ? BOTH : ADDRESSING;
    }

    @Override
    public void handleMessage(SoapMessage message) {
        // SoapDoor reads them
    }
}
