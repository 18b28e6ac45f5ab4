package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * Parsers of what strangers send (模糊测试): whatever the bytes, a parser refuses by name or reads one
 * meaning that is written back as the same bytes. With JAZZER_FUZZ=1 one test fuzzes for 15
 * minutes, see docs/fuzzing.md; without it the kept inputs are tried again.
 */
class ParserFuzzTest {
    private static final String LONG = "15m";

    @FuzzTest(maxDuration = LONG)
    void receipt(byte[] bytes) {
        Receipt receipt;
        try {
            receipt = Receipt.parse(bytes);
        } catch (ProofException refused) {
            return;
        }
        assertThat(bytes)
                .isIn(receipt.encode(), receipt.toHeader().getBytes(StandardCharsets.UTF_8));
    }

    @FuzzTest(maxDuration = LONG)
    void checkpoint(byte[] bytes) {
        String note = new String(bytes, StandardCharsets.UTF_8);
        SignedCheckpoint checkpoint;
        try {
            checkpoint = SignedCheckpoint.parse(note);
        } catch (ProofException refused) {
            return;
        }
        assertThat(checkpoint.text()).isEqualTo(note);
    }
}
