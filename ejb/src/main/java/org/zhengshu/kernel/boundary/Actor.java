package org.zhengshu.kernel.boundary;

import java.util.Set;

/**
 * Who calls (调用者): set by the door that authenticated, checked in every boundary.
 *
 * @param id account or client system id, {@code anonymous} when nobody authenticated
 * @param kind person, system or nobody
 * @param department social credit code of the department; empty for nobody
 * @param tenant administrative division code of the tenant; empty for nobody
 * @param newcomer true for a person who has signed in with a one-time password (一次性口令) and may do
 *     nothing before he has changed it
 */
public record Actor(
        String id,
        Kind kind,
        String name,
        String department,
        String tenant,
        Set<Role> roles,
        boolean newcomer) {
    /** What kind of caller (调用者类别). */
    public enum Kind {
        PERSON,
        SYSTEM,
        NOBODY
    }

    public static final Actor NOBODY =
            new Actor("anonymous", Kind.NOBODY, "anonymous", "", "", Set.of());

    /** The platform itself (平台), where no person and no system asked. */
    public static final Actor PLATFORM =
            new Actor("platform", Kind.SYSTEM, "platform", "", "", Set.of());

    public Actor {
        roles = Set.copyOf(roles);
    }

    public Actor(
            String id, Kind kind, String name, String department, String tenant, Set<Role> roles) {
        this(id, kind, name, department, tenant, roles, false);
    }

    /** The same person, signed in with a one-time password. */
    public Actor asNewcomer() {
        return new Actor(id, kind, name, department, tenant, roles, true);
    }

    public boolean hasAny(Role... wanted) {
        return java.util.Arrays.stream(wanted).anyMatch(roles::contains);
    }
}
