package org.zhengshu.tests;

import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.wss4j.dom.WSConstants;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.zhengshu.tests.BadInputEnvelope.Manner;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Soap;
import org.zhengshu.tests.node.Tls;

/** Signed messages that are rearranged so that something else is read than what was signed. */
class BadInputWrappingIT {
    private static final String SECURITY = "identity/message-security";
    private static final String WSU_ID = "Id";

    private final Node node = Node.shared();
    private final BadInputCheck check = new BadInputCheck(node);
    private final BadInputClient nobody = BadInputClient.nobody(node);
    private final Soap system = Soap.system(node, "soap-housing");
    private final KeyStore store = Tls.store(node.data(), "soap-housing");
    private final String password = Tls.password(node.data(), "soap-housing");
    private final String query = BadInputCheck.soapQuery(node, 2);
    private final String other = BadInputCheck.soapQuery(node, 1);

    private void refused(Supplier<byte[]> envelope) {
        check.refused(
                "",
                l -> nobody.soap(l, "Exchange", envelope.get()),
                List.of(SECURITY, "kernel/malformed"));
    }

    private void wrapped(Consumer<BadInputEnvelope> change) {
        refused(
                () -> {
                    BadInputEnvelope envelope = BadInputEnvelope.parse(system.signed(query, 300));
                    change.accept(envelope);
                    return envelope.bytes();
                });
    }

    @Test
    void theSignedBodyMovedIntoTheHeader() {
        wrapped(
                e -> {
                    Element body = e.body();
                    Element evil = e.otherBody(other);
                    e.envelope().replaceChild(evil, body);
                    Element wrapper = e.wrapper();
                    wrapper.appendChild(body);
                    e.header().appendChild(wrapper);
                });
    }

    @Test
    void theSignedBodyMovedWithItsIdKept() {
        wrapped(
                e -> {
                    Element body = e.body();
                    Element evil = e.otherBody(other);
                    evil.setAttributeNS(
                            WSConstants.WSU_NS,
                            "wsu:" + WSU_ID,
                            body.getAttributeNS(WSConstants.WSU_NS, WSU_ID));
                    e.envelope().replaceChild(evil, body);
                    Element wrapper = e.wrapper();
                    wrapper.appendChild(body);
                    e.header().appendChild(wrapper);
                });
    }

    @Test
    void theSignedBodyInsideAnotherBody() {
        wrapped(
                e -> {
                    Element body = e.body();
                    Element evil = e.otherBody(other);
                    e.envelope().replaceChild(evil, body);
                    evil.appendChild(body);
                });
    }

    @Test
    void theSignedBodyInsideTheSecurityHeader() {
        wrapped(
                e -> {
                    Element body = e.body();
                    e.envelope().replaceChild(e.otherBody(other), body);
                    Element object =
                            e.envelope()
                                    .getOwnerDocument()
                                    .createElementNS(WSConstants.SIG_NS, "ds:Object");
                    object.appendChild(body);
                    e.first(WSConstants.SIG_NS, "Signature").appendChild(object);
                });
    }

    @Test
    void twoBodies() {
        wrapped(e -> e.envelope().appendChild(e.otherBody(other)));
        wrapped(e -> e.envelope().insertBefore(e.otherBody(other), e.body()));
    }

    @Test
    void twoCallsInTheBody() {
        wrapped(e -> e.body().appendChild(e.body().getFirstChild().cloneNode(true)));
    }

    @Test
    void theSignedBodyInAnEnvelopeOfItsOwn() {
        wrapped(
                e -> {
                    Element body = e.body();
                    e.envelope().replaceChild(e.otherBody(other), body);
                    Element envelope = (Element) e.envelope().cloneNode(false);
                    envelope.appendChild(body);
                    Element wrapper = e.wrapper();
                    wrapper.appendChild(envelope);
                    e.header().appendChild(wrapper);
                });
    }

    @Test
    void theEnvelopeInsideAnother() {
        wrapped(
                e -> {
                    Element inner = (Element) e.envelope().cloneNode(true);
                    Element wrapper = e.wrapper();
                    wrapper.appendChild(inner);
                    e.envelope().replaceChild(e.otherBody(other), e.body());
                    e.header().appendChild(wrapper);
                });
    }

    /** An old signed time moved aside, a fresh unsigned one in its place. */
    @Test
    void theSignedTimeMovedAside() {
        refused(
                () -> {
                    BadInputEnvelope old =
                            BadInputEnvelope.plain(query)
                                    .sign(
                                            store,
                                            "soap-housing",
                                            password,
                                            Manner.usual().at(Instant.now().minusSeconds(3600)));
                    BadInputEnvelope fresh = BadInputEnvelope.parse(system.signed(query, 300));
                    Element time = old.timestamp();
                    Element now =
                            (Element)
                                    old.envelope()
                                            .getOwnerDocument()
                                            .importNode(fresh.timestamp(), true);
                    old.security().replaceChild(now, time);
                    Element wrapper = old.wrapper();
                    wrapper.appendChild(time);
                    old.header().appendChild(wrapper);
                    return old.bytes();
                });
    }

    /** Another registered system may not lend its name by a second signature. */
    @Test
    void twoSignatures() {
        KeyStore tax = Tls.store(node.data(), "soap-tax");
        String taxPassword = Tls.password(node.data(), "soap-tax");
        for (boolean first : new boolean[] {true, false}) {
            refused(
                    () -> {
                        BadInputEnvelope envelope = BadInputEnvelope.plain(query);
                        Manner manner = Manner.usual();
                        if (first) {
                            envelope.sign(tax, "soap-tax", taxPassword, manner);
                        }
                        envelope.sign(store, "soap-housing", password, manner);
                        if (!first) {
                            envelope.sign(
                                    tax, "soap-tax", taxPassword, manner.covering("Timestamp"));
                        }
                        return envelope.bytes();
                    });
        }
    }
}
