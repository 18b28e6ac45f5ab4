package org.zhengshu.identity.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.zhengshu.identity.control.IdentityStore;
import org.zhengshu.identity.control.PasswordHash;
import org.zhengshu.identity.entity.Account;
import org.zhengshu.identity.entity.Department;
import org.zhengshu.identity.entity.Tenant;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Role;

/** The three administrators of a new node (首任三员), each with a generated password. */
@Stateless
public class FirstAdministrators {
    /** Tenant of the people who run the platform and of nobody else. */
    public static final String PLATFORM_TENANT = "000000";

    private static final String PLATFORM = "000000000000000000";

    @Inject private IdentityStore store;
    @Inject private Clock clock;

    /** Makes the administrators when there is no account at all; login to password, else empty. */
    public Map<String, String> appoint() {
        Map<String, String> passwords = new LinkedHashMap<>();
        if (store.countAccounts() > 0) {
            return passwords;
        }
        store.add(new Tenant(PLATFORM_TENANT, "平台运维"));
        Department platform = new Department(PLATFORM, PLATFORM_TENANT, "平台运维单位", "平台", false);
        store.add(platform);
        appoint(platform, "sysadmin", "系统管理员", Role.SYSTEM_ADMIN, passwords);
        appoint(platform, "secadmin", "安全管理员", Role.SECURITY_ADMIN, passwords);
        appoint(platform, "auditadmin", "审计管理员", Role.AUDIT_ADMIN, passwords);
        return passwords;
    }

    private void appoint(
            Department platform,
            String login,
            String name,
            Role role,
            Map<String, String> passwords) {
        String password = GeneratedPassword.next();
        Account account =
                new Account(platform, login, name, PasswordHash.of(password), clock.instant());
        account.assign(Set.of(role));
        store.add(account);
        passwords.put(login, password);
    }

    /** An account of the platform as it acts, for work that the platform does on its behalf. */
    public Actor actor(String login) {
        return store.account(login).orElseThrow().actor();
    }
}
