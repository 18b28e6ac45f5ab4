import static java.nio.charset.StandardCharsets.UTF_8;
import static javax.xml.crypto.dsig.CanonicalizationMethod.EXCLUSIVE;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.xml.crypto.XMLStructure;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.helpers.DefaultHandler;

/**
 * One signed SOAP 1.1 call (签名的 SOAP 调用示例) with nothing but JDK 17. It does what the policy in the
 * WSDLs asks of a caller: an X.509 token, and an rsa-sha256 signature over Body and Timestamp. The
 * answer is signed in the same way; this sample leaves it to TLS to vouch for it.
 */
public final class SignedCall {
    private static final String USAGE =
            """
            用法 Usage: java SignedCall.java --store FILE --password-file FILE --trust FILE
                             (--body FILE | --body-text XML) [OPTIONS] URL
            --store FILE          PKCS#12, 含 RSA 私钥与证书链   PKCS#12 with your RSA key and chain
            --password-file FILE  存有其口令的文件               file holding the password of the store
            --alias NAME          密钥别名, 仅一个条目时可省略   which entry, if there are several
            --trust FILE          平台的 root.pem                the platform's root.pem
            --body FILE           Body 中的元素, 取自文件        the element in the Body, from a file
            --body-text XML       同上, 直接给出                 the same, given here
            --save-request FILE   另存所发的报文                 keep what is sent in a file as well
            --print               只输出报文, 不发送, 不需 URL   print the message, send nothing; no URL
            --age SECONDS         时间戳提前的秒数, 供测试       age of the timestamp, for tests (0)
            --help                显示本说明                     show this text
            例 Example:
              java SignedCall.java --store me.p12 --password-file me.txt --trust root.pem --body-text \\
                '<query xmlns="urn:zhengshu:exchange:1"><grant>G1</grant><purpose>P1</purpose></query>' \\
                https://localhost:8443/ws/Exchange
            标准输出只有应答原文 Standard output: the bytes of the answer and nothing else.
            退出码 Exit: 0 应答 answer; 1 SOAP 错误 fault; 2 用法或文件有误 usage or files; 3 无应答 no answer
            中文乱码时 If Chinese is garbled (JDK 17): java -Dfile.encoding=UTF-8 SignedCall.java …
            """;

    private static final String VALUED =
            "--(store|password-file|alias|trust|body|body-text|save-request|age)";
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    private static final String WSSE = OASIS + "wssecurity-secext-1.0.xsd";
    private static final String WSU = OASIS + "wssecurity-utility-1.0.xsd";
    private static final String X509 = OASIS + "x509-token-profile-1.0#X509v3";
    private static final String BASE64 = OASIS + "soap-message-security-1.0#Base64Binary";
    private static final String ENVELOPE = // declares whatever will be used inside
            "<soap:Envelope xmlns:soap='%s' xmlns:wsse='%s' xmlns:wsu='%s'/>"
                    .formatted(SOAP, WSSE, WSU);
    private static final PrintStream ERR = new PrintStream(System.err, true, UTF_8);

    private SignedCall() {}

