package org.zhengshu.kernel.boundary;

import java.util.Set;

/**
 * Who calls (调用者): set by the door that authenticated, checked in every boundary.
 *
 * @param id account or client system id, {@code anonymous} when nobody authenticated
 * @param kind person, system or nobody
 * @param department social credit code of the department; empty for nobody
 * @param tenant administrative division code of the tenant; empty for nobody
 */
public record Actor(
        String id, Kind kind, String name, String department, String tenant, Set<Role> roles) {
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

    public boolean hasAny(Role... wanted) {
        return java.util.Arrays.stream(wanted).anyMatch(roles::contains);
    }
}
