import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Paths;
import javax.xml.namespace.QName;
import org.apache.axis.AxisFault;
import org.apache.axis.client.Call;
import org.apache.axis.client.Service;
import org.apache.axis.message.SOAPEnvelope;
import org.apache.axis.message.SOAPHeaderElement;

/**
 * Axis 1.4 客户端 A client with Axis 1.4: the message as text, the Security header by hand.
 *
 * <p>类路径 Class path: axis 1.4, axis-jaxrpc, axis-saaj, axis-wsdl4j, commons-discovery,
 * commons-logging. 用法 Usage: java -Djavax.net.ssl.trustStore=trust.p12
 * -Djavax.net.ssl.trustStorePassword=changeit Query ADDRESS SYSTEM SECRET-FILE GRANT PURPOSE ANSWER.xml
 */
public class Query {
    static final String WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    static final String WSSE = WSS + "wssecurity-secext-1.0.xsd";

    public static void main(String[] args) throws Exception {
        String secret = new String(Files.readAllBytes(Paths.get(args[2])), "US-ASCII").trim();
        Call call = (Call) new Service().createCall();
        call.setTargetEndpointAddress(new URL(args[0]));
        call.setSOAPActionURI("");
        String message =
                "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
                        + "<query xmlns=\"urn:zhengshu:exchange:1\"><grant>"
                        + args[3]
                        + "</grant><purpose>"
                        + args[4]
                        + "</purpose><limit>10</limit></query></soap:Body></soap:Envelope>";
        SOAPEnvelope envelope =
                new SOAPEnvelope(new ByteArrayInputStream(message.getBytes("UTF-8")));
        envelope.addHeader(security(args[1], secret));
        int exit = 0;
        try {
            call.invoke(envelope);
        } catch (AxisFault fault) {
            System.err.println(fault.getFaultCode() + " " + fault.getFaultString());
            exit = 1;
        }
        FileOutputStream file = new FileOutputStream(args[5]);
        file.write(call.getResponseMessage().getSOAPPartAsBytes());
        file.close();
        System.exit(exit);
    }

    static SOAPHeaderElement security(String system, String secret) throws Exception {
        SOAPHeaderElement security = new SOAPHeaderElement(new QName(WSSE, "Security"));
        security.setActor(null);
        security.setMustUnderstand(true);
        javax.xml.soap.SOAPElement token = security.addChildElement("UsernameToken", "wsse", WSSE);
        token.addChildElement("Username", "wsse", WSSE).addTextNode(system);
        javax.xml.soap.SOAPElement password = token.addChildElement("Password", "wsse", WSSE);
        password.setAttribute("Type", WSS + "username-token-profile-1.0#PasswordText");
        password.addTextNode(secret);
        return security;
    }
}
