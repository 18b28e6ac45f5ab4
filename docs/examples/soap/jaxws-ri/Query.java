import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.TimeZone;
import javax.xml.bind.DatatypeConverter;
import javax.xml.namespace.QName;
import javax.xml.soap.MessageFactory;
import javax.xml.soap.MimeHeaders;
import javax.xml.soap.SOAPConstants;
import javax.xml.soap.SOAPMessage;
import javax.xml.ws.Dispatch;
import javax.xml.ws.Service;
import javax.xml.ws.soap.AddressingFeature;

/**
 * JAX-WS RI 2.3（javax）客户端 A client with the JAX-WS RI 2.3 of Java 8: SOAP 1.2 and WS-Addressing from
 * the WSDL, the UsernameToken digest by hand.
 *
 * <p>类路径 Class path: lib of jaxws-ri-2.3.x. 用法 Usage: java -Djavax.net.ssl.trustStore=trust.p12
 * -Djavax.net.ssl.trustStorePassword=changeit Query WSDL SYSTEM SECRET-FILE GRANT PURPOSE ANSWER.xml
 */
public class Query {
    static final String WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    static final String SERVICE = "urn:zhengshu:exchange:1";

    public static void main(String[] args) throws Exception {
        String secret = new String(Files.readAllBytes(Paths.get(args[2])), "US-ASCII").trim();
        Service service = Service.create(new URL(args[0]), new QName(SERVICE, "Exchange"));
        Dispatch<SOAPMessage> dispatch =
                service.createDispatch(
                        new QName(SERVICE, "ExchangePort12"),
                        SOAPMessage.class,
                        Service.Mode.MESSAGE,
                        new AddressingFeature(true));
        dispatch.getRequestContext().put(Dispatch.SOAPACTION_USE_PROPERTY, true);
        dispatch.getRequestContext()
                .put(Dispatch.SOAPACTION_URI_PROPERTY, SERVICE + ":Exchange:queryRequest");
        String message = envelope(args[1], secret, args[3], args[4]);
        SOAPMessage answer =
                dispatch.invoke(
                        MessageFactory.newInstance(SOAPConstants.SOAP_1_2_PROTOCOL)
                                .createMessage(
                                        new MimeHeaders(),
                                        new ByteArrayInputStream(message.getBytes("UTF-8"))));
        FileOutputStream file = new FileOutputStream(args[5]);
        answer.writeTo(file);
        file.close();
    }

    static String envelope(String system, String secret, String grant, String purpose)
            throws Exception {
        byte[] nonce = new byte[16];
        new SecureRandom().nextBytes(nonce);
        SimpleDateFormat format = new SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
        format.setTimeZone(TimeZone.getTimeZone("UTC"));
        String created = format.format(new Date());
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        sha1.update(nonce);
        sha1.update((created + secret).getBytes("UTF-8"));
        return "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Header>"
                + "<w:Security xmlns:w=\""
                + WSS
                + "wssecurity-secext-1.0.xsd\" xmlns:u=\""
                + WSS
                + "wssecurity-utility-1.0.xsd\"><w:UsernameToken><w:Username>"
                + system
                + "</w:Username><w:Password Type=\""
                + WSS
                + "username-token-profile-1.0#PasswordDigest\">"
                + DatatypeConverter.printBase64Binary(sha1.digest())
                + "</w:Password><w:Nonce EncodingType=\""
                + WSS
                + "soap-message-security-1.0#Base64Binary\">"
                + DatatypeConverter.printBase64Binary(nonce)
                + "</w:Nonce><u:Created>"
                + created
                + "</u:Created></w:UsernameToken></w:Security></s:Header><s:Body>"
                + "<query xmlns=\""
                + SERVICE
                + "\"><grant>"
                + grant
                + "</grant><purpose>"
                + purpose
                + "</purpose><limit>10</limit></query></s:Body></s:Envelope>";
    }
}
