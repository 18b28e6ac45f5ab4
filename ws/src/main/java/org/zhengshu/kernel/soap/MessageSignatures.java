package org.zhengshu.kernel.soap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.wss4j.common.crypto.AlgorithmSuite;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.engine.WSSConfig;
import org.apache.wss4j.dom.engine.WSSecurityEngine;
import org.apache.wss4j.dom.handler.RequestData;
import org.apache.wss4j.dom.handler.WSHandlerResult;
import org.w3c.dom.Element;
import org.zhengshu.identity.boundary.SystemCredentials;
import org.zhengshu.identity.boundary.SystemCredentials.Known;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.SeenMessages;
import org.zhengshu.kernel.boundary.Settings;

/**
 * Callers of the addresses for signed messages (报文签名, WS-Security X.509 Token Profile): WSS4J
 * verifies, {@link SignedMessage} demands what the policy in the WSDL says. Each message is taken
 * once.
 */
@ApplicationScoped
public class MessageSignatures {
    private static final Logger LOG = Logger.getLogger(MessageSignatures.class.getName());

    /** Of the policy's suite Basic256Sha256 what a signature needs; all else is refused. */
    private static final AlgorithmSuite ALGORITHMS = algorithms();

    private static final WSSConfig CONFIG = WSSConfig.getNewInstance();
    private static final int SHORTEST_KEY = 2048;
    private static final int LONGEST_KEY = 4096;

    @Inject private WssKeys keys;
    @Inject private SystemCredentials systems;
    @Inject private SeenMessages seen;
    @Inject private Settings settings;
    @Inject private Clock clock;

    private static AlgorithmSuite algorithms() {
        AlgorithmSuite suite = new AlgorithmSuite();
        suite.addSignatureMethod(WSConstants.RSA_SHA256);
        suite.addDigestAlgorithm(WSConstants.SHA256);
        suite.addC14nAlgorithm(WSConstants.C14N_EXCL_OMIT_COMMENTS);
        suite.addTransformAlgorithm(WSConstants.C14N_EXCL_OMIT_COMMENTS);
        suite.setMinimumAsymmetricKeyLength(SHORTEST_KEY);
        suite.setMaximumAsymmetricKeyLength(LONGEST_KEY);
        return suite;
    }

    /** Who signed, or the problem that nobody did as the policy says. */
    Known caller(Received message) {
        Element security = SignedMessage.security(message);
        SignedMessage signed = SignedMessage.of(message.payload(), verified(security));
        Instant latest = clock.instant().minus(settings.soap().ahead());
        signed.refuseExpired(latest);
        Known known = systems.bySignature(signed.signer());
        refuseSeen(signed);
        return known;
    }

    private WSHandlerResult verified(Element security) {
        RequestData data = new RequestData();
        data.setWssConfig(CONFIG);
        data.setSigVerCrypto(keys.crypto());
        data.setAlgorithmSuite(ALGORITHMS);
        data.setTimeStampTTL(Math.toIntExact(settings.soap().fresh().toSeconds()));
        data.setTimeStampFutureTTL(Math.toIntExact(settings.soap().ahead().toSeconds()));
        // a caller's clock that is behind: SignedMessage looks at Expires
        data.setTimeStampStrict(false);
        data.setValidateSamlSubjectConfirmation(false);
        try {
            WSSecurityEngine engine = new WSSecurityEngine();
            engine.setWssConfig(CONFIG);
            return engine.processSecurityHeader(security, data);
        } catch (WSSecurityException e) {
            throw FaultCause.security(e.getMessage());
        } catch (RuntimeException e) {
            // what WSS4J does not expect in a time or a certificate
            LOG.log(Level.FINE, "unreadable", e);
            throw SignedMessage.unreadable();
        }
    }

    private void refuseSeen(SignedMessage signed) {
        if (!seen.isNew(signed.digest(), settings.soap().remembered())) {
            throw ProblemType.MESSAGE_REPLAYED.because(
                    "每次调用须重新生成时间戳并签名", "make and sign a new Timestamp for each call");
        }
    }
}
