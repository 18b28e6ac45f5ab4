package org.zhengshu.sharing.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceUnit;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.kernel.boundary.Found;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Versioned;
import org.zhengshu.sharing.boundary.RequestSide;
import org.zhengshu.sharing.boundary.RequestState;
import org.zhengshu.sharing.entity.Decision;
import org.zhengshu.sharing.entity.Grant;
import org.zhengshu.sharing.entity.Reminder;
import org.zhengshu.sharing.entity.SharingRequest;
import org.zhengshu.sharing.entity.Supplement;

/** Requests, decisions, grants and their use in the database (申请与授权库). */
@ApplicationScoped
public class SharingStore {
    private static final String CONCERNED =
            """
            from SharingRequest r where (r.consumer = :department or r.provider = :department
                or (:authority = true and r.tenant = :tenant))
            and (:state is null or r.state = :state)
            and (:side = 'ALL' or :side = 'OURS' and r.consumer = :department
                or :side = 'TO_DECIDE' and (r.state = :byProvider and r.provider = :department
                    or r.state = :byAuthority and :authority = true and r.tenant = :tenant))""";

    private static final String NEWEST_FIRST = " order by r.submittedAt desc, r.id";

    /** What has to be decided first. */
    private static final String DUE_FIRST = " order by r.dueOn, r.submittedAt, r.id";

    private static final int REMEMBERED = 10_000;

    /** Requests that are ended at one look. */
    private static final int AT_ONCE = 100;

    private final Versioned<UUID, Optional<Grant>> grants = new Versioned<>(REMEMBERED);

    @PersistenceContext private EntityManager manager;
    @PersistenceUnit private EntityManagerFactory managers;
    @Inject private Found found;

    public void add(SharingRequest request) {
        manager.persist(request);
        manager.flush();
    }

    public void add(Decision decision) {
        manager.persist(decision);
    }

    public void add(Supplement supplement) {
        manager.persist(supplement);
    }

    public void add(Reminder reminder) {
        manager.persist(reminder);
    }

    /** Stores a grant with its counter at zero. */
    public void add(Grant grant) {
        manager.persist(grant);
        manager.flush();
        manager.createNativeQuery("insert into shr_usage (grant_id, used) values (?1, 0)")
                .setParameter(1, grant.id())
                .executeUpdate();
    }

    public SharingRequest request(UUID id) {
        return found.of(manager.find(SharingRequest.class, id))
                .orElseThrow(() -> ProblemType.NOT_FOUND.because("没有申请 " + id, "no request " + id));
    }

    public Optional<Grant> grant(UUID id) {
        return found.of(manager.find(Grant.class, id));
    }

    /** The grant as of that version, not to be changed: calls under it share it. */
    public Optional<Grant> grant(UUID id, String version) {
        return grants.get(
                id,
                version,
                () -> {
                    try (EntityManager fresh = managers.createEntityManager()) {
                        return found.of(fresh.find(Grant.class, id));
                    }
                });
    }

    public Optional<UUID> grantOf(UUID request) {
        return manager.createQuery(
                        "select g.id from Grant g where g.request = :request", UUID.class)
                .setParameter("request", request)
                .getResultStream()
                .findFirst();
    }

    public long used(UUID grant) {
        return ((Number)
                        manager.createNativeQuery("select used from shr_usage where grant_id = ?1")
                                .setParameter(1, grant)
                                .getSingleResult())
                .longValue();
    }

    /** Whose requests, and in which state. */
    public record Query(
            String department,
            String tenant,
            boolean authority,
            RequestState state,
            RequestSide side) {
        private String order() {
            return side == RequestSide.TO_DECIDE ? DUE_FIRST : NEWEST_FIRST;
        }
    }

    public List<SharingRequest> requests(Query query, int offset, int limit) {
        return bound(
                        manager.createQuery(
                                "select r " + CONCERNED + query.order(), SharingRequest.class),
                        query)
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
    }

    public long countRequests(Query query) {
        return bound(manager.createQuery("select count(r) " + CONCERNED, Long.class), query)
                .getSingleResult();
    }

    private static <T> TypedQuery<T> bound(TypedQuery<T> q, Query query) {
        return q.setParameter("department", query.department())
                .setParameter("tenant", query.tenant())
                .setParameter("authority", query.authority())
                .setParameter("state", query.state())
                .setParameter("side", query.side() == null ? "ALL" : query.side().name())
                .setParameter("byProvider", RequestState.PROVIDER_REVIEW)
                .setParameter("byAuthority", RequestState.COMPLIANCE_REVIEW);
    }

