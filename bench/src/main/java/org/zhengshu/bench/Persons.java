package org.zhengshu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** People of the sample world who sign in over REST. */
final class Persons {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final BenchNode node;

    Persons(BenchNode node) {
        this.node = node;
    }

    /** The token of a new session. */
    String signIn(String login) throws IOException, GeneralSecurityException {
        ObjectNode credentials =
                MAPPER.createObjectNode().put("login", login).put("password", node.password(login));
        return post("/api/v1/sessions", credentials, List.of()).get("token").asText();
    }

    /** A secret by which a sample system says who it is in a UsernameToken. */
    String secret(String system, Connection database)
            throws IOException, GeneralSecurityException, SQLException {
        ObjectNode order = MAPPER.createObjectNode();
        order.putArray("uses").add("USERNAME_TOKEN");
        String path = "/api/v1/client-systems/" + id(system, database) + "/credentials/secrets";
        String authorization = "Authorization: Bearer " + signIn("sysadmin");
        return post(path, order, List.of(authorization)).get("secret").asText();
    }

    private static String id(String system, Connection database) throws SQLException {
        try (PreparedStatement s =
                database.prepareStatement("select id from idn_client_system where name = ?")) {
            s.setString(1, system);
            try (ResultSet found = s.executeQuery()) {
                found.next();
                return found.getString(1);
            }
        }
    }

    private JsonNode post(String path, ObjectNode body, List<String> lines)
            throws IOException, GeneralSecurityException {
        List<String> header = new java.util.ArrayList<>(lines);
        header.add("Content-Type: application/json");
        try (HttpsConnection connection =
                new HttpsConnection(Tls.anonymous(node.data()), node.port())) {
            HttpsConnection.Response response =
                    connection.send(
                            HttpsConnection.request(
                                    "POST " + path,
                                    header,
                                    body.toString().getBytes(StandardCharsets.UTF_8)));
            if (response.status() != 200) {
                throw new IOException(path + ": " + response.text());
            }
            return MAPPER.readTree(response.body());
        }
    }
}
