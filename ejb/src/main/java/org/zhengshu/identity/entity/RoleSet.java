package org.zhengshu.identity.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;

/** The roles of one account or system (角色集合), stored as a comma-separated list. */
public record RoleSet(Set<Role> roles) {
    public RoleSet {
        roles = Set.copyOf(roles);
        if (roles.stream().filter(Role::isAdministrator).count() > 1
                || roles.stream().anyMatch(Role::isAdministrator) && roles.size() > 1) {
            throw ProblemType.ROLES_CONFLICT.because(
                    "系统、安全、审计管理员须由三人分任，且不得兼任业务角色",
                    "system, security and audit administrator are three people without business roles");
        }
    }

    /** Storage form. */
    @Converter(autoApply = true)
    public static class Column implements AttributeConverter<RoleSet, String> {
        @Override
        public String convertToDatabaseColumn(RoleSet set) {
            return set.roles().stream().map(Role::name).sorted().collect(Collectors.joining(","));
        }

        /** As many as there are ways to give roles: each call asks for its caller's. */
        private static final Map<String, RoleSet> KNOWN = new ConcurrentHashMap<>();

        @Override
        public RoleSet convertToEntityAttribute(String stored) {
            RoleSet known = KNOWN.get(stored);
            return known == null ? KNOWN.computeIfAbsent(stored, Column::read) : known;
        }

        private static RoleSet read(String stored) {
            return new RoleSet(
                    Arrays.stream(stored.split(","))
                            .filter(name -> !name.isEmpty())
                            .map(Role::valueOf)
                            .collect(Collectors.toSet()));
        }
    }
}
