package org.zhengshu.proof;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Fifteen minutes for each parser of what strangers send (模糊测试), see docs/fuzzing.md. */
class ParserFuzz {
    private static final String LONG = "15m";

    @FuzzTest(maxDuration = LONG)
    void receipt(byte[] bytes) {
        Parsers.receipt(bytes);
    }

    @FuzzTest(maxDuration = LONG)
    void checkpoint(byte[] bytes) {
        Parsers.checkpoint(bytes);
    }

    @FuzzTest(maxDuration = LONG)
    void tile(byte[] bytes) {
        Parsers.tile(bytes);
    }

    @FuzzTest(maxDuration = LONG)
    void proof(byte[] bytes) {
        Parsers.proof(bytes);
    }

    @FuzzTest(maxDuration = LONG)
    void witness(byte[] bytes) {
        Parsers.witness(bytes);
    }

    @FuzzTest(maxDuration = LONG)
    void fsck(byte[] bytes) {
        Parsers.fsck(bytes);
    }

    @FuzzTest(maxDuration = LONG)
    void timestamp(byte[] bytes) {
        Parsers.timestamp(bytes);
    }

    @FuzzTest(maxDuration = LONG)
    void revocation(byte[] bytes) {
        Parsers.revocation(bytes);
    }
}
