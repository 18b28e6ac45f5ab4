package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignedCheckpointTest {
    private static final String ORIGIN = "node.example/log";
    private static final byte[] ROOT = HashAlgorithm.SM3.digest(new byte[] {1});
    private static final String BODY =
            ORIGIN + "\n42\n" + Base64.getEncoder().encodeToString(ROOT) + "\n";
    private static final String SIGNATURE = "\u2014 " + ORIGIN + " AQIDBAUG\n";

    @Test
    void theTextIsThatOfC2sp() {
        assertThat(new Checkpoint(ORIGIN, 42, ROOT, List.of("note 1")).text())
                .isEqualTo(BODY + "note 1\n");
    }

    @Test
    void aSignedCheckpointSurvivesItsText() {
        NoteSigner sm2 = NoteSigner.sm2(ORIGIN, Sm2.generateKey(new SecureRandom()));
        Checkpoint checkpoint = new Checkpoint(ORIGIN, 42, ROOT, List.of("a b", "签发"));
        SignedCheckpoint signed = SignedCheckpoint.sign(checkpoint, List.of(sm2));
        SignedCheckpoint read = SignedCheckpoint.parse(signed.text());
        assertThat(read.text()).isEqualTo(signed.text());
        assertThat(read.checkpoint().extensionLines()).containsExactly("a b", "签发");
        SignedCheckpoint.Signature line = read.signatures().get(0);
        assertThat(line.isBy(sm2.key())).isTrue();
        assertThat(sm2.key().verify(read.signedBytes(), line.signature())).isTrue();
    }

    /** The example of the Go module golang.org/x/mod/sumdb/note. */
    @Test
    void aNoteOfTheGoImplementationVerifies() {
        byte[] key = Base64.getDecoder().decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        var ed25519 = new Ed25519PublicKeyParameters(key, 1);
        NoteKey noteKey = new NoteKey.Ed25519Key("PeterNeumann", ed25519);
        assertThat(noteKey.verifierKey())
                .isEqualTo("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        String text =
                "If you think cryptography is the answer to your problem,\n"
                        + "then you don't know what your problem is.\n";
        String line =
                "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg"
                        + "KvqfqdngotpRZb6KE6RyyBwJnAM=";
        byte[] signature = Base64.getDecoder().decode(line);
        byte[] bare = Arrays.copyOfRange(signature, 4, signature.length);
        assertThat(Arrays.copyOf(signature, 4)).isEqualTo(noteKey.keyHash());
        assertThat(noteKey.verify(text.getBytes(StandardCharsets.UTF_8), bare)).isTrue();
    }

    static Stream<String> malformedNotes() {
        String note = BODY + "\n" + SIGNATURE;
        return Stream.of(
                "",
                "\n\n",
                BODY,
                BODY + "\n",
                BODY + SIGNATURE,
                note + "\n",
                note + SIGNATURE.strip(),
                note.replace("\n", "\r\n"),
                note.replace("\u2014 ", "- "),
                note.replace("\u2014 ", "\u2014  "),
                note.replace("AQIDBAUG", "AQIDBA=="),
                note.replace("AQIDBAUG", "AQIDBAUG "),
                note.replace("AQIDBAUG", "AQIDBAV="),
                note.replace("\u2014 node.example/log", "\u2014 node+example/log"),
                note.replace("\n42\n", "\n042\n"),
                note.replace("\n42\n", "\n+42\n"),
                note.replace("\n42\n", "\n-42\n"),
                note.replace("\n42\n", "\n\u0664\u0662\n"),
                note.replace("\n42\n", "\n9223372036854775808\n"),
                note.replace("\n42\n", "\n\n42\n"),
                note.replace(ORIGIN + "\n42", "\n42"),
                note.replace(ORIGIN + "\n42", "\tx\n42"),
                note.replace("=\n", "\n"),
                note.replace("42\n", "42\nA"),
                "x\n1\n\n" + SIGNATURE,
                BODY + "ext\u0001\n\n" + SIGNATURE,
                BODY + "e\n".repeat(17) + "\n" + SIGNATURE,
                note + SIGNATURE.repeat(16));
    }

    @ParameterizedTest
    @MethodSource("malformedNotes")
    void aMalformedNoteIsRefused(String note) {
        assertThatThrownBy(() -> SignedCheckpoint.parse(note)).isInstanceOf(ProofException.class);
    }

    @Test
    void theWellFormedNoteOfTheseTestsIsRead() {
        assertThat(SignedCheckpoint.parse(BODY + "\n" + SIGNATURE).checkpoint().size())
                .isEqualTo(42);
    }

    @Test
    void aCheckpointThatCannotBeWrittenCannotBeMade() {
        assertThatThrownBy(() -> new Checkpoint("a\tb", 1, ROOT, List.of()))
                .isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> new Checkpoint("a", -1, ROOT, List.of()))
                .isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> new Checkpoint("a", 1, new byte[31], List.of()))
                .isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> new Checkpoint("a", 1, ROOT, List.of("x\ny")))
                .isInstanceOf(ProofException.class);
    }
}
