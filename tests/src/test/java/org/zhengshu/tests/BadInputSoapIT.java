package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Soap;

/** Bad XML, bad envelopes and bad HTTP at the SOAP door. */
class BadInputSoapIT {
    private static final String MALFORMED = "kernel/malformed";
    private static final String TOO_LARGE = "kernel/too-large";
    private static final String VERSION = "kernel/soap-version";
    private static final String OPEN =
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>";
    private static final String CLOSE = "</s:Body></s:Envelope>";
    private static final String VERIFY =
            "<verify xmlns=\"urn:zhengshu:verification:1\"><document>AAAA</document></verify>";

    private final Node node = Node.shared();
    private final BadInputCheck check = new BadInputCheck(node);
    private final BadInputClient nobody = BadInputClient.nobody(node);

    static Stream<Arguments> badXml() {
        String laughs =
                "<!DOCTYPE x [<!ENTITY a \"ha\">"
                        + IntStream.range(1, 12)
                                .mapToObj(
                                        i ->
                                                "<!ENTITY "
                                                        + (char) ('a' + i)
                                                        + " \""
                                                        + ("&" + (char) ('a' + i - 1) + ";")
                                                                .repeat(10)
                                                        + "\">")
                                .collect(Collectors.joining())
                        + "]>";
        String attributes =
                IntStream.range(0, 400)
                        .mapToObj(i -> " a" + i + "=\"1\"")
                        .collect(Collectors.joining());
        return Stream.of(
                Arguments.of("empty", "", MALFORMED, "line 1"),
                Arguments.of("no XML", "hello", MALFORMED, "line 1"),
                Arguments.of("JSON", "{\"document\":\"AAAA\"}", MALFORMED, "line 1"),
                Arguments.of("broken tag", OPEN + "<verify" + CLOSE, MALFORMED, "line 1"),
                Arguments.of("wrong end", OPEN + "<a></b>" + CLOSE, MALFORMED, "line 1"),
                Arguments.of("cut off", OPEN + VERIFY, MALFORMED, "line 1"),
                Arguments.of("two roots", OPEN + VERIFY + CLOSE + "<x/>", MALFORMED, "line 1"),
                Arguments.of("no prefix", OPEN + "<x:a/>" + CLOSE, MALFORMED, "line 1"),
                Arguments.of("DTD", "<!DOCTYPE x>" + OPEN + VERIFY + CLOSE, MALFORMED, "line 1"),
                Arguments.of(
                        "file entity",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                                + OPEN
                                + VERIFY.replace("AAAA", "&e;")
                                + CLOSE,
                        MALFORMED,
                        "line 1"),
                Arguments.of(
                        "laughs",
                        laughs + OPEN + VERIFY.replace("AAAA", "&l;") + CLOSE,
                        MALFORMED,
                        "line 1"),
                Arguments.of(
                        "unknown entity",
                        OPEN + VERIFY.replace("AAAA", "&nbsp;") + CLOSE,
                        MALFORMED,
                        "line 1"),
                Arguments.of(
                        "NUL reference",
                        OPEN + VERIFY.replace("AAAA", "&#0;") + CLOSE,
                        MALFORMED,
                        "line 1"),
                Arguments.of(
                        "raw control",
                        OPEN + VERIFY.replace("AAAA", "\u0001") + CLOSE,
                        MALFORMED,
                        "line 1"),
                Arguments.of(
                        "control of XML 1.1",
                        "<?xml version=\"1.1\"?>" + OPEN + VERIFY.replace("AAAA", "&#1;") + CLOSE,
                        MALFORMED,
                        ""),
                Arguments.of("attributes", OPEN + "<a" + attributes + "/>" + CLOSE, TOO_LARGE, ""),
                Arguments.of(
                        "long attribute",
                        OPEN + "<a b=\"" + "x".repeat(100_000) + "\"/>" + CLOSE,
                        TOO_LARGE,
                        ""),
                Arguments.of(
                        "deep",
                        OPEN + "<a>".repeat(500) + "</a>".repeat(500) + CLOSE,
                        TOO_LARGE,
                        ""),
                Arguments.of("deep and open", OPEN + "<a>".repeat(100_000), TOO_LARGE, ""),
                Arguments.of("many children", OPEN + "<a>" + "<a/>".repeat(300_000), TOO_LARGE, ""),
                Arguments.of("no envelope", VERIFY, VERSION, "Envelope"),
                Arguments.of(
                        "SOAP 1.2",
                        (OPEN + VERIFY + CLOSE)
                                .replace(
                                        "http://schemas.xmlsoap.org/soap/envelope/",
                                        "http://www.w3.org/2003/05/soap-envelope"),
                        VERSION,
                        "Envelope"),
                Arguments.of(
                        "other envelope",
                        (OPEN + VERIFY + CLOSE).replace("schemas.xmlsoap", "example"),
                        VERSION,
                        "Envelope"),
                Arguments.of(
                        "unknown header",
                        OPEN.replace(
                                        "<s:Body>",
                                        "<s:Header><x xmlns=\"urn:x\" s:mustUnderstand=\"1\"/></s:Header><s:Body>")
                                + VERIFY
                                + CLOSE,
                        "kernel/header-not-understood",
                        "Header"),
                Arguments.of(
                        "no Body", OPEN.replace("<s:Body>", "") + "</s:Envelope>", MALFORMED, ""),
                Arguments.of("empty Body", OPEN + CLOSE, MALFORMED, "Body"),
                Arguments.of("text in Body", OPEN + "text" + CLOSE, MALFORMED, "Body"),
                Arguments.of("two calls", OPEN + VERIFY + VERIFY + CLOSE, MALFORMED, "Body"),
                Arguments.of(
                        "two Bodies",
                        OPEN + VERIFY + "</s:Body><s:Body>" + VERIFY + CLOSE,
                        MALFORMED,
                        "Envelope"),
                Arguments.of(
                        "more after Body",
                        OPEN + VERIFY + "</s:Body><x xmlns=\"urn:x\"/></s:Envelope>",
                        MALFORMED,
                        "Envelope"),
                Arguments.of(
                        "unknown operation",
                        OPEN
                                + VERIFY.replace("verify ", "destroy ")
                                        .replace("/verify", "/destroy")
                                + CLOSE,
                        MALFORMED,
                        "Body/destroy"),
                Arguments.of(
                        "other namespace",
                        OPEN + VERIFY.replace("verification:1", "verification:2") + CLOSE,
                        MALFORMED,
                        "Body/verify"),
                Arguments.of(
                        "no namespace",
                        OPEN + "<verify><document>AAAA</document></verify>" + CLOSE,
                        MALFORMED,
                        "Body/verify"),
                Arguments.of(
                        "unknown element",
                        OPEN + VERIFY.replace("document", "file") + CLOSE,
                        MALFORMED,
                        "verify/file"),
                Arguments.of(
                        "element twice",
                        OPEN
                                + VERIFY.replace("</verify>", "<document>AAAA</document></verify>")
                                + CLOSE,
                        MALFORMED,
                        "verify/document"),
                Arguments.of(
                        "element missing",
                        OPEN + "<verify xmlns=\"urn:zhengshu:verification:1\"/>" + CLOSE,
                        "kernel/invalid-input",
                        "document"),
                Arguments.of(
                        "text between",
                        OPEN + VERIFY.replace("<document>", "text<document>") + CLOSE,
                        MALFORMED,
                        "verify"),
                Arguments.of(
                        "CDATA between",
                        OPEN + VERIFY.replace("<document>", "<![CDATA[text]]><document>") + CLOSE,
                        MALFORMED,
                        "verify"),
                Arguments.of(
                        "element in text",
                        OPEN + VERIFY.replace("AAAA", "<a/>") + CLOSE,
                        MALFORMED,
                        "verify/document"),
                Arguments.of(
                        "attribute",
                        OPEN + VERIFY.replace("<document>", "<document id=\"1\">") + CLOSE,
                        MALFORMED,
                        "verify/document/@id"),
                Arguments.of(
                        "not Base64",
                        OPEN + VERIFY.replace("AAAA", "§§§") + CLOSE,
                        MALFORMED,
                        "verify/document"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badXml")
    void isRefused(String name, String xml, String code, String place) {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        check.refused(code, place, l -> nobody.soap(l, "Verification", bytes));
    }

    static Stream<Arguments> badQueries() {
        return Stream.of(
                Arguments.of("<limit>x</limit>", MALFORMED, "query/limit"),
                Arguments.of("<limit>1.5</limit>", MALFORMED, "query/limit"),
                Arguments.of("<limit>1e999999999</limit>", MALFORMED, "query/limit"),
                Arguments.of("<limit/>", MALFORMED, "query/limit"),
                Arguments.of("<limit>0</limit>", "kernel/invalid-input", "grant"),
                Arguments.of("<grant>42</grant>", MALFORMED, "query/grant"),
                Arguments.of("<grant>x</grant><grant>x</grant>", MALFORMED, "query/grant"),
                Arguments.of("<filter>x</filter>", MALFORMED, "query/filter"),
                Arguments.of(
                        "<filter><operator>LIKE</operator></filter>",
                        MALFORMED,
                        "query/filter/operator"),
                Arguments.of(
                        "<filter>" + "<and>".repeat(25) + "</and>".repeat(25) + "</filter>",
                        "kernel/invalid-input",
                        ""),
                Arguments.of(
                        "<purpose>" + "长".repeat(201) + "</purpose>", "kernel/invalid-input", ""));
    }

    /** Signed as it should be, but wrong inside. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("badQueries")
    void signedButWrong(String content, String code, String place) {
        Soap system = Soap.system(node, "soap-housing");
        String query = "<query xmlns=\"urn:zhengshu:exchange:1\">" + content + "</query>";
        check.refused(code, place, l -> nobody.soap(l, "Exchange", system.signed(query, 300)));
    }

    @Test
    void wrongBytesAreNoText() {
        byte[] xml = (OPEN + VERIFY + CLOSE).getBytes(StandardCharsets.UTF_8);
        int at = (OPEN + VERIFY).indexOf("AAAA");
        xml[at] = (byte) 0xC0;
        xml[at + 1] = (byte) 0x80;
        check.refused(MALFORMED, "", l -> nobody.soap(l, "Verification", xml));
    }

    @Test
    void tooLongAMessageIsNotRead() {
        byte[] head = OPEN.getBytes(StandardCharsets.UTF_8);
        byte[] xml = new byte[(32 << 20) + 1000];
        Arrays.fill(xml, (byte) 'A');
        System.arraycopy(head, 0, xml, 0, head.length);
        check.refused(TOO_LARGE, "", l -> nobody.soap(l, "Verification", xml));
        check.refused(
                TOO_LARGE,
                "",
                l ->
                        nobody.send(
                                l,
                                "POST",
                                "/ws/Verification",
                                "text/xml",
                                BodyPublishers.ofInputStream(
                                        () -> new java.io.ByteArrayInputStream(xml))));
    }

    /** Nobody is asked for an external entity, nor for an external DTD or schema. */
    @Test
    void nothingIsFetched() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    exchange.sendResponseHeaders(404, -1);
                });
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort() + "/x";
        try {
            for (String doctype :
                    new String[] {
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + url + "\">]>",
                        "<!DOCTYPE x SYSTEM \"" + url + "\">",
                        "<!DOCTYPE x [<!ENTITY % p SYSTEM \"" + url + "\"> %p;]>"
                    }) {
                byte[] xml =
                        (doctype + OPEN + VERIFY.replace("AAAA", "&e;") + CLOSE)
                                .getBytes(StandardCharsets.UTF_8);
                check.refused(MALFORMED, "line 1", l -> nobody.soap(l, "Verification", xml));
            }
            byte[] included =
                    (OPEN
                                    + "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\""
                                    + url
                                    + "\"/>"
                                    + CLOSE)
                            .getBytes(StandardCharsets.UTF_8);
            check.refused(MALFORMED, "Body", l -> nobody.soap(l, "Verification", included));
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    static Stream<Arguments> badHttp() {
        String unsupported = "kernel/unsupported-media-type";
        String method = "kernel/method-not-allowed";
        return Stream.of(
                Arguments.of("POST", "/ws/Verification", "application/json", unsupported),
                Arguments.of("POST", "/ws/Verification", "application/soap+xml", VERSION),
                Arguments.of("POST", "/ws/Verification", "multipart/related", unsupported),
                Arguments.of("POST", "/ws/Verification", "text/xml; charset=foo", unsupported),
                Arguments.of("POST", "/ws/Verification", "///", unsupported),
                Arguments.of("POST", "/ws/Verification", null, unsupported),
                Arguments.of("PUT", "/ws/Exchange", "text/xml", method),
                Arguments.of("DELETE", "/ws/Exchange", null, method),
                Arguments.of("GET", "/ws/Exchange", null, method),
                Arguments.of("GET", "/ws/Exchange?wsdl=../../../etc/passwd", null, method),
                Arguments.of("GET", "/ws/Exchange?xsd=file:///etc/passwd", null, method),
                Arguments.of("POST", "/ws/Nothing", "text/xml", "kernel/not-found"),
                Arguments.of("POST", "/ws/%2e%2e/Exchange", "text/xml", method),
                Arguments.of("GET", "/ws/..%2f..%2fetc%2fpasswd", null, "kernel/not-found"));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("badHttp")
    void httpIsRefused(String verb, String path, String type, String code) {
        check.refused(
                code,
                "",
                l ->
                        nobody.send(
                                l,
                                verb,
                                path,
                                type,
                                BodyPublishers.ofString(OPEN + VERIFY + CLOSE)));
    }

    @Test
    void headersAreRefused() {
        check.refused(
                "kernel/headers-too-large",
                "",
                l ->
                        nobody.send(
                                l,
                                "POST",
                                "/ws/Verification",
                                "text/xml",
                                BodyPublishers.ofString(OPEN + VERIFY + CLOSE),
                                "X-Long",
                                "a".repeat(40_000)));
    }
}
