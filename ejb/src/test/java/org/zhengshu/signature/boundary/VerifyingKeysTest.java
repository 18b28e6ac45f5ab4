package org.zhengshu.signature.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;

@Tag("IDN-9")
class VerifyingKeysTest {
    /** RFC 7638 section 3.1. */
    private static final String RFC_7638 =
            """
            {"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}""";

    private static String pem(String type, String parameter) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
        if (type.equals("EC")) {
            generator.initialize(new ECGenParameterSpec(parameter));
        } else if (type.equals("RSA")) {
            generator.initialize(Integer.parseInt(parameter));
        }
        KeyPair pair = generator.generateKeyPair();
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static void refused(String key, String algorithm, String why) {
        assertThatThrownBy(() -> VerifyingKeys.read(key, algorithm))
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> {
                            assertThat(p.type()).isEqualTo(ProblemType.INVALID_INPUT);
                            assertThat(p.detail().en()).contains(why);
                        });
    }

    @Test
    void theThumbprintIsThatOfTheStandard() {
        assertThat(VerifyingKeys.read(RFC_7638, null).thumbprint())
                .isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    @ParameterizedTest
    @CsvSource({
        "EC, secp256r1, ES256",
        "RSA, 2048, RS256",
        "RSA, 3072, PS256",
        "RSA, 2048, PS512",
        "Ed25519, '', EdDSA"
    })
    void aKeyInPemKeepsItsOneAlgorithm(String type, String parameter, String algorithm)
            throws Exception {
        VerifyingKeys.Registered read = VerifyingKeys.read(pem(type, parameter), algorithm);
        PublicJsonWebKey key = VerifyingKeys.stored(read.jwk().getBytes("UTF-8"));
        assertThat(key.getAlgorithm()).isEqualTo(algorithm);
        assertThat(key.getPrivateKey()).isNull();
        assertThat(read.thumbprint()).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void theUsualAlgorithmIsTakenWhenNobodySays() throws Exception {
        assertThat(VerifyingKeys.read(pem("RSA", "2048"), null).jwk()).contains("\"RS256\"");
        assertThat(VerifyingKeys.read(pem("EC", "secp256r1"), null).jwk()).contains("\"ES256\"");
    }

    @Test
    void anAlgorithmThatTheKeyCannotDoIsRefused() throws Exception {
        refused(pem("RSA", "2048"), "ES256", "not ES256");
        refused(pem("EC", "secp256r1"), "RS256", "not RS256");
        refused(RFC_7638, "PS256", "not PS256");
        refused(RFC_7638.replace("RS256", "HS256"), null, "not HS256");
        refused(RFC_7638.replace("RS256", "none"), null, "not none");
    }

    @Test
    void aWeakOrUnknownKeyIsRefused() throws Exception {
        refused(pem("RSA", "1024"), null, "2048");
        refused(pem("EC", "secp384r1"), null, "P-256");
        refused(pem("X25519", ""), null, "");
    }

    @Test
    void aPrivateKeyIsRefusedByName() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
        PublicJsonWebKey key = (PublicJsonWebKey) JsonWebKey.Factory.newJwk(pair.getPublic());
        key.setPrivateKey(pair.getPrivate());
        refused(key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE), null, "private key");
    }

    @Test
    void aSymmetricKeyIsNoPublicKey() {
        refused(
                "{\"kty\":\"oct\",\"k\":\"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0\"}",
                null,
                "symmetric");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "no key",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"AQAB\"}",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
            })
    void whatIsNoKeyIsRefused(String text) {
        refused(text, null, "");
    }
}
