package org.zhengshu.kernel.boundary;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One call through a door (调用), bound to its thread while it runs; collects the facts of its audit
 * entry. Not thread-safe: one call, one thread.
 */
public final class Call {
    /** Which door the call came through (入口). */
    public enum Door {
        REST,
        SOAP,
        INTERNAL
    }

    /**
     * Who calls, as last seen (待确认的调用者).
     *
     * @param holds asks the database whether he still is
     * @param now finds out who he is now, or throws why he is nobody
     */
    public record Assumed(Assumption holds, Supplier<Actor> now) {}

    /**
     * Version, trace id, parent id, flags; W3C Trace Context section 3.2.2 takes no id of zeros.
     */
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    /** Characters of a citizen's number and of a social credit code. */
    private static final int SUBJECT_LENGTH = 18;

    private static final ThreadLocal<Call> CURRENT = new ThreadLocal<>();

    private final String trace;
    private final Door door;
    private Actor actor;
    private final Language language;
    private UUID entry;
    private final Map<String, Object> facts = new TreeMap<>();
    private final Set<String> subjects = new TreeSet<>();
    private String action = "unknown";
    private boolean act;
    private boolean whileStopped;
    private UUID grant;
    private Deprecation deprecation;
    private String address = "";
    private Limits.Passage passage = Limits.Passage.FREE;
    private Optional<Repeatable> repeatable = Optional.empty();
    private Runnable beforeAct = () -> {};
    private Optional<Connection> connection = Optional.empty();
    private boolean reading;
    private Optional<Assumed> assumed = Optional.empty();
    private Reads.Session reads;
    private final Map<String, String> headers = new TreeMap<>();

    public Call(String trace, Door door, Actor actor, Language language) {
        this.trace = trace;
        this.door = door;
        this.actor = actor;
        this.language = language;
    }

    /** A call from inside the platform, for jobs and the sample world. */
    public static Call internal(Actor actor) {
        return new Call(newTrace(), Door.INTERNAL, actor, Language.CHINESE);
    }

    /** Something that the platform does by itself, named as an operation is. */
    public static Call event(String action) {
        Call call = internal(Actor.PLATFORM);
        call.action = action;
        return call;
    }

    /** An act that the platform does by itself for a department, named as an operation is. */
    public static Call ownAct(String action, Actor actor) {
        Call call = internal(actor);
        call.action = action;
        call.act = true;
        return call;
    }

    /** A fresh trace id: 32 hexadecimal digits as in W3C Trace Context. */
    public static String newTrace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /**
     * The trace id that a caller names, so that his log and ours can be read together.
     *
     * @param traceparent the header of W3C Trace Context, or null
     * @return a fresh one where he names none
     */
    public static String trace(String traceparent) {
        Matcher named = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        return named.matches() ? named.group(1) : newTrace();
    }

    /** The call that this thread is serving. */
    public static Call current() {
        Call call = CURRENT.get();
        if (call == null) {
            throw new IllegalStateException("no call is bound to this thread");
        }
        return call;
    }

