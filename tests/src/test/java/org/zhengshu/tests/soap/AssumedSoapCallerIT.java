package org.zhengshu.tests.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Soap;

/** What is changed of a system that has just called by SOAP counts for its very next call. */
@Tag("EXC-8")
@Tag("IDN-7")
class AssumedSoapCallerIT {
    private static final String SYSTEM = "soap-tax";
    private static final String OF_SYSTEM =
            " where system_id = (select id from idn_client_system where name = '" + SYSTEM + "')";

    private final Node node = Node.shared();
    private final Wire wire = new Wire(node);
    private final Soap signer = Soap.system(node, SYSTEM);
    private final SystemSecret secret = SystemSecret.of(node, SYSTEM);

    /** A grant of another department is refused as unknown to whom is known. */
    private Reply token() {
        return wire.send(
                "token/Exchange",
                Wire.SOAP_11,
                Wire.envelope(Wire.SOAP_11, secret.text(), Wire.query(node)));
    }

    private Reply signed() {
        return signer.call("Exchange", Wire.query(node));
    }

    private void both(String token, String signed) {
        for (int i = 0; i < 2; i++) {
            assertThat(token().problem()).isEqualTo(token);
            assertThat(signed().problem()).isEqualTo(signed);
        }
    }

    @BeforeEach
    void seen() {
        both("exchange/grant-unknown", "exchange/grant-unknown");
        Reply reply = token();
        assertThat(reply.entry().at("/actor/id").asText()).isEqualTo(SYSTEM);
        assertThat(reply.verify(node.anchors()).failures()).isEmpty();
    }

    @AfterEach
    void asBefore() throws SQLException {
        execute("update idn_client_system set enabled = true where name = '" + SYSTEM + "'");
        renameUse("X_TOKEN", "USERNAME_TOKEN");
        renameUse("X_SECURITY", "WS_SECURITY");
        both("exchange/grant-unknown", "exchange/grant-unknown");
    }

    @Test
    void aDisabledSystemIsNobody() throws SQLException {
        execute("update idn_client_system set enabled = false where name = '" + SYSTEM + "'");
        both("identity/bad-credentials", "identity/untrusted-certificate");
        assertThat(token().entry().at("/actor/kind").asText()).isEqualTo("NOBODY");
        assertThat(signed().entry().at("/actor/kind").asText()).isEqualTo("NOBODY");
    }

    @Test
    void aCredentialThatServesSomethingElseIsNobodys() throws SQLException {
        renameUse("USERNAME_TOKEN", "X_TOKEN");
        both("identity/bad-credentials", "exchange/grant-unknown");
        renameUse("WS_SECURITY", "X_SECURITY");
        both("identity/bad-credentials", "identity/untrusted-certificate");
    }

    private void renameUse(String before, String after) throws SQLException {
        execute(
                "update idn_credential set uses = replace(uses, '%s', '%s')"
                                .formatted(before, after)
                        + OF_SYSTEM);
    }

    private void execute(String sql) throws SQLException {
        Map<String, String> database = node.instance().serverEnvironment();
        try (Connection connection =
                        DriverManager.getConnection(
                                database.get("DB_URL"),
                                database.get("DB_USER"),
                                database.get("DB_PASSWORD"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }
}
