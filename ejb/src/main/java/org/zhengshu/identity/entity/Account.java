package org.zhengshu.identity.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Role;

/** A person's account (账号); locked for a while after five wrong passwords. */
@Entity
@Table(name = "idn_account")
public class Account {
    static final int MAX_FAILURES = 5;
    static final Duration LOCKED_FOR = Duration.ofMinutes(30);

    @Id private UUID id;
    private String tenant;
    private String department;
    private String login;
    private String name;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "password_changed_at")
    private Instant passwordChangedAt;

    /** The password was made by the platform and has to be changed before anything else. */
    @Column(name = "one_time_password")
    private boolean oneTimePassword;

    private RoleSet roles;
    private int failures;

    @Column(name = "locked_until")
    private Instant lockedUntil;

    private boolean enabled;
    @Version private int version;

    protected Account() {}

    public Account(
            Department department, String login, String name, String passwordHash, Instant now) {
        this.id = UUID.randomUUID();
        this.tenant = department.tenant();
        this.department = department.uscc();
        this.login = login;
        this.name = name;
        this.passwordHash = passwordHash;
        this.passwordChangedAt = now;
        this.roles = new RoleSet(Set.of());
        this.enabled = true;
    }

    public boolean lockedAt(Instant now) {
        return lockedUntil != null && now.isBefore(lockedUntil);
    }

    /** Counts a wrong password; the fifth in a row locks. */
    public void failed(Instant now) {
        failures++;
        if (failures >= MAX_FAILURES) {
            lockedUntil = now.plus(LOCKED_FOR);
            failures = 0;
        }
    }

    public void succeeded() {
        failures = 0;
        lockedUntil = null;
    }

    public void unlock() {
        succeeded();
    }

    public void changePassword(String hash, Instant now) {
        passwordHash = hash;
        passwordChangedAt = now;
        oneTimePassword = false;
    }

    /** From now on the password is good for nothing but to be changed (一次性口令). */
    public void demandNewPassword() {
        oneTimePassword = true;
    }

    public boolean oneTimePassword() {
        return oneTimePassword;
    }

    public void assign(Set<Role> wanted) {
        roles = new RoleSet(wanted);
    }

    /** Who acts in a session. */
    public Actor signedIn() {
        return oneTimePassword ? actor().asNewcomer() : actor();
    }

    public Actor actor() {
        return new Actor(login, Actor.Kind.PERSON, name, department, tenant, roles.roles());
    }

    public UUID id() {
        return id;
    }

    public String login() {
        return login;
    }

    public String name() {
        return name;
    }

    public String department() {
        return department;
    }

    public String tenant() {
        return tenant;
    }

    public String passwordHash() {
        return passwordHash;
    }

    public Instant passwordChangedAt() {
        return passwordChangedAt;
    }

    public Set<Role> roles() {
        return roles.roles();
    }

    public boolean enabled() {
        return enabled;
    }
}
