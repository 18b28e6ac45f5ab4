package org.zhengshu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What both sides of a goal have to have in common, and what may differ. */
class FormTest {
    private static final String CHILD = "<a xmlns=\"urn:a\"><b c=\"1\" d=\"2\">x</b></a>";

    private static byte[] answer(String header, String child) {
        return Envelopes.plain(header, child);
    }

    private static boolean isRight(byte[] answer) {
        return Form.SOAP.isRight(answer, CHILD.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void headersMayDiffer() {
        assertThat(Form.SOAP.content(answer("", CHILD)))
                .isEqualTo(Form.SOAP.content(answer("<h xmlns=\"urn:h\"/>", CHILD)));
        assertThat(isRight(answer("<h xmlns=\"urn:h\"/>", CHILD))).isTrue();
    }

    @Test
    void theBodysChildIsComparedInItsCanonicalForm() {
        assertThat(isRight(answer("", "<a xmlns='urn:a'><b d='2' c='1'>x</b></a>"))).isTrue();
    }

    @Test
    void anotherChildIsAnotherAnswer() {
        assertThat(isRight(answer("", CHILD.replace(">x<", ">y<")))).isFalse();
        assertThat(isRight(answer("", "<p:a xmlns:p=\"urn:a\"/>"))).isFalse();
    }

    @Test
    void bodiesOfRestAreComparedByteForByte() {
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        assertThat(Form.JSON.isRight(body.clone(), body)).isTrue();
        assertThat(Form.JSON.isRight("{\"a\": 1}".getBytes(StandardCharsets.UTF_8), body))
                .isFalse();
    }
}
