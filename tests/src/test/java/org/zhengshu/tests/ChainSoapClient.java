package org.zhengshu.tests;

import jakarta.xml.ws.Dispatch;
import jakarta.xml.ws.Service;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.security.auth.callback.CallbackHandler;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.jaxws.DispatchImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.zhengshu.tests.node.Tls;

/**
 * A CXF client that knows nothing but the published WSDL: its policy says what to sign, and that
 * the answer is signed; the caller only brings keys and whom to trust.
 */
final class ChainSoapClient {
    private final Dispatch<Source> dispatch;
    private final Recorder recorder = new Recorder();

    /** Keeps the answer's bytes as they came over the wire. */
    private static final class Recorder extends AbstractPhaseInterceptor<Message> {
        private byte[] bytes = new byte[0];

        Recorder() {
            super(Phase.RECEIVE);
        }

        @Override
        public void handleMessage(Message message) {
            try (InputStream in = message.getContent(InputStream.class)) {
                ByteArrayOutputStream copy = new ByteArrayOutputStream();
                in.transferTo(copy);
                bytes = copy.toByteArray();
                message.setContent(InputStream.class, new ByteArrayInputStream(bytes));
            } catch (IOException e) {
                throw new Fault(e);
            }
        }
    }

    private ChainSoapClient(Dispatch<Source> dispatch) {
        this.dispatch = dispatch;
    }

    /**
     * A client of the service in the WSDL file.
     *
     * @param roots whom TLS trusts
     * @param trusted whom the signature of an answer must lead to
     */
    static ChainSoapClient of(
            Path wsdl, String service, Path roots, KeyStore own, String password, KeyStore trusted)
            throws Exception {
        Service described = Service.create(url(wsdl), name(service, service));
        Dispatch<Source> dispatch =
                described.createDispatch(
                        name(service, service + "Port"), Source.class, Service.Mode.PAYLOAD);
        String alias = own.aliases().nextElement();
        CallbackHandler passwords =
                callbacks -> ((WSPasswordCallback) callbacks[0]).setPassword(password);
        Map<String, Object> context = dispatch.getRequestContext();
        context.put("ws-security.signature.crypto", crypto(own, null));
        context.put("ws-security.signature.username", alias);
        context.put("ws-security.callback-handler", passwords);
        context.put("ws-security.encryption.crypto", crypto(null, trusted));
        context.put(
                "ws-security.asymmetric.signature.algorithm",
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
        ChainSoapClient client = new ChainSoapClient(dispatch);
        client.secure(Tls.anonymous(roots));
        return client;
    }

    private void secure(SSLContext tls) {
        Client client = ((DispatchImpl<Source>) dispatch).getClient();
        client.getInInterceptors().add(recorder);
        client.getInFaultInterceptors().add(recorder);
        TLSClientParameters parameters = new TLSClientParameters();
        parameters.setSSLSocketFactory(tls.getSocketFactory());
        ((HTTPConduit) client.getConduit()).setTlsClientParameters(parameters);
    }

    /** Sends the Body's element and gives the answer's. */
    String call(String body) throws TransformerException {
        Source answer = dispatch.invoke(new StreamSource(new StringReader(body)));
        StringWriter text = new StringWriter();
        TransformerFactory.newInstance().newTransformer().transform(answer, new StreamResult(text));
        return text.toString();
    }

    /** The last answer's envelope as it came. */
    byte[] received() {
        return recorder.bytes.clone();
    }

    private static Merlin crypto(KeyStore keys, KeyStore trusted) throws Exception {
        Merlin crypto = new Merlin(new Properties(), ChainSoapClient.class.getClassLoader(), null);
        if (keys != null) {
            crypto.setKeyStore(keys);
        }
        if (trusted != null) {
            crypto.setTrustStore(trusted);
        }
        return crypto;
    }

    private static QName name(String service, String local) {
        return new QName(DoorsJson.namespace(service), local);
    }

    private static java.net.URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }
}
