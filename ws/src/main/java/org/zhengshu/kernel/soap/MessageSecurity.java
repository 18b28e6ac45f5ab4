package org.zhengshu.kernel.soap;

import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.Map;
import org.apache.cxf.binding.soap.saaj.SAAJInInterceptor;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.ws.policy.PolicyInInterceptor;
import org.apache.cxf.ws.security.SecurityConstants;
import org.apache.wss4j.dom.handler.WSHandlerConstants;
import org.zhengshu.kernel.boundary.Settings;

/** Gives each message its limits and WSS4J the node's keys (报文安全). */
public class MessageSecurity extends AbstractPhaseInterceptor<Message> {
    /** A refusal is one line, written with its entry; CXF need not log it again. */
    private static final FaultListener QUIET = (fault, description, message) -> false;

    /** Looked up once: each look-up reads the whole stack to find out who asks. */
    private volatile Beans beans;

    private record Beans(WssKeys keys, Settings settings) {}

    public MessageSecurity() {
        super(Phase.RECEIVE);
        addBefore(PolicyInInterceptor.class.getName());
    }

    @Override
    public void handleMessage(Message message) {
        if (!"POST".equals(message.get(Message.HTTP_REQUEST_METHOD))) {
            return; // asks for the WSDL, the gate lets nothing else pass
        }
        WssKeys keys = beans().keys();
        Settings.Soap times = beans().settings().soap();
        Exchange exchange = message.getExchange();
        for (Map<String, Object> target : List.<Map<String, Object>>of(message, exchange)) {
            target.put(SecurityConstants.SIGNATURE_CRYPTO, keys.crypto());
            target.put(SecurityConstants.ENCRYPT_CRYPTO, keys.crypto());
            target.put(SecurityConstants.SIGNATURE_USERNAME, WssKeys.ALIAS);
            target.put(SecurityConstants.CALLBACK_HANDLER, keys.passwords());
            target.put(
                    SecurityConstants.ASYMMETRIC_SIGNATURE_ALGORITHM,
                    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
            target.put(SecurityConstants.RETURN_SECURITY_ERROR, "true");
            target.put(SecurityConstants.TIMESTAMP_TTL, Long.toString(times.fresh().toSeconds()));
            target.put(
                    SecurityConstants.TIMESTAMP_FUTURE_TTL,
                    Long.toString(times.ahead().toSeconds()));
            // a caller's clock that is behind: SignedMessage looks at Expires
            target.put(WSHandlerConstants.TIMESTAMP_STRICT, "false");
            // messages seen before are known to the database, not to one server's memory
            target.put(SecurityConstants.ENABLE_TIMESTAMP_CACHE, "false");
        }
        message.put(FaultListener.class.getName(), QUIET);
        message.getInterceptorChain().add(SAAJInInterceptor.INSTANCE);
        message.getInterceptorChain().add(new Understood());
    }

    private Beans beans() {
        Beans known = beans;
        if (known == null) {
            CDI<Object> all = CDI.current();
            known = new Beans(all.select(WssKeys.class).get(), all.select(Settings.class).get());
            beans = known;
        }
        return known;
    }
}
