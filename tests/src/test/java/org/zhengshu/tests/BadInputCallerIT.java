package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhengshu.launcher.Pki;
import org.zhengshu.launcher.Secrets;
import org.zhengshu.tests.BadInputEnvelope.Manner;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Tls;

/** Callers whose certificate is foreign, expired, not registered, or of a disabled system. */
class BadInputCallerIT {
    private static final String UNTRUSTED = "identity/untrusted-certificate";

    private final Node node = Node.shared();
    private final BadInputCheck check = new BadInputCheck(node);
    private final BadInputNode inside = new BadInputNode(node);
    private final String query = BadInputCheck.query(node, 1);

    /** A client of the node's own authority, made at that time. */
    private Pki.Client client(String name, Clock clock) {
        Pki pki = Pki.of(node.data(), Secrets.of(node.data()), "zhengshu", clock);
        return pki.issueClient(name, name);
    }

    private static KeyStore store(Pki.Client client) {
        return BadInputCa.load(client.store(), client.password());
    }

    /** TLS ends before a request can be heard: there is nobody to answer and nothing to log. */
    private void refusedByTls(KeyStore store, String password) {
        Map<String, Long> tables = inside.tables();
        long length = inside.logLength();
        long entries = inside.number("select count(*) from aud_entry");
        BadInputClient client = BadInputClient.with(node, BadInputCa.tls(node, store, password));
        assertThatThrownBy(() -> client.post("en", "/api/v1/exchange/queries", query))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(inside.number("select count(*) from aud_entry")).isEqualTo(entries);
        assertThat(inside.logSince(length)).isEmpty();
        assertThat(inside.tables()).isEqualTo(tables);
        check.goodCalls();
    }

    @Test
    void aForeignAuthoritysCertificate() throws Exception {
        X509Certificate own =
                (X509Certificate)
                        Tls.store(node.data(), "rest-permit").getCertificate("rest-permit");
        refusedByTls(BadInputCa.foreign(own), BadInputCa.PASSWORD);
    }

    @Test
    void anExpiredCertificate() {
        Clock past = Clock.fixed(Instant.parse("2001-01-01T00:00:00Z"), ZoneOffset.UTC);
        Pki.Client expired = client("expired", past);
        refusedByTls(store(expired), expired.password());
        check.refused(
                "identity/message-security", "Header/Security", l -> soap(l, expired, "expired"));
    }

    @Test
    void aCertificateThatIsNotRegistered() {
        Pki.Client stranger = client("unregistered", Clock.systemUTC());
        BadInputClient caller =
                BadInputClient.with(
                        node, BadInputCa.tls(node, store(stranger), stranger.password()));
        check.refused(UNTRUSTED, "", l -> caller.post(l, "/api/v1/exchange/queries", query));
        check.refused(UNTRUSTED, "", l -> soap(l, stranger, "unregistered"));
    }

    @Test
    void aDisabledSystem() throws Exception {
        Pki.Client client = client("soon-disabled", Clock.systemUTC());
        Rest admin = Rest.person(node, "sysadmin");
        Reply registered = register(admin, client.certificate());
        assertThat(registered.status()).as(registered.text()).isEqualTo(200);
        BadInputClient caller =
                BadInputClient.with(node, BadInputCa.tls(node, store(client), client.password()));
        assertThat(caller.post("en", "/api/v1/exchange/queries", query).status()).isEqualTo(200);
        String id = registered.json().get("id").asText();
        assertThat(admin.post("/api/v1/client-systems/" + id + "/disabling").status())
                .isEqualTo(200);
        check.refused(UNTRUSTED, "", l -> caller.post(l, "/api/v1/exchange/queries", query));
        check.refused(UNTRUSTED, "", l -> soap(l, client, "soon-disabled"));
    }

    private Reply register(Rest admin, Path certificate) throws Exception {
        String department =
                inside.strings(
                                "select department from idn_client_system where name = 'rest-permit'")
                        .get(0);
        String json =
                """
                {"name":"soon-disabled","department":"%s","certificate":"%s",\
                "roles":["DATA_CONSUMER"],"legacy":false}"""
                        .formatted(department, Files.readString(certificate).replace("\n", "\\n"));
        return admin.post("/api/v1/client-systems", json);
    }

    private BadInputReply soap(String language, Pki.Client client, String alias) {
        byte[] envelope =
                BadInputEnvelope.plain(BadInputCheck.soapQuery(node, 1))
                        .sign(store(client), alias, client.password(), Manner.usual())
                        .bytes();
        return BadInputClient.nobody(node).soap(language, "Exchange", envelope);
    }
}
