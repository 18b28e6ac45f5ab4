package org.zhengshu.kernel.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ONB-1")
class LimitsTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong();
    private final Limits limits =
            new Limits(
                    new LimitSettings(
                            new Limit(2, 4, 3, 0, 0),
                            new Limit(1, 2, 0, 0, 0),
                            Limit.NONE,
                            Duration.ofMinutes(1),
                            Duration.ofDays(1)),
                    nanos::get);

    private static Actor system(String name) {
        return new Actor(name, Actor.Kind.SYSTEM, name, "11210000MB0000000X", "210000", Set.of());
    }

    private static Call call(Actor actor) {
        return new Call(Call.newTrace(), Call.Door.REST, actor, Language.CHINESE).from("192.0.2.1");
    }

    private void once(Actor actor) {
        Call call = call(actor);
        limits.enter(call);
        call.passage().close();
    }

    private int most(Actor actor) {
        int passed = 0;
        while (passed < 100) {
            try {
                once(actor);
            } catch (Problem refused) {
                return passed;
            }
            passed++;
        }
        return passed;
    }

    @Test
    void afterThePauseTheBurstThenTheRate() {
        assertThat(most(system("a"))).isEqualTo(4);
        nanos.addAndGet(SECOND);
        assertThat(most(system("a"))).isEqualTo(2);
        nanos.addAndGet(100 * SECOND);
        assertThat(most(system("a"))).isEqualTo(4);
    }

    @Test
    @Tag("ONB-2")
    void oneCallersFloodTakesNothingFromAnother() {
        assertThat(most(system("a"))).isEqualTo(4);
        assertThat(most(system("b"))).isEqualTo(4);
        Actor sameNameElsewhere =
                new Actor("a", Actor.Kind.SYSTEM, "a", "11210000MB0000001X", "210000", Set.of());
        assertThat(most(sameNameElsewhere)).isEqualTo(4);
    }

    @Test
    void callsThatRunArePlacesTakenUntilTheyAreOver() {
        Call first = call(system("a"));
        limits.enter(first);
        limits.enter(first);
        limits.enter(call(system("a")));
        limits.enter(call(system("a")));
        assertThatThrownBy(() -> limits.enter(call(system("a"))))
                .hasMessageContaining("kernel/too-many-at-once");
        first.passage().close();
        first.passage().close();
        assertThatCode(() -> limits.enter(call(system("a")))).doesNotThrowAnyException();
    }

    @Test
    @Tag("ONB-3")
    void theHeadersTellPolicyStateAndWhenToComeBack() {
        Call call = call(system("a"));
        limits.enter(call);
        assertThat(call.headers())
                .containsEntry(
                        "RateLimit-Policy",
                        "\"caller\";q=4;w=2, \"caller-parallel\";q=3;qu=\"concurrent-requests\"")
                .containsEntry("RateLimit", "\"caller\";r=3;t=1, \"caller-parallel\";r=2")
                .doesNotContainKey("Retry-After");
        call.passage().close();
        most(system("a"));
        Call refused = call(system("a"));
        assertThatThrownBy(() -> limits.enter(refused)).hasMessageContaining("kernel/rate-limited");
        assertThat(refused.headers())
                .containsEntry("Retry-After", "1")
                .containsEntry("RateLimit", "\"caller\";r=0;t=1, \"caller-parallel\";r=3");
    }

    @Test
    @Tag("ONB-4")
    void limitsOfItsOwnHoldFromTheNextCallOn() {
        String key = Limits.key(system("a"));
        limits.use(Map.of(key, new Limit(1, 1, 0, 0, 0)));
        assertThat(most(system("a"))).isEqualTo(1);
        assertThat(most(system("b"))).isEqualTo(4);
        limits.use(key, Optional.of(Limit.NONE));
        assertThat(most(system("a"))).isEqualTo(100);
        limits.use(key, Optional.empty());
        assertThat(most(system("a"))).isLessThan(5);
    }

    @Test
    void aGrantCountsWhicheverSystemCalls() {
        UUID grant = UUID.randomUUID();
        limits.use(Map.of(Limits.key(grant), new Limit(1, 1, 0, 0, 0)));
        Call first = call(system("a"));
        limits.enter(first);
        limits.enter(first, grant);
        assertThat(first.headers().get("RateLimit")).contains("\"grant\";r=0;t=1");
        Call second = call(system("b"));
        limits.enter(second);
        assertThatThrownBy(() -> limits.enter(second, grant))
                .hasMessageContaining("kernel/rate-limited")
                .hasMessageContaining("this grant");
    }

    @Test
    void whoIsNotKnownIsLimitedByAddressAndToldNoPolicy() {
        Call call = call(Actor.NOBODY);
        limits.enter(call);
        assertThat(call.headers()).isEmpty();
        Problem why = ProblemType.NOT_AUTHENTICATED.because("无", "no");
        assertThat(limits.admitted(call(Actor.NOBODY), why)).isSameAs(why);
        assertThat(limits.admitted(call(Actor.NOBODY), why).type())
                .isEqualTo(ProblemType.RATE_LIMITED);
        assertThat(limits.admitted(call(system("a")), why)).isSameAs(why);
        assertThat(limits.admitted(call(Actor.NOBODY).from("192.0.2.2"), why)).isSameAs(why);
    }

    @Test
    void whatThePlatformDoesByItselfIsNotLimited() {
        for (int i = 0; i < 100; i++) {
            limits.enter(Call.internal(Actor.PLATFORM));
        }
        assertThat(most(Actor.PLATFORM)).isEqualTo(4);
    }

    @Test
    void usageCountsAnsweredAndRefused() {
        most(system("a"));
        Limits.Usage usage = limits.usage(system("a"));
        assertThat(usage.calls()).isEqualTo(4);
        assertThat(usage.refused()).isEqualTo(1);
        assertThat(usage.available()).isZero();
        assertThat(usage.running()).isZero();
        assertThat(limits.usage(system("never")).available()).isEqualTo(4);
    }
}
