package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignedNoteTest {
    private static final String DASH = "\u2014 ";

    /** The example of C2SP signed-note, section "Verifier keys". */
    private static final String EXAMPLE =
            "This is an example message.\n\n"
                    + DASH
                    + "example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjO"
                    + "BH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    /** The example at the head of C2SP signed-note; its key is not published. */
    private static final String POEM =
            "Ognuno sta solo sul cuor della terra\n"
                    + "trafitto da un raggio di sole:\n\n"
                    + "ed è subito sera.\n\n"
                    + DASH
                    + "quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJ"
                    + "KONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";

    /** A checkpoint of Go's checksum database, of log/note_test.go of transparency-dev/formats. */
    private static final String GO_SUM =
            "go.sum database tree\n6476701\nmb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=\n\n"
                    + DASH
                    + "sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4"
                    + "nPRYfvimWEPWL+o3GeoWwOoAw=\n";

    /** The example of C2SP tlog-checkpoint. */
    private static final String SOFA =
            "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
                    + DASH
                    + "example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7"
                    + "u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

    private final NoteSigner ours =
            NoteSigner.ed25519("ours", new Ed25519PrivateKeyParameters(new SecureRandom()));
    private final NoteSigner other =
            NoteSigner.ed25519("ours", new Ed25519PrivateKeyParameters(new SecureRandom()));

    @Test
    void theExampleOfC2spVerifies() {
        NoteKey key = NoteKey.parse(NoteKeyTest.EXAMPLE);
        SignedNote note = SignedNote.parse(EXAMPLE);
        assertThat(note.body()).isEqualTo("This is an example message.\n");
        assertThat(new NoteVerifier(List.of(key)).verify(note)).hasSize(1);
        SignedNote changed = SignedNote.parse(EXAMPLE.replace("an example", "no example"));
        assertThatThrownBy(() -> new NoteVerifier(List.of(key)).verify(changed))
                .hasMessage("signature of example.com/foo 530d903a: does not verify");
    }

    @Test
    void examplesSurviveReading() {
        for (String text : List.of(EXAMPLE, POEM, GO_SUM, SOFA)) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThat(SignedNote.parse(bytes).text()).isEqualTo(text);
        }
        assertThat(SignedNote.parse(POEM).body()).endsWith("sole:\n\ned è subito sera.\n");
        SignedCheckpoint sofa = SignedCheckpoint.parse(SOFA);
        assertThat(sofa.text()).isEqualTo(SOFA);
        assertThat(sofa.checkpoint().size()).isEqualTo(20_852_163);
    }

    @Test
    void aCheckpointOfGosChecksumDatabaseVerifies() {
        NoteKey key =
                NoteKey.parse(
                        "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
        TrustedLog log = new TrustedLog("go.sum database tree", List.of(key));
        SignedCheckpoint signed = SignedCheckpoint.parse(GO_SUM.getBytes(StandardCharsets.UTF_8));
        assertThat(log.verify(signed).size()).isEqualTo(6_476_701);
        SignedCheckpoint changed = SignedCheckpoint.parse(GO_SUM.replace("6476701", "6476702"));
        assertThatThrownBy(() -> log.verify(changed))
                .hasMessage("signature of sum.golang.org 033de0ae: does not verify");
    }

    private SignedNote note(NoteSigner... signers) {
        byte[] text = "text\n".getBytes(StandardCharsets.UTF_8);
        List<SignedCheckpoint.Signature> lines =
                Arrays.stream(signers)
                        .map(
                                s ->
                                        new SignedCheckpoint.Signature(
                                                s.key().name(), s.key().keyHash(), s.sign(text)))
                        .toList();
        return new SignedNote("text\n", lines);
    }

    @Test
    @Tag("PRF-6")
    void linesOfUnknownKeysAreIgnoredAndWrongOnesOfKnownKeysRefused() {
        NoteVerifier verifier = new NoteVerifier(List.of(ours.key()));
        assertThat(verifier.verify(note(other, ours))).hasSize(1);
        assertThatThrownBy(() -> verifier.verify(note(other)))
                .hasMessage("signature: is none of a known key");
        SignedCheckpoint.Signature good = note(ours).signatures().get(0);
        SignedCheckpoint.Signature forged =
                new SignedCheckpoint.Signature(
                        "ours", good.keyHash(), note(other).signatures().get(0).signature());
        SignedNote both = new SignedNote("text\n", List.of(good, forged));
        assertThatThrownBy(() -> verifier.verify(both))
                .hasMessageStartingWith("signature of ours ")
                .hasMessageEndingWith(": does not verify");
        SignedCheckpoint.Signature renamed =
                new SignedCheckpoint.Signature("theirs", good.keyHash(), good.signature());
        SignedNote foreign = new SignedNote("text\n", List.of(renamed));
        assertThatThrownBy(() -> verifier.verify(foreign))
                .hasMessage("signature: is none of a known key");
        assertThatThrownBy(() -> new NoteVerifier(List.of(ours.key(), ours.key())))
                .hasMessage("key ours: is there twice, or two share its id");
    }

    /** Lines of post-quantum keys, which we do not know, do not make a note unreadable. */
    @Test
    void sixteenLinesOfLargeUnknownSignaturesAreRead() {
        SignedCheckpoint.Signature large =
                new SignedCheckpoint.Signature("pq.example", new byte[4], new byte[4_900]);
        SignedNote note = new SignedNote("text\n", Collections.nCopies(16, large));
        byte[] bytes = note.text().getBytes(StandardCharsets.UTF_8);
        assertThat(SignedNote.parse(bytes).signatures()).hasSize(16);
    }

    @Test
    void rareCharactersAreTextAndHalvesOfThemAreNot() {
        String rare = EXAMPLE.replace("example message", "\ud842\udfb7");
        assertThat(SignedNote.parse(rare.getBytes(StandardCharsets.UTF_8)).body())
                .contains("\ud842\udfb7");
        Checkpoint checkpoint = new Checkpoint("\ud842\udfb7/log", 0, new byte[32], List.of());
        assertThat(Checkpoint.parse(checkpoint.text()).origin()).isEqualTo("\ud842\udfb7/log");
        assertThatThrownBy(() -> new Checkpoint("\ud842/log", 0, new byte[32], List.of()))
                .hasMessage("origin: has half a character");
        assertThatThrownBy(() -> SignedNote.parse(EXAMPLE.replace("an", "\udfb7")))
                .hasMessage("note: has half a character");
    }

    static Stream<Arguments> refused() {
        String line = EXAMPLE.substring(EXAMPLE.indexOf(DASH));
        return Stream.of(
                Arguments.of("", "note: has no empty line before its signatures"),
                Arguments.of("text\n", "note: has no empty line before its signatures"),
                Arguments.of("text\n" + line, "note: has no empty line before its signatures"),
                Arguments.of("text\n\n", "note: does not end with a signature line"),
                Arguments.of(EXAMPLE.strip(), "note: does not end with a signature line"),
                Arguments.of(EXAMPLE + "\n", "note: does not end with a signature line"),
                Arguments.of(
                        EXAMPLE + "\nx\n", "checkpoint signature line: is not of the note form"),
                Arguments.of(EXAMPLE.replace("\n", "\r\n"), "note: has a control character"),
                Arguments.of(EXAMPLE.replace("This", "\tThis"), "note: has a control character"),
                Arguments.of(EXAMPLE.replace("This", "\0"), "note: has a control character"),
                Arguments.of(EXAMPLE.replace("yaQM=", "yaQN="), BASE64),
                Arguments.of(EXAMPLE.replace("yaQM=", "yaQM"), BASE64),
                Arguments.of(EXAMPLE.replace("foo U", "fo\u00a0o U"), NAME),
                Arguments.of(EXAMPLE.replace("foo U", "fo\u0085o U"), NAME),
                Arguments.of(EXAMPLE.replace("foo U", "fo\u3000o U"), NAME),
                Arguments.of(EXAMPLE.replace("foo U", "fo+o U"), NAME),
                Arguments.of("t\n\n" + line.repeat(17), "note: needs from 1 to 16 signature lines"),
                Arguments.of(
                        "t\n\n" + line.repeat(900), "note: needs from 1 to 16 signature lines"),
                Arguments.of("t".repeat(1 << 20) + EXAMPLE, "note: is larger than 131072 bytes"));
    }

    private static final String BASE64 =
            "checkpoint signature line: is not base64 in its only standard form";
    private static final String NAME = "key name: has a space or a plus sign";

    @ParameterizedTest
    @Tag("PRF-4")
    @MethodSource("refused")
    void aMalformedNoteIsRefusedByName(String note, String message) {
        assertThatThrownBy(() -> SignedNote.parse(note)).hasMessage(message);
    }

    @Test
    @Tag("PRF-4")
    void bytesThatAreNotUtf8OrTooManyAreRefused() {
        byte[] bytes = EXAMPLE.getBytes(StandardCharsets.UTF_8);
        bytes[3] = (byte) 0xff;
        assertThatThrownBy(() -> SignedCheckpoint.parse(bytes)).hasMessage("note: is not UTF-8");
        byte[] overlong = EXAMPLE.getBytes(StandardCharsets.UTF_8);
        overlong[3] = (byte) 0xc0;
        overlong[4] = (byte) 0xaf;
        assertThatThrownBy(() -> SignedNote.parse(overlong)).hasMessage("note: is not UTF-8");
        assertThatThrownBy(() -> SignedNote.parse(new byte[1 << 20]))
                .hasMessage("note: is larger than 131072 bytes");
        assertThatThrownBy(() -> new SignedNote("no line feed", note(ours).signatures()))
                .hasMessage("note: has a text that does not end with a line feed");
    }
}
