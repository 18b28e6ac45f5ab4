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
        byte[] salt) {
    /** Outcome of a call that was answered. */
    public static final String ANSWERED = "answered";

    private static final SecureRandom RANDOM = new SecureRandom();

    public static Entry of(Call call, String node, String outcome, Message message, Clock clock) {
        UUID id = UUID.randomUUID();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        byte[] salt = new byte[32];
        RANDOM.nextBytes(salt);
        byte[] canonical = CanonicalJson.encode(tree(call, node, outcome, message, id, at));
        Object resource = call.facts().get("resource");
        return new Entry(
                id,
                at,
                call.actor(),
                call.action(),
                outcome,
                resource == null ? null : resource.toString(),
                call.grant(),
                call.trace(),
                canonical,
                salt);
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
        return new Entry(id, at, null, null, null, null, null, null, canonical, salt);
    }

    private static Map<String, Object> tree(
            Call call, String node, String outcome, Message message, UUID id, Instant at) {
        Actor actor = call.actor();
        Map<String, Object> tree = new TreeMap<>();
        tree.put("id", id.toString());
        tree.put("at", at.toString());
        tree.put("node", node);
        tree.put("tenant", actor.tenant());
        tree.put("action", call.action());
        tree.put("outcome", outcome);
        tree.put("door", call.door().name());
        tree.put("trace", call.trace());
        tree.put("department", actor.department());
        tree.put("actor", Map.of("id", actor.id(), "kind", actor.kind().name()));
        tree.put("facts", call.facts());
        tree.put(
                "message",
                Map.of(
                        "form", message.form(),
                        "sm3", hex(HashAlgorithm.SM3, message),
                        "sha256", hex(HashAlgorithm.SHA_256, message)));
        return tree;
    }

    private static String hex(HashAlgorithm algorithm, Message message) {
        return HexFormat.of().formatHex(algorithm.digest(message.bytes()));
    }
}
