package org.zhengshu.identity.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.zhengshu.identity.boundary.CredentialUse;
import org.zhengshu.identity.entity.RoleSet;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Assumption;
import org.zhengshu.kernel.boundary.Problems;
import org.zhengshu.kernel.boundary.Reads;

/**
 * Which system a live credential belongs to (调用系统查找): one plain statement for each call, so that
 * what is ended or disabled anywhere is refused at once. What it said last is remembered for calls
 * that only read, which ask again in one round trip with their rows.
 */
@ApplicationScoped
public class CallerStore {
    private static final String SELECT =
            """
            select c.id, c.material, s.name, s.department, s.tenant, s.roles
            from idn_credential c join idn_client_system s on s.id = c.system_id
            where s.enabled and c.kind = ? and c.revoked_at is null
                and (c.expires_at is null or c.expires_at > ?)
                and ? = any(string_to_array(c.uses, ',')) and\s""";

    private static final String BY_FINGERPRINT = SELECT + "c.fingerprint = ?";
    private static final String NEWEST_FIRST = " order by c.created_at desc, c.id";
    private static final String BY_NAME = SELECT + "s.name = ?" + NEWEST_FIRST;
    private static final String BY_ID = SELECT + "s.id = ?" + NEWEST_FIRST;
    private static final RoleSet.Column ROLES = new RoleSet.Column();
    private static final int REMEMBERED = 10_000;

    private final Map<Question, List<Caller>> seen = new ConcurrentHashMap<>();

    @Inject private Reads reads;
    @Inject private Clock clock;

    /** By what a caller is looked for. */
    private record Question(String sql, CredentialUse use, Object key) {}

    /**
     * A live credential of an enabled system.
     *
     * @param sealed the encrypted secret, null of a certificate
     */
    public record Caller(UUID credential, byte[] sealed, Actor actor) {
        private boolean is(Caller other) {
            return credential.equals(other.credential)
                    && Arrays.equals(sealed, other.sealed)
                    && actor.equals(other.actor);
        }
    }

    /** What was seen last, and the statement that says whether it still is so. */
    public record Seen(List<Caller> callers, Assumption holds) {}

    /** The system with the live certificate or public key of this fingerprint. */
    public Optional<Actor> byFingerprint(CredentialUse use, String fingerprint) {
        return live(new Question(BY_FINGERPRINT, use, fingerprint)).stream()
                .map(Caller::actor)
                .findFirst();
    }

    /** The same as it was seen last; empty where it has to be asked for. */
    public Optional<Seen> lastByFingerprint(CredentialUse use, String fingerprint) {
        return last(new Question(BY_FINGERPRINT, use, fingerprint));
    }

    /** The live credentials of the system with this name or id for this use, newest first. */
    public List<Caller> bySystem(CredentialUse use, String nameOrId) {
        return live(bySystemQuestion(use, nameOrId));
    }

    /** The same as they were seen last; empty where they have to be asked for. */
    public Optional<Seen> lastBySystem(CredentialUse use, String nameOrId) {
        return last(bySystemQuestion(use, nameOrId));
    }

    private static Question bySystemQuestion(CredentialUse use, String nameOrId) {
        Optional<UUID> id = IdentityStore.id(nameOrId);
        return id.isPresent()
                ? new Question(BY_ID, use, id.get())
                : new Question(BY_NAME, use, nameOrId);
    }

    private Optional<Seen> last(Question question) {
        List<Caller> callers = seen.get(question);
        return callers == null
                ? Optional.empty()
                : Optional.of(new Seen(callers, new StillLive(question, callers)));
    }

    private List<Caller> live(Question question) {
        try {
            List<Caller> found = reads.ask(question.sql, values(question), CallerStore::callers);
            remember(question, found);
            return found;
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }

    private List<?> values(Question question) {
        return List.of(
                question.use.kind().name(),
                clock.instant().atOffset(ZoneOffset.UTC),
                question.use.name(),
                question.key);
    }

    private void remember(Question question, List<Caller> found) {
        if (found.isEmpty()) {
            seen.remove(question);
            return;
        }
        if (seen.size() >= REMEMBERED) {
            seen.clear();
        }
        seen.put(question, found);
    }

    private static List<Caller> callers(ResultSet rows) throws SQLException {
        List<Caller> found = new ArrayList<>();
        while (rows.next()) {
            found.add(caller(rows));
        }
        return found;
    }

    /** That the same credentials are live, of the same system with the same roles (凭据仍有效). */
    private final class StillLive implements Assumption {
        private final Question question;
        private final List<Caller> callers;

        StillLive(Question question, List<Caller> callers) {
            this.question = question;
            this.callers = callers;
        }

        @Override
        public String sql() {
            return question.sql;
        }

        @Override
        public List<?> values() {
            return CallerStore.this.values(question);
        }

        @Override
        public boolean holds(ResultSet rows) throws SQLException {
            List<Caller> now = callers(rows);
            remember(question, now);
            return now.size() == callers.size()
                    && IntStream.range(0, now.size()).allMatch(i -> now.get(i).is(callers.get(i)));
        }

        @Override
        public void forget() {
            seen.remove(question);
        }
    }

    private static Caller caller(ResultSet row) throws SQLException {
        String name = row.getString(3);
        Actor actor =
                new Actor(
                        name,
                        Actor.Kind.SYSTEM,
                        name,
                        row.getString(4),
                        row.getString(5),
                        ROLES.convertToEntityAttribute(row.getString(6)).roles());
        return new Caller(row.getObject(1, UUID.class), row.getBytes(2), actor);
    }
}
