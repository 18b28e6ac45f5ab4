package org.zhengshu.catalogue.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceUnit;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.catalogue.boundary.ItemState;
import org.zhengshu.catalogue.entity.CatalogueItem;
import org.zhengshu.kernel.boundary.Found;
import org.zhengshu.kernel.boundary.ProblemType;

/** Catalogue entries in the database (目录库). */
@ApplicationScoped
public class CatalogueStore {
    /** An entry that the asking department may see: published ones, its own, those it reviews. */
    private static final String VISIBLE =
            """
            from CatalogueItem c where (c.state in (:published) or c.provider = :department
                or (:authority = true and c.tenant = :tenant and c.state <> :draft))
            and (:text = '' or lower(c.core.title) like :pattern escape '!'
                or lower(c.core.summary) like :pattern escape '!' or c.code like :pattern escape '!')
            and (:state is null or c.state = :state)
            and (:provider = '' or c.provider = :provider)""";

    @PersistenceContext private EntityManager manager;
    @PersistenceUnit private EntityManagerFactory managers;
    @Inject private Found found;

    /** Who asks for a list of entries, and for which. */
    public record Query(
            String department,
            String tenant,
            boolean authority,
            String text,
            String provider,
            ItemState state) {}

    public void add(CatalogueItem item) {
        manager.persist(item);
        manager.flush();
    }

    public Optional<CatalogueItem> find(UUID id) {
        return found.of(manager.find(CatalogueItem.class, id));
    }

    public CatalogueItem require(UUID id) {
        return find(id).orElseThrow(
                        () -> ProblemType.NOT_FOUND.because("没有目录 " + id, "no entry " + id));
    }

    /** The same as the database has it now, whatever the transaction has read before. */
    public CatalogueItem requireNow(UUID id) {
        try (EntityManager fresh = managers.createEntityManager()) {
            return found.of(fresh.find(CatalogueItem.class, id))
                    .orElseThrow(
                            () -> ProblemType.NOT_FOUND.because("没有目录 " + id, "no entry " + id));
        }
    }

    public Optional<CatalogueItem> byCode(String code) {
        return manager.createQuery(
                        "select c from CatalogueItem c where c.code = :code", CatalogueItem.class)
                .setParameter("code", code)
                .getResultStream()
                .findFirst();
    }

    public List<CatalogueItem> list(Query query, int offset, int limit) {
        TypedQuery<CatalogueItem> q =
                manager.createQuery(
                        "select c " + VISIBLE + " order by c.core.title, c.id",
                        CatalogueItem.class);
        return bound(q, query).setFirstResult(offset).setMaxResults(limit).getResultList();
    }

    public long count(Query query) {
        return bound(manager.createQuery("select count(c) " + VISIBLE, Long.class), query)
                .getSingleResult();
    }

    private static <T> TypedQuery<T> bound(TypedQuery<T> q, Query query) {
        String text = query.text().toLowerCase(java.util.Locale.ROOT);
        String escaped = text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return q.setParameter("published", List.of(ItemState.PUBLISHED, ItemState.CHANGING))
                .setParameter("draft", ItemState.DRAFT)
                .setParameter("department", query.department())
                .setParameter("tenant", query.tenant())
                .setParameter("authority", query.authority())
                .setParameter("text", text)
                .setParameter("pattern", "%" + escaped + "%")
                .setParameter("state", query.state())
                .setParameter("provider", query.provider());
    }

    /** The next number in a class, without gaps only while nothing is rolled back. */
    public long nextInClass(String classCode) {
        return ((Number)
                        manager.createNativeQuery(
                                        """
                                        insert into cat_sequence (class_code, last) values (?1, 1)
                                        on conflict (class_code) do update set last = cat_sequence.last + 1
                                        returning last""")
                                .setParameter(1, classCode)
                                .getSingleResult())
                .longValue();
    }
}
