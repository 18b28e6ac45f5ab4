package org.zhengshu.audit.entity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.proof.CanonicalJson;
import org.zhengshu.proof.HashAlgorithm;

/**
 * One line of the log (审计条目): who did what with which outcome, and the digest of the answer.
 *
 * @param canonical the entry in RFC 8785 form, what the leaf commits to
 * @param salt 32 random bytes, so that a leaf alone tells nothing
 * @param subjects whose data the call was about, as keyed hashes
 */
public record Entry(
        UUID id,
        Instant at,
        Actor actor,
        String action,
        String outcome,
        String resource,
        UUID grant,
        String trace,
        byte[] canonical,
        byte[] salt,
        SubjectList subjects) {
    /** Outcome of a call that was answered. */
    public static final String ANSWERED = "answered";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** The entry of a call; only an act that was done has the id that its call knew before. */
    public static Entry of(
            Call call, String outcome, Message message, SubjectList subjects, Origin origin) {
        UUID id = call.act() && outcome.equals(ANSWERED) ? call.entry() : UUID.randomUUID();
        byte[] salt = new byte[32];
        RANDOM.nextBytes(salt);
        Map<String, Object> facts = facts(call, outcome);
        Map<String, Object> tree = tree(call, origin, outcome, facts, id);
        tree.put("message", digests(message));
        if (subjects.count() > 0) {
            tree.put("subjects", subjects.commitment());
        }
        Object resource = facts.get("resource");
        Object grant = facts.get("grant");
        return new Entry(
                id,
                origin.at(),
                call.actor(),
                call.action(),
                outcome,
                resource == null ? null : resource.toString(),
                grant == null ? null : UUID.fromString(grant.toString()),
                call.trace(),
                CanonicalJson.encode(tree),
                salt,
                subjects);
    }

    /** Where and when an entry is made (条目出处). */
    public record Origin(String node, Instant at) {
        public static Origin now(String node, Clock clock) {
            return new Origin(node, clock.instant().truncatedTo(ChronoUnit.MICROS));
        }
    }

    /**
     * What the platform does by itself (平台事件): no answer leaves, the message is the facts in
     * canonical form.
     */
    public static Entry event(String action, Map<String, ?> facts, String node, Clock clock) {
        Call call = Call.event(action);
        facts.forEach(call::note);
        Message message = new Message(CanonicalJson.encode(call.facts()), Message.BODY);
        return of(call, node, ANSWERED, message, clock);
    }

    /** What is kept of an entry for its leaf and its receipt. */
    public static Entry stored(UUID id, Instant at, byte[] canonical, byte[] salt) {
        return new Entry(
                id, at, null, null, null, null, null, null, canonical, salt, SubjectList.NONE);
    }

    /** What is refused gives no rows, whatever had been read. */
    private static Map<String, Object> facts(Call call, String outcome) {
        Map<String, Object> facts = new TreeMap<>(call.facts());
        if (!outcome.equals(ANSWERED)) {
            facts.remove("rows");
        }
        return facts;
    }

    private static Map<String, Object> tree(
            Call call, Origin origin, String outcome, Map<String, Object> facts, UUID id) {
        Actor actor = call.actor();
        Map<String, Object> tree = new TreeMap<>();
        tree.put("id", id.toString());
        tree.put("at", origin.at().toString());
        tree.put("node", origin.node());
        tree.put("tenant", actor.tenant());
        tree.put("action", call.action());
        tree.put("outcome", outcome);
        tree.put("door", call.door().name());
        tree.put("trace", call.trace());
        tree.put("department", actor.department());
        tree.put("actor", actor(actor));
        tree.put("facts", facts);
        return tree;
    }

    /** A system by its name, too; a person by the account only. */
    private static Map<String, String> actor(Actor actor) {
        Map<String, String> tree = new TreeMap<>();
        tree.put("id", actor.id());
        tree.put("kind", actor.kind().name());
        if (actor.kind() == Actor.Kind.SYSTEM) {
            tree.put("name", actor.name());
        }
        return tree;
    }

    private static Map<String, String> digests(Message message) {
        return Map.of(
                "form", message.form(),
                "sm3", hex(HashAlgorithm.SM3, message),
                "sha256", hex(HashAlgorithm.SHA_256, message));
    }

    private static String hex(HashAlgorithm algorithm, Message message) {
        return HexFormat.of().formatHex(algorithm.digest(message.bytes()));
    }
}
