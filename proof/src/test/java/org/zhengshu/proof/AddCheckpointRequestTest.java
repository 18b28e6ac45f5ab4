package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AddCheckpointRequestTest {
    private static final String STEP = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n";

    /** The example of C2SP tlog-witness. */
    private static final String EXAMPLE =
            "old 20852014\n"
                    + STEP
                    + "jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n"
                    + "5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n"
                    + "/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n\n"
                    + "example.com/behind-the-sofa\n20852163\n"
                    + "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
                    + "\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOo"
                    + "RDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
                    + "\u2014 example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNql"
                    + "cVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=\n";

    private static AddCheckpointRequest parse(String body) {
        return AddCheckpointRequest.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theExampleOfC2spSurvivesReading() {
        AddCheckpointRequest request = parse(EXAMPLE);
        assertThat(request.oldSize()).isEqualTo(20_852_014);
        assertThat(request.proof()).hasSize(4);
        assertThat(request.checkpoint().signatures()).hasSize(2);
        assertThat(request.encode()).asString().isEqualTo(EXAMPLE);
        String first = EXAMPLE.replaceFirst("(?s)old.*?\n\n", "old 0\n\n");
        assertThat(parse(first).encode()).asString().isEqualTo(first);
        String longest = EXAMPLE.replace(STEP, STEP.repeat(60));
        assertThat(parse(longest).proof()).hasSize(63);
    }

    static Stream<Arguments> refused() {
        String form = "add-checkpoint: is not an old size, a proof and a checkpoint";
        String number = "add-checkpoint old size: is not a whole number";
        String shortest = number + " in its shortest form";
        String step = "add-checkpoint proof line: is not base64";
        return Stream.of(
                Arguments.of("", form),
                Arguments.of("\n\n", form),
                Arguments.of("old 1\n", form),
                Arguments.of(EXAMPLE.substring(EXAMPLE.indexOf('\n') + 1), form),
                Arguments.of(EXAMPLE.replace("old ", "Old "), form),
                Arguments.of(EXAMPLE.replace("old 20852014\n", "old\n"), form),
                Arguments.of(EXAMPLE.replace("old 20852014", "old 020852014"), shortest),
                Arguments.of(EXAMPLE.replace("old 20852014", "old -1"), shortest),
                Arguments.of(EXAMPLE.replace("old 20852014", "old +1"), shortest),
                Arguments.of(EXAMPLE.replace("old 20852014", "old  1"), number),
                Arguments.of(EXAMPLE.replace("old 20852014", "old 1\r"), number),
                Arguments.of(EXAMPLE.replace("old 20852014", "old 1\t"), number),
                Arguments.of(EXAMPLE.replace("old 20852014", "old ١"), shortest),
                Arguments.of(EXAMPLE.replace("old 20852014", "old 9223372036854775808"), number),
                Arguments.of(
                        EXAMPLE.replace("pkaw=\n", "pkax=\n"), step + " in its only standard form"),
                Arguments.of(
                        EXAMPLE.replace("pkaw=\n", "pkaw\n"), step + " in its only standard form"),
                Arguments.of(EXAMPLE.replace("pkaw=\n", "pkaw= \n"), step),
                Arguments.of(EXAMPLE.replace("pkaw=\n", "pkaw=\r\n"), step));
    }

    static Stream<Arguments> refusedInTheirParts() {
        return Stream.of(
                Arguments.of(
                        EXAMPLE.replace(STEP, "AAAA\n"),
                        "add-checkpoint: has a proof line that is no hash"),
                Arguments.of(
                        EXAMPLE.replace(STEP, STEP.repeat(61)),
                        "add-checkpoint: has more than 63 proof lines"),
                Arguments.of(
                        EXAMPLE.replace(STEP, STEP.repeat(2000)),
                        "add-checkpoint: has more than 63 proof lines"),
                Arguments.of(
                        EXAMPLE.replace("20852163", "020852163"),
                        "checkpoint size: is not a whole number in its shortest form"),
                Arguments.of(EXAMPLE.strip(), "note: does not end with a signature line"),
                Arguments.of(EXAMPLE + "\n", "note: does not end with a signature line"),
                Arguments.of(
                        EXAMPLE.replace("q2I=\n", "q2I=\n" + "extension\n".repeat(17)),
                        "checkpoint: has too many extension lines"),
                Arguments.of(
                        EXAMPLE.replace("q2I=\n", "q2I=\n" + "e".repeat(1025) + "\n"),
                        "checkpoint extension line: is empty or longer than 1024 characters"),
                Arguments.of("x".repeat(1 << 20), "add-checkpoint: is larger than 135168 bytes"));
    }

    @ParameterizedTest
    @Tag("PRF-4")
    @MethodSource({"refused", "refusedInTheirParts"})
    void aMalformedRequestIsRefusedByName(String body, String message) {
        assertThatThrownBy(() -> parse(body)).hasMessage(message);
    }

    @Test
    @Tag("PRF-4")
    void whatCannotBeWrittenCannotBeMadeAndBytesAreUtf8() {
        SignedCheckpoint head = parse(EXAMPLE).checkpoint();
        List<byte[]> many = Collections.nCopies(64, new byte[32]);
        assertThatThrownBy(() -> new AddCheckpointRequest(0, many, head))
                .hasMessage("add-checkpoint: has more than 63 proof lines");
        assertThatThrownBy(() -> new AddCheckpointRequest(-1, List.of(), head))
                .hasMessage("add-checkpoint: has a negative old size");
        byte[] bytes = EXAMPLE.getBytes(StandardCharsets.UTF_8);
        bytes[0] = (byte) 0x80;
        assertThatThrownBy(() -> AddCheckpointRequest.parse(bytes))
                .hasMessage("add-checkpoint: is not UTF-8");
    }
}
