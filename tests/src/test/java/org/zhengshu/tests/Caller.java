package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** A client system of the tests with credentials of its own, which computes as an outsider does. */
final class Caller {
    static final String QUERIES = "/api/v1/exchange/queries";
    private static final String[] RS = {"RS256", "RSA", "SHA256withRSA"};

    private final Node node;
    private final Rest admin;
    final String name;
    final String id;

    /** A system that is registered already. */
    Caller(Node node, String name) {
        this.node = node;
        this.admin = Rest.person(node, "sysadmin");
        this.name = name;
        this.id =
                new BadInputNode(node)
                        .strings("select id from idn_client_system where name = '" + name + "'")
                        .get(0);
    }

    /** A new system of the department that has the grant of the good query. */
    Caller(Node node) {
        this.node = node;
        this.admin = Rest.person(node, "sysadmin");
        this.name = "caller-" + UUID.randomUUID().toString().substring(0, 13);
        String department =
                new BadInputNode(node)
                        .strings(
                                "select department from idn_client_system where name = 'rest-permit'")
                        .get(0);
        id =
                ok(admin.post(
                                "/api/v1/client-systems",
                                DoorsJson.strict(
                                        "{'name':'%s','department':'%s','roles':['DATA_CONSUMER'],'legacy':false}"
                                                .formatted(name, department))))
                        .get("id")
                        .asText();
    }

