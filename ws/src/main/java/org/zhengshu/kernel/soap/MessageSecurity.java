package org.zhengshu.kernel.soap;

import jakarta.enterprise.inject.spi.CDI;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.rt.security.utils.SecurityUtils;
import org.apache.cxf.ws.security.SecurityConstants;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.engine.WSSecurityEngineResult;
import org.apache.wss4j.dom.handler.WSHandlerConstants;
import org.apache.wss4j.dom.handler.WSHandlerResult;
import org.zhengshu.kernel.boundary.Language;

/** Gives WSS4J the node's keys for each message, and reads who signed it (报文安全). */
public class MessageSecurity extends AbstractPhaseInterceptor<Message> {
    public MessageSecurity() {
        super(Phase.RECEIVE);
    }

    @Override
    public void handleMessage(Message message) {
        WssKeys keys = CDI.current().select(WssKeys.class).get();
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
        }
    }

    /** The certificate whose signature over the message WSS4J has verified. */
    static Optional<X509Certificate> signer(Message message) {
        Object results = message.get(WSHandlerConstants.RECV_RESULTS);
        if (!(results instanceof Collection<?> handlers)) {
            return Optional.empty();
        }
        return handlers.stream()
                .map(WSHandlerResult.class::cast)
                .flatMap(
                        h ->
                                h
                                        .getActionResults()
                                        .getOrDefault(WSConstants.SIGN, List.of())
                                        .stream())
                .map(r -> (X509Certificate) r.get(WSSecurityEngineResult.TAG_X509_CERTIFICATE))
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    @SuppressWarnings("unchecked")
    static Language language(Message message) {
        Map<String, List<String>> headers =
                (Map<String, List<String>>) message.get(Message.PROTOCOL_HEADERS);
        List<String> wished = headers == null ? null : headers.get("Accept-Language");
        return wished == null || wished.isEmpty()
                ? Language.CHINESE
                : Language.of(Locale.forLanguageTag(wished.get(0).split("[,;]")[0].strip()));
    }

    static boolean isSecured(Message message) {
        return SecurityUtils.getSecurityPropertyValue(SecurityConstants.SIGNATURE_USERNAME, message)
                != null;
    }
}
