package org.zhengshu.kernel.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("KRN-17")
class PaceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Pace.Least LEAST = new Pace.Least(Duration.ofSeconds(30), 1000);

    private final long begun = System.nanoTime();
    private final Pace pace = new Pace(LEAST, begun);

    @Test
    void withinTheGraceNothingNeedHaveCome() {
        assertThat(pace.keeps(begun + 30 * SECOND)).isTrue();
        assertThat(pace.keeps(begun + 30 * SECOND + 1)).isFalse();
    }

    @Test
    void eachPartGivesMoreTime() throws IOException {
        assertThat(pace.over(new ByteArrayInputStream(new byte[5000])).readNBytes(2000))
                .hasSize(2000);
        assertThat(pace.keeps(begun + 32 * SECOND)).isTrue();
        assertThat(pace.keeps(begun + 32 * SECOND + 1_000_000)).isFalse();
    }

    @Test
    void aBodyThatComesTooSlowlyIsRefusedWhereItIsRead() throws IOException {
        Pace late = new Pace(LEAST, System.nanoTime() - 60 * SECOND);
        var body = late.over(new ByteArrayInputStream(new byte[40_000]));
        assertThatThrownBy(body::read).isInstanceOf(Problem.class).hasMessageContaining("too-slow");
        assertThat(body.skip(39_999)).isEqualTo(39_999);
        assertThat(body.read()).isEqualTo(-1);
    }
}
