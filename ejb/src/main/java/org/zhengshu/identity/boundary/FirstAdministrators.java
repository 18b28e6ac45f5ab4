package org.zhengshu.identity.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
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

    /**
     * New passwords for the administrators, to be kept before {@link #appoint}; empty when there
     * are accounts.
     */
    public Map<String, String> passwords() {
        Map<String, String> passwords = new LinkedHashMap<>();
        if (store.countAccounts() == 0) {
            List.of("sysadmin", "secadmin", "auditadmin")
                    .forEach(login -> passwords.put(login, GeneratedPassword.next()));
        }
        return passwords;
    }

    /**
     * Makes the administrators with these passwords.
     *
     * @param oneTime whether each of them has to change his at the first sign-in
     */
    public void appoint(Map<String, String> passwords, boolean oneTime) {
        store.add(new Tenant(PLATFORM_TENANT, "平台运维"));
        Department platform = new Department(PLATFORM, PLATFORM_TENANT, "平台运维单位", "平台", false);
        store.add(platform);
        for (Account account :
                List.of(
                        account(platform, "sysadmin", "系统管理员", Role.SYSTEM_ADMIN, passwords),
                        account(platform, "secadmin", "安全管理员", Role.SECURITY_ADMIN, passwords),
                        account(platform, "auditadmin", "审计管理员", Role.AUDIT_ADMIN, passwords))) {
            if (oneTime) {
                account.demandNewPassword();
            }
            store.add(account);
        }
    }

    private Account account(
            Department platform,
            String login,
            String name,
            Role role,
            Map<String, String> passwords) {
        Account account =
                new Account(
                        platform,
                        login,
                        name,
                        PasswordHash.of(passwords.get(login)),
                        clock.instant());
        account.assign(Set.of(role));
        return account;
    }

    /** Whether the division is entered already. */
    public boolean knowTenant(String code) {
        return store.tenant(code).isPresent();
    }

    /** Whether the department is entered already. */
    public boolean knowDepartment(String uscc) {
        return store.department(uscc).isPresent();
    }

    /** An account of the platform as it acts, for work that the platform does on its behalf. */
    public Actor actor(String login) {
        return store.account(login).orElseThrow().actor();
    }
}
