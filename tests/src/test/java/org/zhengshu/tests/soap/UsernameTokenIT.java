package org.zhengshu.tests.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;

/** The addresses for UsernameToken: text over TLS, digest with nonce and time, each taken once. */
@Tag("KRN-16")
class UsernameTokenIT {
    private static final String SECURITY = "identity/message-security";
    private static final String WRONG = "identity/bad-credentials";

    private final Node node = Node.shared();
    private final Wire wire = new Wire(node);
    private final SystemSecret secret = SystemSecret.of(node, "soap-housing");

    private Reply send(String namespace, String header) {
        return wire.send(
                "token/Exchange", namespace, Wire.envelope(namespace, header, Wire.query(node)));
    }

    private void answered(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.text()).contains("queryResponse", "</rows>").doesNotContain("Signature");
        assertThat(reply.verify(node.anchors()).failures()).isEmpty();
        assertThat(reply.entry().at("/actor/id").asText()).isEqualTo("soap-housing");
        assertThat(reply.entry().at("/facts/authentication").asText()).isEqualTo("USERNAME_TOKEN");
    }

    private void refused(Reply reply, String code, String place) {
        assertThat(reply.problem()).as(reply.text()).isEqualTo(code);
        if (!place.isEmpty()) {
            assertThat(reply.element("place")).isEqualTo("Header/Security" + place);
        }
        assertThat(reply.verify(node.anchors()).failures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {Wire.SOAP_11, Wire.SOAP_12})
    void textOverTlsAndDigestAreAnswered(String namespace) {
        answered(send(namespace, secret.text()));
        answered(send(namespace, secret.digest(Instant.now())));
        String untyped = secret.text().replaceFirst(" Type=\"[^\"]*\"", "");
        answered(send(namespace, untyped));
    }

    @Test
    void passwordTextOverPlainHttpIsRefusedAndADigestIsTaken() {
        String address = node.http() + "/ws/token/Exchange";
        String[] type = {"Content-Type", Wire.TYPE_11};
        String query = Wire.query(node);
        byte[] text =
                Wire.envelope(Wire.SOAP_11, secret.text(), query).getBytes(StandardCharsets.UTF_8);
        refused(wire.sendTo(address, text, type), SECURITY, "/UsernameToken/Password");
        byte[] digest =
                Wire.envelope(Wire.SOAP_11, secret.digest(Instant.now()), query)
                        .getBytes(StandardCharsets.UTF_8);
        answered(wire.sendTo(address, digest, type));
        refused(
                wire.sendTo(
                        address, text, "Content-Type", Wire.TYPE_11, "X-Forwarded-Proto", "https"),
                SECURITY,
                "/UsernameToken/Password");
    }

    /** Else the caller would be refused for good after as many calls as it may have at once. */
    @Test
    @Tag("ONB-1")
    void aCallGivesItsPlaceBackWhenItIsOver() {
        int before = places();
        for (int i = 0; i < 20; i++) {
            places();
        }
        assertThat(places()).isGreaterThan(before - 10);
    }

    private int places() {
        Reply reply = send(Wire.SOAP_11, secret.text());
        answered(reply);
        String left =
                reply.header("RateLimit").replaceAll(".*\"caller-parallel\";r=(\\d+).*", "$1");
        return Integer.parseInt(left);
    }

    @Test
    void aDigestIsTakenOnce() {
        String header = secret.digest(Instant.now());
        answered(send(Wire.SOAP_11, header));
        refused(send(Wire.SOAP_11, header), "identity/message-replayed", "");
        refused(send(Wire.SOAP_12, header), "identity/message-replayed", "");
    }

    @Test
    void aDigestOutsideTheWindowIsRefusedAndTheClockIsNamed() {
        Duration hour = Duration.ofHours(1);
        for (Instant at : new Instant[] {Instant.now().minus(hour), Instant.now().plus(hour)}) {
            refused(send(Wire.SOAP_11, secret.digest(at)), SECURITY, "/UsernameToken/Created");
        }
        answered(send(Wire.SOAP_11, secret.digest(Instant.now().minusSeconds(200))));
        answered(send(Wire.SOAP_11, secret.digest(Instant.now().plusSeconds(30))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<u:Created/>",
                "<u:Created><x/></u:Created>",
                "<u:Created><?x y?>2026-01-31T00:00:00Z</u:Created>",
                "<u:Created>yesterday</u:Created>",
                "<u:Expires/>",
                "<x/>"
            })
    void aTimeThatIsNoneIsRefusedAtItsPlace(String content) {
        String time = "<u:Timestamp>" + content + "</u:Timestamp></w:Security>";
        Reply reply = send(Wire.SOAP_11, secret.text().replace("</w:Security>", time));
        assertThat(reply.problem()).as(reply.text()).isEqualTo(SECURITY);
        assertThat(reply.element("place")).startsWith("Header/Security/");
    }

    @Test
    void anotherSecretAndAnotherNameAreRefusedAlike() {
        SystemSecret tax = SystemSecret.of(node, "soap-tax");
        for (SystemSecret wrong :
                new SystemSecret[] {
                    new SystemSecret("soap-housing", tax.secret()),
                    new SystemSecret("soap-housing", "x"),
                    new SystemSecret("nobody", secret.secret()),
                    new SystemSecret("rest-permit", secret.secret())
                }) {
            refused(send(Wire.SOAP_11, wrong.text()), WRONG, "");
            refused(send(Wire.SOAP_11, wrong.digest(Instant.now())), WRONG, "");
        }
    }

    /** The grant of one system with the token of another: authenticated, and refused. */
    @Test
    void theTokenOfAnotherSystemDoesNotOpenThisSystemsGrant() {
        Reply reply = send(Wire.SOAP_11, SystemSecret.of(node, "soap-tax").text());
        assertThat(reply.problem()).isEqualTo("exchange/grant-unknown");
    }

    @Test
    void aTokenThatIsNotWholeIsRefusedByName() {
        byte[] nonce = new byte[16];
        String digest = secret.digest(nonce, Instant.now());
        refused(send(Wire.SOAP_11, digest.replaceFirst("<w:Nonce.*</w:Nonce>", "")), SECURITY, "");
        refused(
                send(Wire.SOAP_11, secret.digest(new byte[2], Instant.now())),
                SECURITY,
                "/UsernameToken/Nonce");
        refused(
                send(Wire.SOAP_11, digest.replaceFirst("<u:Created.*</u:Created>", "")),
                SECURITY,
                "");
        refused(
                send(Wire.SOAP_11, secret.text().replaceFirst("<w:Username>.*</w:Username>", "")),
                SECURITY,
                "/UsernameToken");
        refused(
                send(Wire.SOAP_11, secret.text().replace("#PasswordText", "#Other")),
                SECURITY,
                "/UsernameToken/Password/@Type");
        refused(send(Wire.SOAP_11, secret.text() + secret.text()), SECURITY, "");
        refused(send(Wire.SOAP_11, ""), "identity/not-authenticated", "");
    }

    @Test
    void eachAddressTakesItsOwnKind() {
        byte[] plain =
                Wire.envelope(Wire.SOAP_11, "", Wire.query(node)).getBytes(StandardCharsets.UTF_8);
        byte[] signed = Soap.system(node, "soap-housing").sign(plain, 300);
        refused(wire.send("token/Exchange", signed, "Content-Type", Wire.TYPE_11), SECURITY, "");
        String token = Wire.envelope(Wire.SOAP_11, secret.text(), Wire.query(node));
        refused(wire.send("Exchange", Wire.SOAP_11, token), SECURITY, "");
    }

    @Test
    void theContractNamesTheTokenAndTheAddress() {
        Reply wsdl = Rest.nobody(node).get("/ws/token/Exchange?wsdl");
        assertThat(wsdl.status()).isEqualTo(200);
        assertThat(wsdl.text())
                .contains("sp:UsernameToken", "location=\"" + node.https() + "/ws/token/Exchange\"")
                .doesNotContain("AsymmetricBinding", "location=\"" + node.https() + "/ws/Exchange");
    }

    @Test
    void anOpenServiceHasNoTokenAddress() {
        assertThat(
                        wire.send(
                                        "token/Verification",
                                        Wire.SOAP_11,
                                        Wire.envelope(Wire.SOAP_11, "", Wire.verify("AAAA")))
                                .status())
                .isEqualTo(404);
    }

    @Test
    void addressingNamesTheTokenAddress() {
        String addressing =
                "<a:%1$s xmlns:a=\"http://www.w3.org/2005/08/addressing\">%2$s</a:%1$s>";
        String action =
                addressing.formatted("Action", "urn:zhengshu:exchange:1:Exchange:queryRequest");
        String to = addressing.formatted("To", node.https() + "/ws/token/Exchange");
        answered(send(Wire.SOAP_12, secret.text() + action + to));
        String other = addressing.formatted("To", node.https() + "/ws/Exchange");
        assertThat(send(Wire.SOAP_12, secret.text() + action + other).problem())
                .isEqualTo("kernel/addressing");
    }
}
