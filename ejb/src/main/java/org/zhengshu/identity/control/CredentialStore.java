package org.zhengshu.identity.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.identity.boundary.CredentialKind;
import org.zhengshu.identity.boundary.CredentialUse;
import org.zhengshu.identity.entity.ClientSystem;
import org.zhengshu.identity.entity.Credential;
import org.zhengshu.kernel.boundary.Found;

/** Credentials of client systems in the database (凭据库). */
@ApplicationScoped
public class CredentialStore {
    @PersistenceContext private EntityManager manager;
    @Inject private Found found;
    @Inject private Clock clock;

    /** A live credential and its enabled system. */
    public record Owned(ClientSystem system, Credential credential) {}

    /**
     * Adds it; of two who add to one system at the same time the later one is told of a conflict.
     */
    public void add(ClientSystem system, Credential credential) {
        manager.lock(system, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
        manager.persist(credential);
    }

    public Optional<Credential> credential(UUID id) {
        return found.of(manager.find(Credential.class, id));
    }

    /** All that the system ever had, newest first. */
    public List<Credential> of(ClientSystem system) {
        return manager.createQuery(
                        """
                        select c from Credential c where c.systemId = :system
                        order by c.createdAt desc, c.id""",
                        Credential.class)
                .setParameter("system", system.id())
                .getResultList();
    }

    /** True when a credential with this fingerprint is registered and not revoked. */
    public boolean isRegistered(CredentialKind kind, String fingerprint) {
        return !manager.createQuery(
                        """
                        select c.id from Credential c
                        where c.kind = :kind and c.fingerprint = :fingerprint
                        and c.revokedAt is null""",
                        UUID.class)
                .setParameter("kind", kind)
                .setParameter("fingerprint", fingerprint)
                .getResultList()
                .isEmpty();
    }

    /** The live certificate or public key with this fingerprint. */
    public Optional<Owned> byFingerprint(CredentialUse use, String fingerprint) {
        return live(
                        """
                        select new org.zhengshu.identity.control.CredentialStore$Owned(s, c)
                        from Credential c join ClientSystem s on s.id = c.systemId
                        where s.enabled and c.kind = :kind and c.revokedAt is null
                        and c.fingerprint = :key""",
                        use,
                        fingerprint)
                .stream()
                .findFirst();
    }

    /** The credential of this id while it is live. */
    public Optional<Owned> byId(UUID id) {
        Instant now = clock.instant();
        return manager.createQuery(
                        """
                        select new org.zhengshu.identity.control.CredentialStore$Owned(s, c)
                        from Credential c join ClientSystem s on s.id = c.systemId
                        where s.enabled and c.id = :id""",
                        Owned.class)
                .setParameter("id", id)
                .getResultStream()
                .filter(o -> o.credential().liveAt(now))
                .findFirst();
    }

    /** The live credentials of the system with this name or id for this use, newest first. */
    public List<Owned> bySystem(CredentialUse use, String nameOrId) {
        Optional<UUID> id = IdentityStore.id(nameOrId);
        return live(
                """
                select new org.zhengshu.identity.control.CredentialStore$Owned(s, c)
                from Credential c join ClientSystem s on s.id = c.systemId
                where s.enabled and c.kind = :kind and c.revokedAt is null and %s = :key
                order by c.createdAt desc, c.id"""
                        .formatted(id.isPresent() ? "s.id" : "s.name"),
                use,
                id.isPresent() ? id.get() : nameOrId);
    }

    private List<Owned> live(String query, CredentialUse use, Object key) {
        Instant now = clock.instant();
        return manager.createQuery(query, Owned.class)
                .setParameter("kind", use.kind())
                .setParameter("key", key)
                .getResultStream()
                .filter(o -> o.credential().allows(use) && o.credential().liveAt(now))
                .toList();
    }
}
