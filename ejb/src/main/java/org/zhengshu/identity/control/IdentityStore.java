package org.zhengshu.identity.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.zhengshu.identity.entity.Account;
import org.zhengshu.identity.entity.ClientSystem;
import org.zhengshu.identity.entity.Department;
import org.zhengshu.identity.entity.Session;
import org.zhengshu.identity.entity.Tenant;
import org.zhengshu.kernel.boundary.Found;

/** Departments, accounts, sessions and client systems in the database (身份库). */
@ApplicationScoped
public class IdentityStore {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @PersistenceContext private EntityManager manager;
    @Inject private Found found;

    public void add(Object entity) {
        manager.persist(entity);
    }

    public Optional<Tenant> tenant(String code) {
        return found.of(manager.find(Tenant.class, code));
    }

    public Optional<Department> department(String uscc) {
        return found.of(manager.find(Department.class, uscc));
    }

    public List<Department> departments() {
        return manager.createQuery(
                        "select d from Department d order by d.tenant, d.uscc", Department.class)
                .getResultList();
    }

    public Optional<Account> account(UUID id) {
        return found.of(manager.find(Account.class, id));
    }

    public Optional<Account> account(String login) {
        return manager.createQuery("select a from Account a where a.login = :login", Account.class)
                .setParameter("login", login)
                .getResultStream()
                .findFirst();
    }

    public List<Account> accounts(int offset, int limit) {
        return manager.createQuery("select a from Account a order by a.login", Account.class)
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
    }

    public long countAccounts() {
        return manager.createQuery("select count(a) from Account a", Long.class).getSingleResult();
    }

    public Optional<Session> session(String tokenHash) {
        return found.of(manager.find(Session.class, tokenHash));
    }

    public void removeSession(String tokenHash) {
        session(tokenHash).ifPresent(manager::remove);
    }

    public void removeSessionsOf(UUID account) {
        manager.createQuery("delete from Session s where s.accountId = :account")
                .setParameter("account", account)
                .executeUpdate();
    }

    public Optional<ClientSystem> clientSystem(UUID id) {
        return found.of(manager.find(ClientSystem.class, id));
    }

    /** By its name, which is its id in the log, or by the id that its registration told. */
    public Optional<ClientSystem> clientSystem(String nameOrId) {
        Optional<UUID> id = id(nameOrId);
        if (id.isPresent()) {
            return clientSystem(id.get());
        }
        return manager.createQuery(
                        "select c from ClientSystem c where c.name = :name", ClientSystem.class)
                .setParameter("name", nameOrId)
                .getResultStream()
                .findFirst();
    }

    /** The id that a text is, if it is one. */
    static Optional<UUID> id(String text) {
        return ID.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    public List<ClientSystem> clientSystems() {
        return manager.createQuery(
                        "select c from ClientSystem c order by c.name", ClientSystem.class)
                .getResultList();
    }
}
