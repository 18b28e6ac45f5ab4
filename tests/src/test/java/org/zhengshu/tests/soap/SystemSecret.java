package org.zhengshu.tests.soap;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** A secret that the administrator issued to a system, and the headers that are made with it. */
public record SystemSecret(String system, String secret) {
    static final String WSSE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String WSU =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private static final String PROFILE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#";
    private static final String BASE64 =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Map<String, SystemSecret> KNOWN = new HashMap<>();

    /** The same for all tests of a run: a system has two live secrets at most. */
    public static synchronized SystemSecret of(Node node, String system) {
        return KNOWN.computeIfAbsent(node.https() + system, s -> issued(node, system));
    }

    private static SystemSecret issued(Node node, String system) {
        Rest administrator = Rest.person(node, "sysadmin");
        String id = "";
        for (JsonNode each : administrator.get("/api/v1/client-systems").json()) {
            if (each.get("name").asText().equals(system)) {
                id = each.get("id").asText();
            }
        }
        Reply reply =
                administrator.post(
                        "/api/v1/client-systems/" + id + "/credentials/secrets",
                        "{\"uses\":[\"USERNAME_TOKEN\"]}");
        if (reply.status() != 200) {
            throw new IllegalStateException(reply.text());
        }
        return new SystemSecret(system, reply.json().get("secret").asText());
    }

    /** The header with the password as it is. */
    String text() {
        return header(
                "<w:Username>"
                        + system
                        + "</w:Username><w:Password Type=\""
                        + PROFILE
                        + "PasswordText\">"
                        + secret
                        + "</w:Password>");
    }

    String digest(Instant at) {
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        return digest(nonce, at);
    }

    String digest(byte[] nonce, Instant at) {
        String created = at.truncatedTo(ChronoUnit.MILLIS).toString();
        return header(
                "<w:Username>"
                        + system
                        + "</w:Username><w:Password Type=\""
                        + PROFILE
                        + "PasswordDigest\">"
                        + digest(nonce, created)
                        + "</w:Password><w:Nonce EncodingType=\""
                        + BASE64
                        + "\">"
                        + Base64.getEncoder().encodeToString(nonce)
                        + "</w:Nonce><u:Created>"
                        + created
                        + "</u:Created>");
    }

    static String header(String token) {
        return "<w:Security xmlns:w=\""
                + WSSE
                + "\" xmlns:u=\""
                + WSU
                + "\" s:mustUnderstand=\"1\"><w:UsernameToken>"
                + token
                + "</w:UsernameToken></w:Security>";
    }

    private String digest(byte[] nonce, String created) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(nonce);
            sha1.update((created + secret).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha1.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
