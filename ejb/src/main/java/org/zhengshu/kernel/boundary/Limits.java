package org.zhengshu.kernel.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Keeps each caller and each grant within its limits (限流), so that one noisy caller never starves
 * the others. It counts in this server's memory: each server of a node counts for itself.
 */
@ApplicationScoped
public class Limits {
    /** Callers that are remembered before idle ones are forgotten. */
    private static final int REMEMBERED = 10_000;

    private final Map<String, Gauge> gauges = new ConcurrentHashMap<>();
    private LongSupplier nanos;
    private LimitSettings settings;
    private volatile Map<String, Limit> own = Map.of();

    protected Limits() {}

    @Inject
    Limits(Settings settings) {
        this(settings.limits(), System::nanoTime);
    }

    Limits(LimitSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
    }

    /** What a call holds until it is over (通行). One call, one thread. */
    public static final class Passage implements AutoCloseable {
        /** Of a call that is not limited. */
        static final Passage FREE = new Passage(Limit.NONE);

        private final Limit limit;
        private final List<Gauge> held = new ArrayList<>();
        private final List<String> policies = new ArrayList<>();
        private final List<String> states = new ArrayList<>();

        private Passage(Limit limit) {
            this.limit = limit;
        }

        /** The limits of the caller. */
        public Limit limit() {
            return limit;
        }

        @Override
        public void close() {
            held.forEach(Gauge::leave);
            held.clear();
        }
    }

    /**
     * How a caller stands on this server (用量).
     *
     * @param available calls that may be made at once
     * @param calls answered or refused for other reasons since this server started
     * @param refused refused by the limit since this server started
     */
    public record Usage(Limit limit, int available, int running, long calls, long refused) {}

    /** Name of the bucket of a system or a person. */
    public static String key(Actor actor) {
        return actor.kind() + ":" + actor.department() + ":" + actor.id();
    }

    /** Name of the bucket of a grant. */
    public static String key(UUID grant) {
        return "GRANT:" + grant;
    }

    /** Whose large messages count together; empty for callers that have not authenticated. */
    public static String holder(Call call) {
        return call.actor().kind() == Actor.Kind.NOBODY ? "" : key(call.actor());
    }

    /**
     * The problem that a call is refused with: one from an address that is refused too often is not
     * looked at any more.
     */
    public Problem admitted(Call call, Problem problem) {
        if (call.passage() != Passage.FREE || call.actor().kind() != Actor.Kind.NOBODY) {
            return problem;
        }
        try {
            enter(call);
            call.passage().close();
            return problem;
        } catch (Problem tooMany) {
            return tooMany;
        }
    }

    /** Lets the call in, or throws; what it takes is given back when its passage is closed. */
    public void enter(Call call) {
        if (call.door() == Call.Door.INTERNAL || call.passage() != Passage.FREE) {
            return;
        }
        boolean known = call.actor().kind() != Actor.Kind.NOBODY;
        String key = known ? key(call.actor()) : "ADDRESS:" + call.address();
        Limit limit = known ? limit(call.actor()) : settings.address();
        Passage passage = new Passage(limit);
        call.passed(passage);
        take(call, known ? "caller" : "address", key, limit);
    }

    /** Lets the call go on under the grant, or throws. */
    public void enter(Call call, UUID grant) {
        Limit limit = own.getOrDefault(key(grant), settings.grant());
        if (call.passage() != Passage.FREE && (limit.rate() > 0 || limit.concurrency() > 0)) {
            take(call, "grant", key(grant), limit);
        }
    }

    /** The limits of a system or a person. */
    public Limit limit(Actor actor) {
        return own.getOrDefault(key(actor), settings.caller());
    }

    /** The limits under a grant. */
    public Limit limit(UUID grant) {
        return own.getOrDefault(key(grant), settings.grant());
    }

    /** How the caller stands against its limits, on this server. */
    public Usage usage(Actor actor) {
        return usage(key(actor), limit(actor));
    }

