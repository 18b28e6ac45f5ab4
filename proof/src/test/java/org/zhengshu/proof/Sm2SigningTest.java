package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.junit.jupiter.api.Test;

class Sm2SigningTest {
    private final ECPrivateKeyParameters key = Sm2.generateKey(new SecureRandom());
    private final ECPublicKeyParameters publicKey = Sm2.publicKey(key);
    private final UnaryOperator<byte[]> signing = Sm2.signing(key);

    private static byte[] message(int number) {
        return ("checkpoint " + number).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void eachOfManySignaturesIsOfItsOwnMessage() {
        for (int i = 0; i < 20; i++) {
            byte[] signature = signing.apply(message(i));
            assertThat(Sm2.verify(publicKey, message(i), signature)).isTrue();
            assertThat(Sm2.verify(publicKey, message(i + 1), signature)).isFalse();
        }
    }

    @Test
    void theSameMessageNeverHasTheSameSignatureTwice() {
        assertThat(Arrays.equals(signing.apply(message(1)), signing.apply(message(1)))).isFalse();
    }

    @Test
    void manyThreadsDoNotMixTheirMessages() {
        assertThat(
                        IntStream.range(0, 200)
                                .parallel()
                                .allMatch(
                                        i ->
                                                Sm2.verify(
                                                        publicKey,
                                                        message(i),
                                                        signing.apply(message(i)))))
                .isTrue();
    }
}
