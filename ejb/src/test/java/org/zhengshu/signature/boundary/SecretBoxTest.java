package org.zhengshu.signature.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("IDN-8")
class SecretBoxTest {
    private static final byte[] SECRET = "demo-secret".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ROW = {1, 2, 3};

    private final SecretBox box = box(7);

    private static SecretBox box(int fill) {
        SecretBox box = new SecretBox();
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        box.use(key);
        return box;
    }

    @Test
    void whatWasSealedIsOpenedAgain() {
        assertThat(box.open(box.seal(SECRET, ROW), ROW)).isEqualTo(SECRET);
    }

    @Test
    void theStoredFormTellsNothing() {
        byte[] sealed = box.seal(SECRET, ROW);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("demo-secret");
        assertThat(box.seal(SECRET, ROW)).isNotEqualTo(sealed);
    }

    @Test
    void aSecretMovedToAnotherRowIsRefused() {
        byte[] sealed = box.seal(SECRET, ROW);
        assertThatThrownBy(() -> box.open(sealed, new byte[] {1, 2, 4}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void eachChangedByteIsNoticed() {
        byte[] sealed = box.seal(SECRET, ROW);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> box.open(changed, ROW))
                    .as("byte %d", i)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void anotherNodesKeyOpensNothing() {
        byte[] sealed = box.seal(SECRET, ROW);
        assertThatThrownBy(() -> box(8).open(sealed, ROW))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKeyOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> box.use(new byte[16])).isInstanceOf(IllegalStateException.class);
    }
}
