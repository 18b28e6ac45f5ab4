package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CosignatureTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final String NAME = "witness.example/w1";
    private static final Checkpoint CHECKPOINT =
            new Checkpoint("node.example/sm3", 42, new byte[32], List.of("one more line"));

    private final Ed25519PrivateKeyParameters ed25519 =
            new Ed25519PrivateKeyParameters(new SecureRandom());
    private final ECPrivateKeyParameters sm2 = Sm2.generateKey(new SecureRandom());
    private final List<CosignatureSigner> signers =
            List.of(CosignatureSigner.ed25519(NAME, ed25519), CosignatureSigner.sm2(NAME, sm2));
    private final List<NoteKey> keys = signers.stream().map(CosignatureSigner::key).toList();

    /** The signed message in C2SP tlog-cosignature, over the checkpoint of its example. */
    @Test
    void theSignedMessageIsThatOfC2sp() {
        String text =
                "example.com/behind-the-sofa\n20852163\n"
                        + "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        Cosignature signature = new Cosignature(1_679_315_147, new byte[0]);
        assertThat(signature.message(text.getBytes(StandardCharsets.UTF_8)))
                .asString()
                .isEqualTo("cosignature/v1\ntime 1679315147\n" + text);
    }

    /**
     * The line of the example of C2SP tlog-cosignature, whose key is not published, and a line of
     * note/note_cosigv1_test.go of transparency-dev/formats.
     */
    @Test
    void theTimeStandsBeforeTheSignature() {
        assertThat(
                        decoded(
                                "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3"
                                        + "b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA=="))
                .isEqualTo(1_679_315_147);
        assertThat(
                        decoded(
                                "ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9u"
                                        + "L+8qT7S5gxEHWWOworDcFiEBYJXORmnFBOBA=="))
                .isEqualTo(1_727_964_367);
    }

    private static long decoded(String line) {
        byte[] bytes = Base64.getDecoder().decode(line);
        Cosignature read = Cosignature.decode(Arrays.copyOfRange(bytes, 4, bytes.length)).get();
        assertThat(read.signature()).hasSize(64);
        assertThat(read.encoded()).isEqualTo(Arrays.copyOfRange(bytes, 4, bytes.length));
        return read.time();
    }

    private String answer(Checkpoint checkpoint, Instant at) {
        StringBuilder lines = new StringBuilder();
        signers.forEach(signer -> lines.append(signer.sign(checkpoint, at).line()));
        return lines.toString();
    }

    private List<SignedCheckpoint.Signature> verify(String answer) {
        return Cosignature.verify(CHECKPOINT, answer.getBytes(StandardCharsets.UTF_8), keys, NOW);
    }

    @Test
    void bothKindsVerifyAndCanStandUnderTheCheckpoint() {
        List<SignedCheckpoint.Signature> lines = verify(answer(CHECKPOINT, NOW));
        assertThat(lines).hasSize(2);
        NoteSigner log = NoteSigner.sm2("node.example/sm3", sm2);
        SignedCheckpoint signed = SignedCheckpoint.sign(CHECKPOINT, List.of(log)).with(lines);
        SignedCheckpoint read = SignedCheckpoint.parse(signed.text());
        assertThat(new NoteVerifier(keys).verify(read.note())).hasSize(2);
        TrustedLog trusted = new TrustedLog("node.example/sm3", List.of(log.key()));
        assertThat(trusted.verify(read).size()).isEqualTo(42);
    }

    @Test
    void linesOfUnknownWitnessesAreIgnoredButOneMustBeKnown() {
        String foreign = answer(CHECKPOINT, NOW).replace(NAME, "other.example");
        assertThat(verify(foreign + answer(CHECKPOINT, NOW))).hasSize(2);
        assertThatThrownBy(() -> verify(foreign)).hasMessage("signature: is none of a known key");
    }

    @Test
    @Tag("PRF-6")
    void aWitnessThatSignedAnotherNoteIsRefused() {
        Checkpoint larger = new Checkpoint("node.example/sm3", 43, new byte[32], List.of());
        Checkpoint bare = new Checkpoint("node.example/sm3", 42, new byte[32], List.of());
        Checkpoint other =
                new Checkpoint("other.example/sm3", 42, new byte[32], List.of("one more line"));
        for (Checkpoint signed : List.of(larger, bare, other)) {
            assertThatThrownBy(() -> verify(answer(signed, NOW)))
                    .hasMessageStartingWith("signature of " + NAME)
                    .hasMessageEndingWith(": does not verify");
        }
    }

    @Test
    void aWitnessThatSignedThePlainNoteIsRefused() {
        byte[] text = CHECKPOINT.text().getBytes(StandardCharsets.UTF_8);
        byte[] plain = NoteSigner.ed25519(NAME, ed25519).sign(text);
        assertThatThrownBy(() -> verify(line(keys.get(0), plain))).hasMessageContaining("verify");
        byte[] timed = ByteBuffer.allocate(8 + plain.length).putLong(1).put(plain).array();
        assertThatThrownBy(() -> verify(line(keys.get(0), timed))).hasMessageContaining("verify");
        assertThatThrownBy(() -> verify(line(keys.get(1), Sm2.sign(sm2, text))))
                .hasMessageContaining("verify");
    }

    @Test
    void timesThatAreNoneOrInTheFutureAreRefused() {
        assertThat(verify(answer(CHECKPOINT, NOW.plus(Cosignature.AHEAD)))).hasSize(2);
        assertThatThrownBy(
                        () ->
                                verify(
                                        answer(
                                                CHECKPOINT,
                                                NOW.plus(Cosignature.AHEAD).plusSeconds(1))))
                .hasMessage("cosignature of " + NAME + ": is from the future");
        assertThatThrownBy(() -> answer(CHECKPOINT, Instant.EPOCH))
                .hasMessage("cosignature: has no time");
        for (long time : new long[] {0, -1, Long.MIN_VALUE}) {
            byte[] message =
                    ("cosignature/v1\ntime "
                                    + Long.toUnsignedString(time)
                                    + "\n"
                                    + CHECKPOINT.text())
                            .getBytes(StandardCharsets.UTF_8);
            byte[] signature = Sm2.sign(sm2, message);
            byte[] timed =
                    ByteBuffer.allocate(8 + signature.length).putLong(time).put(signature).array();
            assertThatThrownBy(() -> verify(line(keys.get(1), timed)))
                    .hasMessageEndingWith(": does not verify");
        }
    }

    @Test
    void aWrongKeyIdIsThatOfAnUnknownKey() {
        SignedCheckpoint.Signature genuine = signers.get(0).sign(CHECKPOINT, NOW);
        byte[] id = genuine.keyHash().clone();
        id[0] ^= 1;
        String line = new SignedCheckpoint.Signature(NAME, id, genuine.signature()).line();
        assertThatThrownBy(() -> verify(line)).hasMessage("signature: is none of a known key");
        String swapped = line(keys.get(1), genuine.signature());
        assertThatThrownBy(() -> verify(swapped)).hasMessageEndingWith(": does not verify");
    }

    @Test
    void noBitOfACosignatureCanChange() {
        for (CosignatureSigner signer : signers) {
            byte[] signature = signer.sign(CHECKPOINT, NOW).signature();
            byte[] text = CHECKPOINT.text().getBytes(StandardCharsets.UTF_8);
            assertThat(signer.key().verify(text, signature)).isTrue();
            for (int bit = 0; bit < signature.length * 8; bit += 3) {
                byte[] changed = signature.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(signer.key().verify(text, changed)).isFalse();
            }
            for (int length = 0; length < signature.length; length += 7) {
                assertThat(signer.key().verify(text, Arrays.copyOf(signature, length))).isFalse();
            }
            byte[] longer = Arrays.copyOf(signature, signature.length + 1);
            assertThat(signer.key().verify(text, longer)).isFalse();
        }
    }

    @Test
    @Tag("PRF-4")
    void answersThatAreNoSignatureLinesAreRefused() {
        String genuine = answer(CHECKPOINT, NOW);
        for (String nonsense :
                List.of("", "\n", "OK\n", genuine.strip(), "\n" + genuine, genuine + "\n")) {
            assertThatThrownBy(() -> verify(nonsense)).isInstanceOf(ProofException.class);
        }
        assertThatThrownBy(() -> verify(genuine.replace("\n", "\r\n")))
                .hasMessage("note: has a control character");
        assertThatThrownBy(() -> verify(genuine.repeat(1000)))
                .hasMessage("cosignatures: is larger than 131072 bytes");
        assertThatThrownBy(() -> verify(genuine.repeat(20)))
                .hasMessage("note: needs from 1 to 16 signature lines");
    }

    @Test
    void keysAreUsedForOneKindOfLineOnly() {
        NoteKey plain = NoteSigner.sm2(NAME, sm2).key();
        assertThatThrownBy(() -> new CosignatureSigner(plain, text -> text))
                .hasMessage("witness key: is not one that cosigns");
        byte[] answer = answer(CHECKPOINT, NOW).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Cosignature.verify(CHECKPOINT, answer, List.of(plain), NOW))
                .hasMessage("witness key: is not one that cosigns");
        assertThatThrownBy(() -> CosignatureSigner.sm2("a b", sm2))
                .hasMessage("key name: has a space or a plus sign");
    }

    private static String line(NoteKey key, byte[] signature) {
        return new SignedCheckpoint.Signature(key.name(), key.keyHash(), signature).line();
    }
}