    /** The decisions on a request in their order. */
    public List<Decision> decisions(UUID request) {
        return manager.createQuery(
                        "select d from Decision d where d.requestId = :request order by d.step",
                        Decision.class)
                .setParameter("request", request)
                .getResultList();
    }

    /** Each time that the request was sent back, in order. */
    public List<Supplement> supplements(SharingRequest request) {
        if (request.rounds() == 0) {
            return List.of();
        }
        return manager.createQuery(
                        "select s from Supplement s where s.requestId = :request order by s.round",
                        Supplement.class)
                .setParameter("request", request.id())
                .getResultList();
    }

    /** The last time that the request was sent back. */
    public Supplement openSupplement(SharingRequest request) {
        return found.of(
                        manager.find(
                                Supplement.class,
                                new Supplement.Key(request.id(), request.rounds())))
                .orElseThrow(
                        () -> new IllegalStateException("no round of request " + request.id()));
    }

    /** The reminders of a request in their order. */
    public List<Reminder> reminders(SharingRequest request) {
        if (request.reminders() == 0) {
            return List.of();
        }
        return manager.createQuery(
                        "select r from Reminder r where r.requestId = :request order by r.number",
                        Reminder.class)
                .setParameter("request", request.id())
                .getResultList();
    }

    public Optional<Reminder> lastReminder(SharingRequest request) {
        return request.reminders() == 0
                ? Optional.empty()
                : found.of(
                        manager.find(
                                Reminder.class,
                                new Reminder.Key(request.id(), request.reminders())));
    }

    /**
     * Requests that nobody supplemented before that day although the rules end them, some of them.
     */
    public List<UUID> notSupplemented(LocalDate day) {
        return manager.createQuery(
                        """
                        select s.requestId from Supplement s, SharingRequest r where r.id = s.requestId
                        and r.state = :returned and s.round = r.rounds and s.answerOn < :day
                        and s.supplementedAt is null and s.otherwise is not null order by s.answerOn""",
                        UUID.class)
                .setParameter("returned", RequestState.RETURNED_FOR_SUPPLEMENT)
                .setParameter("day", day)
                .setMaxResults(AT_ONCE)
                .getResultList();
    }

    /** The request alone for this transaction: who comes second sees what the first has done. */
    public SharingRequest locked(UUID id) {
        return found.of(manager.find(SharingRequest.class, id, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> ProblemType.NOT_FOUND.because("没有申请 " + id, "no request " + id));
    }

    /** The consumer's grants on a resource that were not revoked, oldest first. */
    public List<Grant> activeGrants(String consumer, UUID item) {
        return manager.createQuery(
                        """
                        select g from Grant g where g.consumer = :consumer and g.item = :item
                            and g.state = :active order by g.validFrom, g.id""",
                        Grant.class)
                .setParameter("consumer", consumer)
                .setParameter("item", item)
                .setParameter("active", Grant.State.ACTIVE)
                .getResultList();
    }

    public List<Grant> grants(String department, int offset, int limit) {
        return manager.createQuery(
                        """
                        select g from Grant g where g.consumer = :department or g.provider = :department
                        order by g.validFrom desc, g.id""",
                        Grant.class)
                .setParameter("department", department)
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
    }

    public long countGrants(String department) {
        return manager.createQuery(
                        "select count(g) from Grant g where g.consumer = :department or g.provider = :department",
                        Long.class)
                .setParameter("department", department)
                .getSingleResult();
    }

    /** All departments' grants on the entry that hold at that time. */
    public List<Grant> grantsInForce(UUID item, Instant now) {
        return manager.createQuery(
                        """
                        select g from Grant g where g.item = :item and g.state = :active
                        and g.validUntil > :now order by g.consumer, g.validFrom, g.id""",
                        Grant.class)
                .setParameter("item", item)
                .setParameter("active", Grant.State.ACTIVE)
                .setParameter("now", now)
                .getResultList();
    }

    /** The newest grant of the department on the entry that holds at that time. */
    public Optional<UUID> activeGrant(String department, UUID item, Instant now) {
        return manager.createQuery(
                        """
                        select g.id from Grant g where g.consumer = :department and g.item = :item
                        and g.state = :active and g.validUntil > :now order by g.validFrom desc""",
                        UUID.class)
                .setParameter("department", department)
                .setParameter("item", item)
                .setParameter("active", Grant.State.ACTIVE)
                .setParameter("now", now)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }
}
