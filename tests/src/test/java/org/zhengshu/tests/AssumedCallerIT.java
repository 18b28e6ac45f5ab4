package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/**
 * Caller and grant of a query are taken as they were seen last and confirmed with the rows: what
 * anybody changes, on whatever way, counts for the very next call.
 */
@Tag("EXC-8")
@Tag("IDN-7")
class AssumedCallerIT {
    private static final String QUERIES = "/api/v1/exchange/queries";
    private static final char[] PASSWORD = "assumed".toCharArray();

    private final Node node = Node.shared();
    private final Rest integrator = Rest.person(node, "housing");
    private final BadInputNode inside = new BadInputNode(node);
    private String id;
    private String grant;
    private Rest system;

    /** A system of its own that was seen before, with a grant that was used before. */
    @BeforeEach
    void seen() throws Exception {
        String name = "assumed-" + UUID.randomUUID().toString().substring(0, 13);
        JsonNode registered =
                ok(
                        integrator.post(
                                "/api/v1/own-systems",
                                "{\"name\":\"%s\",\"roles\":[\"DATA_CONSUMER\"]}".formatted(name)));
        id = registered.at("/system/id").asText();
        grant = registered.at("/sandbox/grant").asText();
        JsonNode issued =
                ok(
                        integrator.post(
                                "/api/v1/own-systems/" + id + "/credentials/certificates", "{}"));
        system = Rest.certificate(node, IssuedStore.of(issued, PASSWORD), PASSWORD);
        for (int i = 0; i < 3; i++) {
            assertThat(ok(query()).get("rows")).hasSize(5);
        }
    }

    private Reply query() {
        return system.post(
                QUERIES, "{\"grant\":\"%s\",\"purpose\":\"沙箱联调\",\"limit\":5}".formatted(grant));
    }

    private void change(String sql) {
        inside.execute(sql.replace("$system", "'" + id + "'").replace("$grant", "'" + grant + "'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update idn_credential set revoked_at = now() where system_id = $system",
                "update idn_credential set expires_at = now() where system_id = $system",
                "update idn_credential set uses = 'WS_SECURITY' where system_id = $system",
                "update idn_client_system set enabled = false where id = $system",
                "delete from idn_credential where system_id = $system"
            })
    void aCredentialThatEndsIsNobodysAtOnce(String sql) {
        change(sql);
        for (int i = 0; i < 2; i++) {
            Reply refused = query();
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.problem()).isEqualTo("identity/untrusted-certificate");
            assertThat(refused.header("WWW-Authenticate")).isNotEmpty();
            assertThat(refused.verify(node.anchors()).ok()).isTrue();
            assertThat(refused.entry().at("/actor/kind").asText()).isEqualTo("NOBODY");
        }
    }

    @Test
    void aRefusalDoesNotNameWhoIsNotTheCallerAnyMore() {
        change("update idn_credential set revoked_at = now() where system_id = $system");
        Reply refused = system.post(QUERIES, "{\"grant\":");
        assertThat(refused.problem()).isEqualTo("identity/untrusted-certificate");
        assertThat(refused.entry().at("/actor/kind").asText()).isEqualTo("NOBODY");
    }

    @Test
    void rolesCountAsTheyAreNow() {
        change("update idn_client_system set roles = 'AUDITOR' where id = $system");
        assertThat(query().problem()).isEqualTo("identity/forbidden");
        change("update idn_client_system set roles = 'SANDBOX' where id = $system");
        assertThat(ok(query()).get("rows")).hasSize(5);
    }

    @Test
    void aSystemOfAnotherDepartmentHasNotItsGrants() {
        change(
                "update idn_client_system set department = (select department from idn_client_system"
                        + " where name = 'rest-permit') where id = $system");
        Reply refused = query();
        assertThat(refused.problem()).isEqualTo("exchange/grant-unknown");
        assertThat(refused.entry().get("department").asText())
                .isEqualTo(
                        inside.strings(
                                        "select department from idn_client_system where name ="
                                                + " 'rest-permit'")
                                .get(0));
    }

    @Test
    void aGrantCountsAsItIsNow() {
        String ends =
                inside.strings("select valid_until::text from shr_grant where id = '" + grant + "'")
                        .get(0);
        change("update shr_grant set valid_until = now() where id = $grant");
        assertThat(query().problem()).isEqualTo("exchange/grant-expired");
        change("update shr_grant set valid_until = '" + ends + "' where id = $grant");
        assertThat(ok(query()).get("rows")).as("not refused for what was").hasSize(5);
        change("update shr_grant set purpose = '别的用途' where id = $grant");
        assertThat(query().problem()).isEqualTo("exchange/purpose-mismatch");
        change("update shr_grant set purpose = '沙箱联调' where id = $grant");
        assertThat(ok(query()).get("rows")).hasSize(5);
    }

    private static JsonNode ok(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }
}