    public static void main(String[] arguments) {
        // The JDK would put "&#13;" into the lines of the signature, which some stacks dislike.
        System.setProperty("com.sun.org.apache.xml.internal.security.ignoreLineBreaks", "true");
        if (List.of(arguments).contains("--help")) {
            System.exit(print(USAGE.getBytes(UTF_8)));
        }
        var options = attempt(2, "用法有误 wrong usage (--help)", () -> options(arguments));
        var content = attempt(2, "Body 不可用 no usable Body", () -> content(options));
        var key = attempt(2, "密钥库不可用 no usable key store", () -> key(options));
        byte[] request = attempt(2, "无法签名 cannot sign", () -> envelope(content, key, options));
        String copy = options.get("--save-request");
        if (copy != null) {
            attempt(2, "报文无法保存 cannot save", () -> Files.write(Path.of(copy), request));
        }
        if (options.containsKey("--print")) {
            System.exit(print(request));
        }
        var trust = attempt(2, "--trust 不可用 no usable --trust", () -> trust(options));
        var response = attempt(3, "没有应答 no answer", () -> send(options, trust, request));
        print(response.body());
        System.exit(attempt(3, "不是 SOAP 应答 not a SOAP answer", () -> judge(response)));
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String key = arguments[i].startsWith("--") ? arguments[i] : "URL";
            boolean alone = key.equals("URL") || key.equals("--print");
            require(alone || key.matches(VALUED), "未知选项 unknown option " + key);
            require(alone || i + 1 < arguments.length, "缺少值 no value for " + key);
            String old = options.put(key, alone ? arguments[i] : arguments[++i]);
            require(old == null, "重复 given twice: " + key);
        }
        List<String> needed = new ArrayList<>(List.of("--store", "--password-file"));
        if (!options.containsKey("--print")) {
            needed.addAll(List.of("--trust", "URL"));
        }
        needed.forEach(key -> require(options.containsKey(key), "缺少 missing: " + key));
        require(
                options.containsKey("--body") != options.containsKey("--body-text"),
                "须二选一 give one of: --body, --body-text");
        String url = options.getOrDefault("URL", "https://print");
        require(url.matches("https?://[^\\s/]+(/\\S*)?"), "有误 wrong: URL " + url);
        String age = options.getOrDefault("--age", "0");
        require(age.matches("-?[0-9]{1,9}"), "不是秒数 not a number of seconds: --age " + age);
        return options;
    }

    /** The message as it goes over the wire. */
    private static byte[] envelope(
            Element content, KeyStore.PrivateKeyEntry key, Map<String, String> options)
            throws Exception {
        long age = Long.parseLong(options.getOrDefault("--age", "0"));
        Instant created = Instant.ofEpochMilli(System.currentTimeMillis() - age * 1000);
        Element envelope = parse(ENVELOPE.getBytes(UTF_8));
        Element security = child(child(envelope, SOAP, "soap:Header"), WSSE, "wsse:Security");
        security.setAttributeNS(SOAP, "soap:mustUnderstand", "1");
        Element token = child(security, WSSE, "wsse:BinarySecurityToken");
        token.setAttribute("EncodingType", BASE64);
        token.setAttribute("ValueType", X509);
        byte[] certificate = key.getCertificate().getEncoded();
        token.setTextContent(Base64.getEncoder().encodeToString(certificate));
        Element timestamp = child(security, WSU, "wsu:Timestamp");
        child(timestamp, WSU, "wsu:Created").setTextContent(created.toString());
        child(timestamp, WSU, "wsu:Expires").setTextContent(created.plusSeconds(300).toString());
        Element body = child(envelope, SOAP, "soap:Body");
        body.appendChild(envelope.getOwnerDocument().importNode(content, true));

        for (Element element : List.of(token, timestamp, body)) {
            // Random ids: two equal calls in one millisecond must not pass for a replay.
            element.setAttributeNS(WSU, "wsu:Id", "id-" + UUID.randomUUID());
        }
        sign(key.getPrivateKey(), security, token, List.of(timestamp, body));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        var writer = TransformerFactory.newDefaultInstance().newTransformer(); // must not indent
        writer.transform(new DOMSource(envelope), new StreamResult(bytes));
        return bytes.toByteArray();
    }

    private static void sign(PrivateKey key, Element security, Element token, List<Element> parts)
            throws Exception {
        var factory = XMLSignatureFactory.getInstance("DOM");
        var context = new DOMSignContext(key, security); // becomes the last child of the header
        context.setDefaultNamespacePrefix("ds");
        List<Reference> references = new ArrayList<>();
        for (Element part : parts) {
            context.setIdAttributeNS(part, WSU, "Id"); // without a schema nothing tells it is an id
            String uri = "#" + part.getAttributeNS(WSU, "Id");
            var digest = factory.newDigestMethod(DigestMethod.SHA256, null);
            var transforms = List.of(factory.newTransform(EXCLUSIVE, (XMLStructure) null));
            references.add(factory.newReference(uri, digest, transforms, null, null));
        }
        var canonical = factory.newCanonicalizationMethod(EXCLUSIVE, (XMLStructure) null);
        var method = factory.newSignatureMethod(SignatureMethod.RSA_SHA256, null);
        var signed = factory.newSignedInfo(canonical, method, references);

        // KeyInfo points at the token, in the way of WS-Security.
        Document document = security.getOwnerDocument();
        Element pointer = document.createElementNS(WSSE, "wsse:SecurityTokenReference");
        Element reference = child(pointer, WSSE, "wsse:Reference");
        reference.setAttribute("URI", "#" + token.getAttributeNS(WSU, "Id"));
        reference.setAttribute("ValueType", X509);
        var keys = factory.getKeyInfoFactory().newKeyInfo(List.of(new DOMStructure(pointer)));
        factory.newXMLSignature(signed, keys).sign(context);
    }

    private static HttpResponse<byte[]> send(
            Map<String, String> options, SSLContext trust, byte[] message) throws Exception {
        var body = HttpRequest.BodyPublishers.ofByteArray(message);
        var post = HttpRequest.newBuilder(URI.create(options.get("URL"))).POST(body);
        post.headers("Content-Type", "text/xml; charset=utf-8", "SOAPAction", "\"\"");
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(trust);
        var all = HttpResponse.BodyHandlers.ofByteArray();
        // The limit is for all of it: connecting, waiting, reading.
        return client.build().sendAsync(post.build(), all).get(30, TimeUnit.SECONDS);
    }

    /** 0 for an answer, 1 for a fault. */
    private static int judge(HttpResponse<byte[]> response) throws Exception {
        String inside = "/*/*[local-name()='Body'][namespace-uri()='" + SOAP + "']/*[1]";
        var xpath = XPathFactory.newDefaultInstance().newXPath();
        Node first = xpath.evaluateExpression(inside, parse(response.body()), Node.class);
        if (first != null && SOAP.equals(first.getNamespaceURI())) {
            ERR.println("SOAP 错误 fault: " + xpath.evaluate("normalize-space(faultstring)", first));
            return 1;
        }
        if (first == null || response.statusCode() != 200) {
            throw new IllegalArgumentException("HTTP " + response.statusCode());
        }
        return 0;
    }

    private static Element content(Map<String, String> options) throws Exception {
        String text = options.getOrDefault("--body-text", "");
        // Java gets U+FFFD for what the locale cannot express; nobody meant to sign that.
        require(text.indexOf('\uFFFD') < 0, "字符无法识别, 请用 unreadable characters, use: --body");
        String file = options.get("--body");
        byte[] xml = file == null ? text.getBytes(UTF_8) : Files.readAllBytes(Path.of(file));
        return parse(xml);
    }

    private static KeyStore.PrivateKeyEntry key(Map<String, String> options) throws Exception {
        String line = Files.readString(Path.of(options.get("--password-file")));
        char[] password = line.replaceFirst("\\R\\z", "").toCharArray();
        KeyStore store = KeyStore.getInstance(Path.of(options.get("--store")).toFile(), password);
        List<String> names = Collections.list(store.aliases());
        String alias = options.getOrDefault("--alias", names.size() == 1 ? names.get(0) : "");
        require(store.isKeyEntry(alias), "须指定其一 name one of " + names + ": --alias");
        PrivateKey key = (PrivateKey) store.getKey(alias, password);
        require(key.getAlgorithm().equals("RSA"), "不是 RSA 密钥 not an RSA key: " + alias);
        return new KeyStore.PrivateKeyEntry(key, store.getCertificateChain(alias));
    }

    /** Trusts the roots in a PEM file, except for the SM2 root: the JDK does not know its curve. */
    private static SSLContext trust(Map<String, String> options) throws Exception {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        var factory = CertificateFactory.getInstance("X.509");
        String pem = Files.readString(Path.of(options.get("--trust")));
        for (String block : pem.split("(?=-----BEGIN CERTIFICATE-----)")) {
            try {
                var in = new ByteArrayInputStream(block.getBytes(UTF_8));
                roots.setCertificateEntry("root" + roots.size(), factory.generateCertificate(in));
            } catch (CertificateException e) {
                continue; // another root may do
            }
        }
        require(roots.size() > 0, "没有可用的证书 no usable certificate: --trust");
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static Element parse(byte[] xml) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new DefaultHandler()); // throws, and prints nothing
        return builder.parse(new ByteArrayInputStream(xml)).getDocumentElement();
    }

    private static Element child(Element parent, String namespace, String name) {
        Element child = parent.getOwnerDocument().createElementNS(namespace, name);
        return (Element) parent.appendChild(child);
    }

    private static int print(byte[] bytes) {
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
        return 0;
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static <T> T attempt(int exit, String otherwise, Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            Object reason = e instanceof IllegalArgumentException ? e.getMessage() : e;
            ERR.println("错误 Error: " + otherwise + ": " + reason);
            System.exit(exit);
            throw new IllegalStateException(e); // not reached
        }
    }
}