    /** Runs the work with this call bound to the thread. */
    public <T> T run(Callable<T> work) throws Exception {
        Call before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.call();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /**
     * Names the operation; the outermost one counts, later ones are parts of it. True for the
     * outermost.
     */
    public boolean begin(Operation operation) {
        boolean outermost = "unknown".equals(action);
        if (reading && operation.act()) {
            throw new IllegalStateException(operation.value() + " changes something");
        }
        if (outermost) {
            action = operation.value();
            act = operation.act();
            whileStopped = operation.whileStopped();
        }
        return outermost;
    }

    /** Says that the actor is whom these credentials named last; nothing leaves unconfirmed. */
    public Call assumed(Assumed credentials) {
        assumed = Optional.of(credentials);
        return this;
    }

    /** What is assumed of the caller; empty once it is confirmed. */
    Optional<Assumption> assumption() {
        return assumed.map(Assumed::holds);
    }

    /** The database has said that the actor is as assumed. */
    void confirmed() {
        assumed = Optional.empty();
    }

    /**
     * Asks the database who calls where that was only assumed; he may be nobody any more. While it
     * does not answer he stays assumed, so that it can be asked again.
     */
    public void confirm() {
        if (assumed.isEmpty()) {
            return;
        }
        try {
            actor = assumed.get().now().get();
            assumed = Optional.empty();
        } catch (RuntimeException e) {
            if (!Problems.isPassing(e)) {
                unconfirmed();
            }
            throw e;
        }
    }

    /** The call ends without anybody having confirmed who made it: nobody did. */
    public void unconfirmed() {
        if (assumed.isPresent()) {
            assumed = Optional.empty();
            actor = Actor.NOBODY;
        }
    }

    /** Says that the use case only reads, by {@link Reads} and without a transaction. */
    public Call reading() {
        reading = true;
        return this;
    }

    /** True when the use case only reads. */
    public boolean isReading() {
        return reading;
    }

    void reads(Reads.Session session) {
        reads = session;
    }

    /** What the call on this thread reads by; null where there is none. */
    static Reads.Session reads() {
        Call call = CURRENT.get();
        return call == null ? null : call.reads;
    }

    /** Records a fact for the audit entry; never personal data in clear. */
    public Call note(String name, Object value) {
        if (value != null) {
            facts.put(name, value instanceof Number ? value : value.toString());
        }
        return this;
    }

    /**
     * Says whose data the call is about (数据主体), a person or an organisation; what is no valid
     * number of either counts for nothing. The log keeps keyed hashes of them only.
     */
    public Call concerns(String identifier) {
        if (identifier != null && identifier.length() == SUBJECT_LENGTH) {
            String normal = identifier.toUpperCase(Locale.ROOT);
            if (CitizenId.isValid(normal) || SocialCreditCode.isValid(normal)) {
                subjects.add(normal);
            }
        }
        return this;
    }

    /** The numbers of those whose data the call is about; never to be logged or shown. */
    public Set<String> subjects() {
        return Collections.unmodifiableSet(subjects);
    }

    /** The id that the entry of an act gets when the act is done. */
    public UUID entry() {
        if (entry == null) {
            entry = UUID.randomUUID();
        }
        return entry;
    }

    /** Says under which grant the answer leaves, so that its quota is counted with the entry. */
    public void countAgainst(UUID grantId) {
        grant = grantId;
    }

    /** Says that the caller used an old contract, which the door tells him beside the answer. */
    public void deprecated(Deprecation old) {
        deprecation = old;
    }

    /** Null where the contract is the newest. */
    public Deprecation deprecation() {
        return deprecation;
    }

    public UUID grant() {
        return grant;
    }

    /** Says from which network address the call came. */
    public Call from(String networkAddress) {
        address = networkAddress == null ? "" : networkAddress;
        return this;
    }

    /** The network address that the call came from; empty when it is not known. */
    public String address() {
        return address;
    }

    /** What the door saw, where the call asks for a test of its connection. */
    public Call tested(Connection seen) {
        connection = Optional.of(seen);
        return this;
    }

    public Optional<Connection> connection() {
        return connection;
    }

    /** The caller's key for an act that may be sent again (幂等键). */
    public Call repeatable(Repeatable key) {
        repeatable = Optional.of(key);
        return this;
    }

    public Optional<Repeatable> repeatable() {
        return repeatable;
    }

    /** What is done in the act's own transaction once the call is known to be permitted. */
    public void beforeAct(Runnable work) {
        beforeAct = work;
    }

    /** The call is permitted and its input is valid: the act begins. */
    public void proceed() {
        Runnable work = beforeAct;
        beforeAct = () -> {};
        if (act) {
            work.run();
        }
    }

    /** A header that the answer leaves with through either door. */
    public void header(String name, String value) {
        headers.put(name, value);
    }

    /** HTTP headers that the answer leaves with. */
    public Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }

    void passed(Limits.Passage given) {
        passage = given;
    }

    /** What the call holds of the caller's limits. */
    public Limits.Passage passage() {
        return passage;
    }

    public String trace() {
        return trace;
    }

    public Door door() {
        return door;
    }

    public Actor actor() {
        return actor;
    }

    public Language language() {
        return language;
    }

    public String action() {
        return action;
    }

    public boolean act() {
        return act;
    }

    /** True when it is answered while the log is stopped. */
    public boolean whileStopped() {
        return whileStopped;
    }

    public Map<String, Object> facts() {
        return facts;
    }
}