    private Usage usage(String key, Limit limit) {
        Gauge.State state = gauges.getOrDefault(key, new Gauge()).look(limit, nanos.getAsLong());
        return new Usage(limit, state.left(), state.running(), state.taken(), state.refused());
    }

    /** The limits that differ from the defaults, by the name of their bucket. */
    public synchronized void use(Map<String, Limit> limits) {
        own = Map.copyOf(limits);
    }

    /** One bucket has limits of its own or, when empty, the default again. */
    public synchronized void use(String key, Optional<Limit> limit) {
        Map<String, Limit> next = new HashMap<>(own);
        limit.ifPresentOrElse(l -> next.put(key, l), () -> next.remove(key));
        own = Map.copyOf(next);
    }

    private void take(Call call, String policy, String key, Limit limit) {
        if (gauges.size() > REMEMBERED) {
            long now = nanos.getAsLong();
            gauges.entrySet().removeIf(g -> g.getValue().idle(limitOf(g.getKey()), now));
        }
        Gauge gauge = gauges.computeIfAbsent(key, k -> new Gauge());
        Gauge.State state = gauge.take(limit, nanos.getAsLong());
        if (state.outcome() == Gauge.Outcome.PASSED) {
            call.passage().held.add(gauge);
        }
        tell(call, policy, limit, state);
        if (state.outcome() == Gauge.Outcome.TOO_FAST) {
            throw ProblemType.RATE_LIMITED.because(
                    policyName(policy).zh()
                            + "每秒最多 "
                            + limit.rate()
                            + " 次调用，请 "
                            + state.retry()
                            + " 秒后重试（Retry-After）",
                    policyName(policy).en()
                            + " may make "
                            + limit.rate()
                            + " calls a second; retry after "
                            + state.retry()
                            + " s");
        }
        if (state.outcome() == Gauge.Outcome.TOO_MANY) {
            throw ProblemType.TOO_MANY_AT_ONCE.because(
                    policyName(policy).zh() + "最多同时进行 " + limit.concurrency() + " 个调用，请在前一调用结束后重试",
                    policyName(policy).en()
                            + " may have "
                            + limit.concurrency()
                            + " calls running; retry when one of them is over");
        }
    }

    private Limit limitOf(String key) {
        Limit otherwise =
                key.startsWith("ADDRESS:")
                        ? settings.address()
                        : key.startsWith("GRANT:") ? settings.grant() : settings.caller();
        return own.getOrDefault(key, otherwise);
    }

    private static Text policyName(String policy) {
        return switch (policy) {
            case "grant" -> new Text("该授权", "this grant");
            case "address" -> new Text("未登录的同一网络地址", "callers of one address without credentials");
            default -> new Text("同一调用方", "one caller");
        };
    }

    /** RateLimit and RateLimit-Policy, draft-ietf-httpapi-ratelimit-headers-11. */
    private static void tell(Call call, String policy, Limit limit, Gauge.State state) {
        if (state.outcome() != Gauge.Outcome.PASSED) {
            call.header("Retry-After", Integer.toString(state.retry()));
        }
        if (policy.equals("address")) {
            return;
        }
        Passage passage = call.passage();
        if (limit.rate() > 0) {
            passage.policies.add('"' + policy + "\";q=" + limit.size() + ";w=" + limit.window());
            passage.states.add('"' + policy + "\";r=" + state.left() + ";t=" + state.retry());
        }
        if (limit.concurrency() > 0) {
            int left = Math.max(0, limit.concurrency() - state.running());
            String parallel = '"' + policy + "-parallel\";";
            passage.policies.add(
                    parallel + "q=" + limit.concurrency() + ";qu=\"concurrent-requests\"");
            passage.states.add(parallel + "r=" + left);
        }
        if (!passage.policies.isEmpty()) {
            call.header("RateLimit-Policy", String.join(", ", passage.policies));
            call.header("RateLimit", String.join(", ", passage.states));
        }
    }
}
