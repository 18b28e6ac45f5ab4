package org.zhengshu.identity.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;

/** A department's system (业务系统); what it authenticates with are its credentials. */
@Entity
@Table(name = "idn_client_system")
public class ClientSystem {
    @Id private UUID id;
    private String tenant;
    private String department;
    private String name;

    private RoleSet roles;

    @Column(name = "requested_roles")
    private RoleSet requested;

    private boolean legacy;
    private boolean enabled;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version private int version;

    protected ClientSystem() {}

    public ClientSystem(
            Department department, String name, Set<Role> roles, boolean legacy, Instant now) {
        this.id = UUID.randomUUID();
        this.tenant = department.tenant();
        this.department = department.uscc();
        this.name = name;
        this.roles = new RoleSet(roles);
        this.requested = new RoleSet(Set.of());
        this.legacy = legacy;
        this.enabled = true;
        this.createdAt = now;
    }

    /** Asks for roles that the system administrator decides on. */
    public void request(Set<Role> wanted) {
        requested = new RoleSet(wanted);
    }

    /** Takes over the roles that it asked for. */
    public void approve() {
        if (requested.roles().isEmpty()) {
            throw ProblemType.CONFLICT.because(
                    "业务系统 " + name + " 没有待批准的角色", "no roles of the system " + name + " wait");
        }
        roles = requested;
        requested = new RoleSet(Set.of());
    }

    /** Roles that wait for the system administrator; empty when none do. */
    public Set<Role> requested() {
        return requested.roles();
    }

    public void disable() {
        enabled = false;
    }

    public Actor actor() {
        return new Actor(name, Actor.Kind.SYSTEM, name, department, tenant, roles.roles());
    }

    public UUID id() {
        return id;
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

    public Set<Role> roles() {
        return roles.roles();
    }

    public boolean legacy() {
        return legacy;
    }

    public boolean enabled() {
        return enabled;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
