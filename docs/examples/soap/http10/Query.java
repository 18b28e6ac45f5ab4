import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Paths;
import javax.net.ssl.SSLSocketFactory;

/**
 * 裸套接字上的 HTTP/1.0 查询 A query over a raw socket in HTTP/1.0, as old middleware sends it.
 *
 * <p>用法 Usage: java -Djavax.net.ssl.trustStore=trust.p12 -Djavax.net.ssl.trustStorePassword=changeit
 * Query ADDRESS SYSTEM SECRET-FILE GRANT PURPOSE ANSWER.xml
 */
public class Query {
    static final String WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";

    public static void main(String[] args) throws Exception {
        URL address = new URL(args[0]);
        String secret = new String(Files.readAllBytes(Paths.get(args[2])), "US-ASCII").trim();
        byte[] envelope = envelope(args[1], secret, args[3], args[4]).getBytes("GBK");
        String head =
                "POST "
                        + address.getPath()
                        + " HTTP/1.0\r\n"
                        + "Host: "
                        + address.getHost()
                        + ":"
                        + address.getPort()
                        + "\r\nContent-Type: text/xml; charset=GBK\r\n"
                        + "SOAPAction: urn:zhengshu:exchange:1/query\r\n"
                        + "Content-Length: "
                        + envelope.length
                        + "\r\n\r\n";
        Socket socket =
                SSLSocketFactory.getDefault().createSocket(address.getHost(), address.getPort());
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes("US-ASCII"));
        out.write(envelope);
        out.flush();
        byte[] answer = all(socket.getInputStream());
        socket.close();
        int body = new String(answer, "ISO-8859-1").indexOf("\r\n\r\n") + 4;
        FileOutputStream file = new FileOutputStream(args[5]);
        file.write(answer, body, answer.length - body);
        file.close();
        String status = new String(answer, 0, 12, "US-ASCII");
        System.out.println(status);
        if (!status.endsWith(" 200")) {
            System.exit(1);
        }
    }

    static String envelope(String system, String secret, String grant, String purpose) {
        return "<?xml version=\"1.0\" encoding=\"GBK\"?>"
                + "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\">"
                + "<soap:Header><w:Security xmlns:w=\""
                + WSS
                + "wssecurity-secext-1.0.xsd\"><w:UsernameToken><w:Username>"
                + system
                + "</w:Username><w:Password Type=\""
                + WSS
                + "username-token-profile-1.0#PasswordText\">"
                + secret
                + "</w:Password></w:UsernameToken></w:Security></soap:Header><soap:Body>"
                + "<query xmlns=\"urn:zhengshu:exchange:1\"><grant>"
                + grant
                + "</grant><purpose>"
                + purpose
                + "</purpose><limit>10</limit></query></soap:Body></soap:Envelope>";
    }

    static byte[] all(InputStream in) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
        }
        return out.toByteArray();
    }
}
