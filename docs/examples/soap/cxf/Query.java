import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.Holder;
import jakarta.xml.ws.handler.Handler;
import jakarta.xml.ws.handler.MessageContext;
import jakarta.xml.ws.handler.soap.SOAPHandler;
import jakarta.xml.ws.handler.soap.SOAPMessageContext;
import java.io.FileOutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.security.auth.callback.CallbackHandler;
import javax.xml.namespace.QName;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.example.exchange.Exchange;
import org.example.exchange.Exchange_Service;
import org.example.exchange.Problem_Exception;
import org.example.exchange.Row;

/**
 * 由 WSDL 生成的 CXF 客户端 A typed client that CXF made from the WSDL: its policy says what to sign and
 * that the answer is signed; the client brings its key and whom to trust.
 *
 * <p>生成 Generate: {@code wsdl2java -p org.example.exchange Exchange.wsdl} (in WildFly: {@code
 * bin/wsconsume.sh -p org.example.exchange Exchange.wsdl}). 用法 Usage: java
 * -Djavax.net.ssl.trustStore=trust.p12 -Djavax.net.ssl.trustStorePassword=changeit Query WSDL KEYS.p12
 * PASSWORD-FILE GRANT PURPOSE ANSWER.xml
 */
public final class Query {
    public static void main(String[] args) throws Exception {
        String password = Files.readString(Path.of(args[2])).strip();
        Exchange port = new Exchange_Service(new URL(args[0])).getExchangePort();
        BindingProvider provider = (BindingProvider) port;
        secure(provider.getRequestContext(), args[1], password);
        provider.getBinding().setHandlerChain(List.<Handler>of(new Recorder(args[5])));
        Holder<List<Row>> rows = new Holder<>();
        try {
            port.query(
                    new Holder<>(args[3]),
                    args[4],
                    null,
                    Collections.emptyList(),
                    null,
                    10,
                    null,
                    new Holder<>(),
                    new Holder<>(),
                    new Holder<>(),
                    rows);
        } catch (Problem_Exception e) {
            System.err.println(e.getFaultInfo().getCode() + " " + e.getFaultInfo().getDetail());
            System.exit(1);
        }
        System.out.println(rows.value.size() + " rows");
    }

    private static void secure(Map<String, Object> context, String keys, String password) {
        Properties own = merlin("keystore", keys, password);
        Properties trust =
                merlin(
                        "truststore",
                        System.getProperty("javax.net.ssl.trustStore"),
                        System.getProperty("javax.net.ssl.trustStorePassword"));
        CallbackHandler passwords =
                callbacks -> ((WSPasswordCallback) callbacks[0]).setPassword(password);
        context.put("ws-security.signature.properties", own);
        context.put("ws-security.encryption.properties", trust);
        context.put("ws-security.callback-handler", passwords);
        context.put(
                "ws-security.asymmetric.signature.algorithm",
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
    }

    private static Properties merlin(String kind, String file, String password) {
        String prefix = "org.apache.wss4j.crypto.merlin." + kind + ".";
        Properties properties = new Properties();
        properties.put(
                "org.apache.wss4j.crypto.provider", "org.apache.wss4j.common.crypto.Merlin");
        properties.put(prefix + "file", file);
        properties.put(prefix + "type", "PKCS12");
        properties.put(prefix + "password", password);
        return properties;
    }

    /** Keeps the answer with its receipt. */
    private static final class Recorder implements SOAPHandler<SOAPMessageContext> {
        private final String file;

        Recorder(String file) {
            this.file = file;
        }

        @Override
        public boolean handleMessage(SOAPMessageContext context) {
            if (!(Boolean) context.get(MessageContext.MESSAGE_OUTBOUND_PROPERTY)) {
                try (FileOutputStream out = new FileOutputStream(file)) {
                    context.getMessage().writeTo(out);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
            return true;
        }

        @Override
        public boolean handleFault(SOAPMessageContext context) {
            return handleMessage(context);
        }

        @Override
        public void close(MessageContext context) {}

        @Override
        public Set<QName> getHeaders() {
            return Set.of(
                    new QName(
                            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
                            "Security"));
        }
    }
}
