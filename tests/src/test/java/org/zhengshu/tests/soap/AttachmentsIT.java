package org.zhengshu.tests.soap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;

/** Files in and out as attachments: MTOM, and SOAP with Attachments. */
@Tag("KRN-13")
class AttachmentsIT {
    private static final byte[] FILE = "%PDF-1.7 no real one".getBytes(StandardCharsets.US_ASCII);
    private static final String INCLUDE =
            "<xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\" href=\"%s\"/>";
    private static final String BOUNDARY = "=_part 7";

    private final Node node = Node.shared();
    private final Wire wire = new Wire(node);

    private static String mtom(String soapType) {
        return "multipart/related; type=\"application/xop+xml\"; start=\"<envelope@test>\";"
                + " start-info=\""
                + soapType
                + "\"; boundary=\""
                + BOUNDARY
                + "\"";
    }

    private static String swa() {
        return "multipart/related; type=\"text/xml\"; boundary=\"" + BOUNDARY + "\"";
    }

    private Reply send(String type, String envelope, List<byte[]> files) {
        String root =
                type.contains("xop+xml")
                        ? "application/xop+xml; charset=UTF-8; type=\"text/xml\""
                        : "text/xml; charset=UTF-8";
        byte[] body = Wire.multipart(BOUNDARY, root, envelope, files);
        return wire.send("Verification", body, "Content-Type", type, "Accept-Language", "en");
    }

    /** The digest of the file shows that the very bytes arrived. */
    private void checked(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        Reply inline =
                wire.send(
                        "Verification",
                        Wire.SOAP_11,
                        Wire.envelope(
                                Wire.SOAP_11,
                                "",
                                Wire.verify(Base64.getEncoder().encodeToString(FILE))));
        assertThat(reply.element("sha256")).isNotEmpty().isEqualTo(inline.element("sha256"));
        assertThat(reply.verify(node.anchors()).failures()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({Wire.SOAP_11 + ",text/xml", Wire.SOAP_12 + ",application/soap+xml"})
    void aFileMayComeByMtom(String namespace, String type) {
        String document = INCLUDE.formatted("cid:file0%40test");
        checked(
                send(
                        mtom(type),
                        Wire.envelope(namespace, "", Wire.verify(document)),
                        List.of(FILE)));
    }

    @Test
    void aFileMayComeBySoapWithAttachments() {
        String text = Wire.envelope(Wire.SOAP_11, "", Wire.verify("cid:file0@test"));
        checked(send(swa(), text, List.of(FILE)));
        String href =
                text.replace("<document>cid:file0@test", "<document href=\"cid:file0@test\">");
        checked(send(swa(), href, List.of(FILE)));
    }

    private Reply refused(String type, String document, List<byte[]> files) {
        Reply reply = send(type, Wire.envelope(Wire.SOAP_11, "", Wire.verify(document)), files);
        assertThat(reply.problem()).as(reply.text()).isEqualTo("kernel/malformed");
        assertThat(reply.element("place")).isEqualTo("multipart");
        return reply;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:1/x",
                "https://example.org/x",
                "file:///etc/passwd",
                "cid:other@test",
                "cid:",
                "file0@test",
                "cid:%zz",
                ""
            })
    void aReferenceLeadsToAPartOfTheMessageOrNowhere(String href) {
        refused(mtom("text/xml"), INCLUDE.formatted(href), List.of(FILE));
    }

    /** Neither an attachment nor a schema is ever fetched. */
    @Test
    @Tag("KRN-14")
    void nothingIsFetchedForAnIncludeOrASchemaLocation() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    exchange.sendResponseHeaders(404, -1);
                    exchange.close();
                });
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort() + "/x";
        try {
            refused(mtom("text/xml"), INCLUDE.formatted(url), List.of(FILE));
            String located =
                    Wire.verify("AAAA")
                            .replaceFirst(
                                    "<verify ",
                                    "<verify xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\""
                                            + " i:schemaLocation=\"urn:zhengshu:verification:1 "
                                            + url
                                            + "\" ");
            Reply reply =
                    wire.send(
                            "Verification", Wire.SOAP_11, Wire.envelope(Wire.SOAP_11, "", located));
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anIncludeIsTheOnlyContent() {
        String include = INCLUDE.formatted("cid:file0@test");
        refused(mtom("text/xml"), include + "AAAA", List.of(FILE));
        refused(mtom("text/xml"), include + include, List.of(FILE));
    }

    @Test
    void tooManyPartsAreRefused() {
        List<byte[]> many = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            many.add(FILE);
        }
        refused(mtom("text/xml"), INCLUDE.formatted("cid:file0@test"), many);
    }

    @Test
    void partsOfPartsAreRefused() {
        String envelope =
                Wire.envelope(Wire.SOAP_11, "", Wire.verify(INCLUDE.formatted("cid:file0@test")));
        byte[] body =
                new String(
                                Wire.multipart(
                                        BOUNDARY,
                                        "application/xop+xml; type=\"text/xml\"",
                                        envelope,
                                        List.of(FILE)),
                                StandardCharsets.ISO_8859_1)
                        .replace("application/pdf", "multipart/mixed; boundary=x")
                        .getBytes(StandardCharsets.ISO_8859_1);
        Reply reply = wire.send("Verification", body, "Content-Type", mtom("text/xml"));
        assertThat(reply.problem()).isEqualTo("kernel/malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/related",
                "multipart/related; boundary=x",
                "multipart/related; boundary=x; type=\"application/xop+xml\"",
                "multipart/form-data; boundary=x; type=\"text/xml\""
            })
    void anotherMultipartIsNoSoap(String type) {
        Reply reply = wire.send("Verification", FILE, "Content-Type", type);
        assertThat(reply.problem()).isEqualTo("kernel/unsupported-media-type");
        assertThat(reply.status()).isEqualTo(415);
    }

    @Test
    void brokenPartsAreRefused() {
        Reply reply = wire.send("Verification", FILE, "Content-Type", mtom("text/xml"));
        assertThat(reply.problem()).isEqualTo("kernel/malformed");
    }
}