    static JsonNode ok(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    /** Something done to the credentials by the administrator. */
    Reply administer(String path, String json) {
        return admin.post(
                "/api/v1/client-systems/" + id + "/credentials" + path, DoorsJson.strict(json));
    }

    JsonNode credentials() {
        return ok(admin.get("/api/v1/client-systems/" + id + "/credentials"));
    }

    String secret(String use) {
        return ok(administer("/secrets", "{'uses':['%s']}".formatted(use))).get("secret").asText();
    }

    /** A key pair whose public half is registered. */
    record Key(KeyPair pair, String algorithm, String id) {}

    Key key(String algorithm, String uses) {
        try {
            KeyPair pair = pair(algorithm);
            String pem =
                    "-----BEGIN PUBLIC KEY-----\\n"
                            + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded())
                            + "\\n-----END PUBLIC KEY-----";
            JsonNode view =
                    ok(
                            administer(
                                    "/public-keys",
                                    "{'key':'%s','algorithm':'%s','uses':[%s]}"
                                            .formatted(pem, algorithm, uses)));
            return new Key(pair, algorithm, view.get("fingerprint").asText());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void revoke(Key key) {
        for (JsonNode one : credentials()) {
            if (one.path("fingerprint").asText().equals(key.id())) {
                ok(administer("/" + one.get("id").asText() + "/revocation", "{}"));
            }
        }
    }

    private static KeyPair pair(String algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator =
                KeyPairGenerator.getInstance(
                        switch (algorithm) {
                            case "ES256" -> "EC";
                            case "EdDSA" -> "Ed25519";
                            default -> RS[1];
                        });
        if (algorithm.equals("ES256")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        return generator.generateKeyPair();
    }

    private static byte[] signed(Key key, String algorithm, byte[] content) {
        try {
            Signature signature =
                    switch (algorithm) {
                        case "ES256" -> Signature.getInstance("SHA256withECDSAinP1363Format");
                        case "EdDSA" -> Signature.getInstance("Ed25519");
                        case "RS256" -> Signature.getInstance(RS[2]);
                        default -> Signature.getInstance("RSASSA-PSS");
                    };
            if (algorithm.equals("PS256")) {
                signature.setParameter(
                        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            } else if (algorithm.equals("PS512")) {
                signature.setParameter(
                        new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1));
            }
            signature.initSign(key.pair().getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    // RFC 7523 -----------------------------------------------------------------------------------

    /** The claims of an assertion that is right. */
    String claims() {
        long now = Instant.now().getEpochSecond();
        return "{'iss':'%s','sub':'%s','aud':'%s','jti':'%s','iat':%d,'exp':%d}"
                .formatted(
                        name,
                        name,
                        node.https() + "/api/v1/token",
                        UUID.randomUUID(),
                        now,
                        now + 120)
                .replace('\'', '"');
    }

    static String jwt(Key key, String header, String claims) {
        String content = base64(header) + "." + base64(claims);
        return content
                + "."
                + url(signed(key, key.algorithm(), content.getBytes(StandardCharsets.US_ASCII)));
    }

    String assertion(Key key) {
        return jwt(
                key,
                "{\"alg\":\"" + key.algorithm() + "\",\"kid\":\"" + key.id() + "\"}",
                claims());
    }

    static String form(String assertion) {
        return "grant_type=client_credentials&client_assertion_type="
                + "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
                + "&client_assertion="
                + assertion;
    }

    static Reply ask(Rest rest, String form, String... headers) {
        return rest.send(
                "POST",
                "/api/v1/token",
                "application/x-www-form-urlencoded",
                BodyPublishers.ofString(form),
                headers);
    }

    String token(Key key) {
        return ok(ask(Rest.nobody(node), form(assertion(key)))).get("access_token").asText();
    }

    // the header conventions ---------------------------------------------------------------------

    String[] tif(String secret, Instant at, String nonce) {
        String time = Long.toString(at.getEpochSecond());
        byte[] digest = sha256((time + secret + nonce + time).getBytes(StandardCharsets.UTF_8));
        return new String[] {
            "x-tif-paasid", name,
            "x-tif-timestamp", time,
            "x-tif-nonce", nonce,
            "x-tif-signature", HexFormat.of().withUpperCase().formatHex(digest)
        };
    }

    String[] tif(String secret) {
        return tif(secret, Instant.now(), UUID.randomUUID().toString());
    }

    String[] national(String secret, Instant at) {
        String time = Long.toString(at.toEpochMilli());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            byte[] sign = mac.doFinal(("s_1" + name + time).getBytes(StandardCharsets.US_ASCII));
            return new String[] {
                "gjzwfwpt_rid",
                name,
                "gjzwfwpt_sid",
                "s_1",
                "gjzwfwpt_rtime",
                time,
                "gjzwfwpt_sign",
                Base64.getEncoder().encodeToString(sign)
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String[] national(String secret) {
        return national(secret, Instant.now());
    }

    // RFC 9421 -----------------------------------------------------------------------------------

    static String digest(String body) {
        return "sha-256=:"
                + Base64.getEncoder().encodeToString(sha256(body.getBytes(StandardCharsets.UTF_8)))
                + ":";
    }

    static String parameters(Key key) {
        return ";created=%d;keyid=\"%s\";nonce=\"%s\""
                .formatted(Instant.now().getEpochSecond(), key.id(), UUID.randomUUID());
    }

    /** Headers of a request signed over method, authority, path, query and digest. */
    String[] signature(Key key, String method, String target, String body) {
        return signature(key, method, target, body, parameters(key));
    }

    String[] signature(Key key, String method, String target, String body, String parameters) {
        return signature(key, method, URI.create(node.https() + target), body, parameters);
    }

    static String[] signature(Key key, String method, URI uri, String body, String parameters) {
        List<String> lines = new ArrayList<>();
        List<String> names = new ArrayList<>();
        cover(names, lines, "@method", method);
        cover(names, lines, "@authority", uri.getAuthority());
        cover(names, lines, "@path", uri.getRawPath());
        if (uri.getRawQuery() != null) {
            cover(names, lines, "@query", "?" + uri.getRawQuery());
        }
        if (body != null) {
            cover(names, lines, "content-digest", digest(body));
        }
        String input = "(" + String.join(" ", names) + ")" + parameters;
        lines.add("\"@signature-params\": " + input);
        byte[] base = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        String algorithm = key.algorithm().equals("PS256") ? "PS512" : key.algorithm();
        List<String> headers =
                new ArrayList<>(
                        List.of(
                                "Signature-Input",
                                "sig1=" + input,
                                "Signature",
                                "sig1=:"
                                        + Base64.getEncoder()
                                                .encodeToString(signed(key, algorithm, base))
                                        + ":"));
        if (body != null) {
            headers.addAll(List.of("Content-Digest", digest(body)));
        }
        return headers.toArray(String[]::new);
    }

    private static void cover(List<String> names, List<String> lines, String name, String value) {
        names.add('"' + name + '"');
        lines.add('"' + name + "\": " + value);
    }

    // --------------------------------------------------------------------------------------------

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String base64(String text) {
        return url(text.getBytes(StandardCharsets.UTF_8));
    }

    static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
