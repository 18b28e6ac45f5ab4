package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.wss4j.dom.WSConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.zhengshu.tests.BadInputEnvelope.Manner;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Soap;
import org.zhengshu.tests.node.Tls;

/** Messages that are not signed, not rightly signed, too old, sent again, or rearranged. */
class BadInputSignatureIT {
    private static final String SECURITY = "identity/message-security";

    private final Node node = Node.shared();
    private final BadInputCheck check = new BadInputCheck(node);
    private final BadInputClient nobody = BadInputClient.nobody(node);
    private final Soap system = Soap.system(node, "soap-housing");
    private final KeyStore store = Tls.store(node.data(), "soap-housing");
    private final String password = Tls.password(node.data(), "soap-housing");
    private final String query = BadInputCheck.soapQuery(node, 2);

    private void refused(String code, String place, Supplier<byte[]> envelope) {
        check.refused(code, place, l -> nobody.soap(l, "Exchange", envelope.get()));
    }

    private byte[] signed(UnaryOperator<Manner> manner) {
        return BadInputEnvelope.plain(query)
                .sign(store, "soap-housing", password, manner.apply(Manner.usual()))
                .bytes();
    }

    @Test
    void theSignerOfThisTestSignsRightly() {
        assertThat(nobody.soap("en", "Exchange", signed(m -> m)).status()).isEqualTo(200);
    }

    @Test
    void notSigned() {
        refused("identity/not-authenticated", "", () -> Soap.plain(query));
        refused(
                SECURITY,
                "",
                () ->
                        new String(Soap.plain(query), StandardCharsets.UTF_8)
                                .replace(
                                        "<soap:Body>",
                                        "<soap:Header><wsse:Security xmlns:wsse=\""
                                                + WSConstants.WSSE_NS
                                                + "\"/></soap:Header><soap:Body>")
                                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void notAllIsSigned() {
        refused(SECURITY, "Body", () -> signed(m -> m.covering("Timestamp")));
        refused(SECURITY, "", () -> signed(m -> m.covering("Body")));
    }

    @Test
    void tooOldOrNotYet() {
        Duration minute = Duration.ofMinutes(1);
        for (int ago : List.of(6, 60, 600_000)) {
            refused(
                    SECURITY,
                    "Header/Security/Timestamp",
                    () -> signed(m -> m.at(Instant.now().minus(minute.multipliedBy(ago)))));
        }
        refused(
                SECURITY,
                "Header/Security/Timestamp",
                () -> signed(m -> m.at(Instant.now().plus(minute.multipliedBy(10)))));
    }

    @Test
    void weakAlgorithms() {
        refused(
                SECURITY,
                "Header/Security",
                () ->
                        signed(
                                m ->
                                        m.with(
                                                "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
                                                BadInputEnvelope.SHA256)));
        refused(
                SECURITY,
                "Header/Security",
                () ->
                        signed(
                                m ->
                                        m.with(
                                                BadInputEnvelope.RSA_SHA256,
                                                "http://www.w3.org/2000/09/xmldsig#sha1")));
    }

    @Test
    void aForeignAuthoritysCertificate() throws Exception {
        X509Certificate own = (X509Certificate) store.getCertificate("soap-housing");
        KeyStore foreign = BadInputCa.foreign(own);
        refused(
                SECURITY,
                "Header/Security",
                () ->
                        BadInputEnvelope.plain(query)
                                .sign(
                                        foreign,
                                        BadInputCa.ALIAS,
                                        BadInputCa.PASSWORD,
                                        Manner.usual())
                                .bytes());
    }

    static Stream<Arguments> tampering() {
        return Stream.of(
                changed("text of the Body", e -> e.first(Q, "limit").setTextContent("1000")),
                changed(
                        "digest",
                        e ->
                                e.first(WSConstants.SIG_NS, "DigestValue")
                                        .setTextContent(
                                                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")),
                changed(
                        "signature value",
                        e -> {
                            Element value = e.first(WSConstants.SIG_NS, "SignatureValue");
                            value.setTextContent("AAAA" + value.getTextContent().substring(4));
                        }),
                changed(
                        "time",
                        e ->
                                e.first(WSConstants.WSU_NS, "Expires")
                                        .setTextContent("2099-01-01T00:00:00.000Z")),
                changed(
                        "no certificate",
                        e ->
                                e.security()
                                        .removeChild(
                                                e.first(
                                                        WSConstants.WSSE_NS,
                                                        "BinarySecurityToken"))),
                changed("no time", e -> e.security().removeChild(e.timestamp())),
                changed(
                        "no signature",
                        e -> e.security().removeChild(e.first(WSConstants.SIG_NS, "Signature"))));
    }

    private static final String Q = "urn:zhengshu:exchange:1";

    private static Arguments changed(String name, Consumer<BadInputEnvelope> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tampering")
    void tampered(String name, Consumer<BadInputEnvelope> change) {
        refused(
                SECURITY,
                "",
                () -> {
                    BadInputEnvelope envelope = BadInputEnvelope.parse(system.signed(query, 300));
                    change.accept(envelope);
                    return envelope.bytes();
                });
    }

    @Test
    void theSameMessageTwice() {
        byte[] envelope = system.signed(query, 300);
        assertThat(system.send("Exchange", envelope).status()).isEqualTo(200);
        check.refused("identity/message-replayed", "", l -> nobody.soap(l, "Exchange", envelope));
    }

    /** Another encoding of the same signed message is the same message. */
    @Test
    void theSameMessageInOtherBytes() {
        byte[] envelope = system.signed(query, 300);
        assertThat(system.send("Exchange", envelope).status()).isEqualTo(200);
        byte[] rewritten =
                new String(envelope, StandardCharsets.UTF_8)
                        .replace("<soap:Header>", "<!-- again --><soap:Header >")
                        .getBytes(StandardCharsets.UTF_8);
        check.refused("identity/message-replayed", "", l -> nobody.soap(l, "Exchange", rewritten));
    }

    /** A refused message is used up too. */
    @Test
    void aRefusedMessageAgain() {
        byte[] envelope = system.signed(query.replace("房屋坐落核验", "其他用途"), 300);
        assertThat(system.send("Exchange", envelope).problem())
                .isEqualTo("exchange/purpose-mismatch");
        check.refused("identity/message-replayed", "", l -> nobody.soap(l, "Exchange", envelope));
    }

    @Test
    void ofManyAtOnceOneIsAnswered() throws Exception {
        byte[] envelope = system.signed(query, 300);
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Reply>> replies =
                    IntStream.range(0, 8)
                            .mapToObj(i -> callers.submit(() -> system.send("Exchange", envelope)))
                            .toList();
            int answered = 0;
            for (Future<Reply> reply : replies) {
                if (reply.get().status() == 200) {
                    answered++;
                } else {
                    assertThat(reply.get().problem()).isEqualTo("identity/message-replayed");
                }
            }
            assertThat(answered).isEqualTo(1);
        } finally {
            callers.shutdown();
        }
    }

    /** What is remembered is in the database, with its end, and goes when it is too old. */
    @Test
    void rememberedInTheDatabaseForAWhile() {
        BadInputNode inside = new BadInputNode(node);
        long before = inside.number("select count(*) from krn_seen_message");
        system.call("Exchange", query);
        assertThat(inside.number("select count(*) from krn_seen_message")).isGreaterThan(0);
        assertThat(before).isNotNegative();
        assertThat(
                        inside.number(
                                """
                                select count(*) from krn_seen_message
                                where expires_at > now() + interval '15 minutes'"""))
                .isZero();
    }
}
