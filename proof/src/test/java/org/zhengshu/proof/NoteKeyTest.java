package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteKeyTest {
    /** The example of C2SP signed-note, section "Verifier keys". */
    static final String EXAMPLE =
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    /** Keys of the tests of golang.org/x/mod/sumdb/note and of transparency-dev/formats. */
    private static final String GO =
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String GO_SUM =
            "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
    private static final String PLUS_IN_KEY =
            "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6";
    private static final String WITNESS =
            "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";

    @ParameterizedTest
    @ValueSource(strings = {EXAMPLE, GO, GO_SUM, PLUS_IN_KEY})
    void keysThatOthersPublishedAreRead(String text) {
        NoteKey key = NoteKey.parse(text);
        assertThat(key).isInstanceOf(NoteKey.Ed25519Key.class);
        assertThat(key.isCosignature()).isFalse();
        assertThat(key.verifierKey()).isEqualTo(text);
        assertThat(HexFormat.of().formatHex(key.keyHash())).isEqualTo(text.split("\\+")[1]);
    }

    @Test
    void aWitnessKeyThatOthersPublishedIsRead() {
        NoteKey key = NoteKey.parse(WITNESS);
        assertThat(key).isInstanceOf(NoteKey.Ed25519CosignatureKey.class);
        assertThat(key.name()).isEqualTo("remora.n621.de");
        assertThat(key.isCosignature()).isTrue();
        assertThat(key.verifierKey()).isEqualTo(WITNESS);
    }

    @Test
    void keysOfAllTypesSurviveTheirText() {
        var ed25519 = new Ed25519PrivateKeyParameters(new SecureRandom()).generatePublicKey();
        var sm2 = Sm2.publicKey(Sm2.generateKey(new SecureRandom()));
        List<NoteKey> keys =
                List.of(
                        new NoteKey.Ed25519Key("node", ed25519),
                        new NoteKey.Ed25519CosignatureKey("node", ed25519),
                        new NoteKey.Sm2Key("node", sm2),
                        new NoteKey.Sm2CosignatureKey("node", sm2));
        for (NoteKey key : keys) {
            NoteKey read = NoteKey.parse(key.verifierKey());
            assertThat(read).isExactlyInstanceOf(key.getClass());
            assertThat(read.verifierKey()).isEqualTo(key.verifierKey());
        }
        assertThat(keys)
                .map(key -> HexFormat.of().formatHex(key.keyHash()))
                .doesNotHaveDuplicates();
        assertThat(new String(keys.get(3).encoded(), 1, 22, StandardCharsets.US_ASCII))
                .isEqualTo("SM2-SM3-cosignature-v1");
    }

    @ParameterizedTest
    @Tag("PRF-4")
    @ValueSource(
            strings = {
                "",
                "example.com/foo",
                "example.com/foo+530d903a",
                "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k=",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2kAA==",
                "rekor.sigstore.dev+12345678+AwEB",
                "rekor.sigstore.dev+12345678+THIS_IS_NOT_BASE64!",
                "bananas.sigstore.dev+12344556"
            })
    void aKeyOfAnotherFormIsRefused(String text) {
        assertThatThrownBy(() -> NoteKey.parse(text)).isInstanceOf(ProofException.class);
    }

    @Test
    void keysThatAreNoPointsAndMegabytesAreRefused() {
        byte[] identity = new byte[33];
        identity[0] = 1;
        identity[1] = 1;
        requireRefused("n", identity, "verifier key: is not an Ed25519 key");
        NoteKey sm2 = new NoteKey.Sm2Key("n", Sm2.publicKey(Sm2.generateKey(new SecureRandom())));
        byte[] off = sm2.encoded();
        off[off.length - 1] ^= 1;
        requireRefused("n", off, "public key: is not a point of the SM2 curve");
        byte[] cut = Arrays.copyOf(sm2.encoded(), 20);
        requireRefused("n", cut, "verifier key: is not a subject public key info");
        assertThatThrownBy(() -> NoteKey.parse("n+" + "0".repeat(1 << 20)))
                .hasMessage("verifier key: is not of the form name+hash+key");
    }

    private static void requireRefused(String name, byte[] encoded, String message) {
        String text = name + "+00000000+" + Base64.getEncoder().encodeToString(encoded);
        assertThatThrownBy(() -> NoteKey.parse(text)).hasMessage(message);
    }
}
