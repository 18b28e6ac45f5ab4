package org.zhengshu.identity.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhengshu.kernel.boundary.Role.AUDIT_ADMIN;
import static org.zhengshu.kernel.boundary.Role.REQUESTER;
import static org.zhengshu.kernel.boundary.Role.REVIEWER;
import static org.zhengshu.kernel.boundary.Role.SECURITY_ADMIN;
import static org.zhengshu.kernel.boundary.Role.SYSTEM_ADMIN;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;

class RoleSetTest {
    @Test
    @Tag("IDN-1")
    void administratorsAreNothingElse() {
        List<Set<Role>> refused =
                List.of(
                        Set.of(SYSTEM_ADMIN, SECURITY_ADMIN),
                        Set.of(SECURITY_ADMIN, AUDIT_ADMIN),
                        Set.of(SYSTEM_ADMIN, AUDIT_ADMIN),
                        Set.of(SYSTEM_ADMIN, REQUESTER),
                        Set.of(AUDIT_ADMIN, REVIEWER));
        for (Set<Role> roles : refused) {
            assertThatThrownBy(() -> new RoleSet(roles))
                    .as("%s", roles)
                    .isInstanceOfSatisfying(
                            Problem.class,
                            p -> assertThat(p.type()).isEqualTo(ProblemType.ROLES_CONFLICT));
        }
    }

    @Test
    void oneAdministratorOrAnyBusinessRolesAreFine() {
        for (Role role : Role.values()) {
            assertThat(new RoleSet(Set.of(role)).roles()).containsExactly(role);
        }
        assertThat(new RoleSet(Set.of(REQUESTER, REVIEWER)).roles()).hasSize(2);
        assertThat(new RoleSet(Set.of()).roles()).isEmpty();
    }

    @Test
    void storedRolesComeBack() {
        RoleSet.Column column = new RoleSet.Column();
        RoleSet set = new RoleSet(Set.of(REVIEWER, REQUESTER));
        assertThat(column.convertToDatabaseColumn(set)).isEqualTo("REQUESTER,REVIEWER");
        assertThat(column.convertToEntityAttribute("REQUESTER,REVIEWER")).isEqualTo(set);
        assertThat(column.convertToEntityAttribute("")).isEqualTo(new RoleSet(Set.of()));
    }
}
