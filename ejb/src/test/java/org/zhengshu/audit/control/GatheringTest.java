package org.zhengshu.audit.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("AUD-7")
class GatheringTest {
    private final Queue<String> queue = new ArrayDeque<>();
    private final List<String> batch = new ArrayList<>(List.of("first"));
    private int moments;

    /** So many are served, and so many more come in each moment. */
    private void fill(int served, int coming, int most) {
        new Gathering<>(
                        queue,
                        () -> served,
                        () -> {
                            moments++;
                            for (int i = 0; i < coming; i++) {
                                queue.add("later");
                            }
                        })
                .fill(batch, most);
    }

    @Test
    void whatIsQueuedIsTaken() {
        queue.addAll(List.of("second", "third"));
        fill(3, 5, 100);
        assertThat(batch).containsExactly("first", "second", "third");
        assertThat(moments).isZero();
    }

    @Test
    void whoCallsAloneOrWithTwoOthersWaitsForNobody() {
        fill(1, 1, 100);
        fill(3, 1, 100);
        assertThat(batch).containsExactly("first");
        assertThat(moments).isZero();
    }

    @Test
    void manyCallsThatKeepComingAreWaitedForUntilFewAreLeft() {
        fill(10, 3, 100);
        assertThat(batch).hasSize(10);
        assertThat(moments).isEqualTo(3);
    }

    @Test
    void callsThatServeLongAreWaitedForOnce() {
        fill(10, 0, 100);
        assertThat(batch).hasSize(1);
        assertThat(moments).isEqualTo(1);
    }

    @Test
    void nobodyWaitsLongerThanFourMoments() {
        fill(1_000, 1, 100);
        assertThat(batch).hasSize(5);
        assertThat(moments).isEqualTo(4);
    }

    @Test
    void aBatchHasItsLimit() {
        queue.addAll(List.of("second", "third", "fourth"));
        fill(1_000, 9, 3);
        assertThat(batch).containsExactly("first", "second", "third");
        assertThat(queue).containsExactly("fourth");
        assertThat(moments).isZero();
        fill(1_000, 9, 5);
        assertThat(batch).hasSize(5);
    }
}
