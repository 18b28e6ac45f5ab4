package org.zhengshu.tests.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.zhengshu.proof.Receipt;
import org.zhengshu.proof.ReceiptVerifier;
import org.zhengshu.proof.SoapMessage;
import org.zhengshu.proof.TrustAnchors;
import org.zhengshu.proof.VerificationReport;

/** What came back over one of the doors, the bytes as they were on the wire. */
public record Reply(int status, byte[] bytes, String receipt, boolean soap, HttpHeaders headers) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Value of an HTTP header; empty when it is not there. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The body of a REST answer. */
    public JsonNode json() {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(text(), e);
        }
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What the receipt covers: the body, or the canonical child of the Body. */
    public byte[] message() {
        return soap ? SoapMessage.parse(bytes).canonicalBody() : bytes;
    }

    /** The receipt's own entry. */
    public JsonNode entry() {
        return Receipt.parse(receipt.getBytes(StandardCharsets.US_ASCII)).entry();
    }

    /** Checks message and receipt without the server. */
    public VerificationReport verify(TrustAnchors anchors) {
        return ReceiptVerifier.verify(
                receipt.getBytes(StandardCharsets.US_ASCII), Optional.of(message()), anchors);
    }

    /** The problem's stable code, from JSON or from the fault's detail; empty for an answer. */
    public String problem() {
        if (!soap) {
            return status < 400 ? "" : json().path("code").asText();
        }
        return status < 400 ? "" : element("code");
    }

    /** Text of the first element of that name in the SOAP answer; empty when there is none. */
    public String element(String name) {
        var matcher =
                java.util.regex.Pattern.compile("<(?:[a-z0-9]+:)?" + name + "(?: [^>]*)?>([^<]*)</")
                        .matcher(text());
        return matcher.find() ? matcher.group(1) : "";
    }
}
