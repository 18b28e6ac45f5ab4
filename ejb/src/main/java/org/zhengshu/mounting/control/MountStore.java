package org.zhengshu.mounting.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.mounting.entity.Mount;

/** Which data is mounted where (挂接库). */
@ApplicationScoped
public class MountStore {
    @PersistenceContext private EntityManager manager;

    public void add(Mount mount) {
        manager.persist(mount);
        manager.flush();
    }

    public void flush() {
        manager.flush();
    }

    public Optional<Mount> current(UUID itemId) {
        return manager.createQuery(
                        "select m from Mount m where m.itemId = :item and m.state = :bound",
                        Mount.class)
                .setParameter("item", itemId)
                .setParameter("bound", Mount.State.BOUND)
                .getResultStream()
                .findFirst();
    }
}
