package org.zhengshu.identity.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.Role;

class AccountTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private static Account anAccount() {
        Department department = new Department("dep", "210000", "某厅", "厅", false);
        return new Account(department, "li.na", "李娜", "hash", NOW);
    }

    private static Account aLockedAccount() {
        Account account = anAccount();
        for (int i = 0; i < 5; i++) {
            account.failed(NOW);
        }
        return account;
    }

    @Test
    @Tag("IDN-2")
    void theFifthWrongPasswordInARowLocks() {
        Account account = anAccount();
        for (int i = 0; i < 4; i++) {
            account.failed(NOW);
            assertThat(account.lockedAt(NOW)).isFalse();
        }
        account.failed(NOW);
        assertThat(account.lockedAt(NOW)).isTrue();
    }

    @Test
    @Tag("IDN-2")
    void aRightPasswordBetweenBeginsTheCountAnew() {
        Account account = anAccount();
        for (int i = 0; i < 20; i++) {
            account.failed(NOW);
            if (i % 4 == 3) {
                account.succeeded();
            }
        }
        assertThat(account.lockedAt(NOW)).isFalse();
    }

    @Test
    @Tag("IDN-2")
    @Tag("IDN-3")
    void theLockHoldsForThirtyMinutesExactly() {
        Account account = aLockedAccount();
        Instant end = NOW.plus(Duration.ofMinutes(30));
        assertThat(account.lockedAt(end.minusMillis(1))).isTrue();
        assertThat(account.lockedAt(end)).isFalse();
    }

    @Test
    @Tag("IDN-3")
    void anUnlockedAccountHasFiveAttemptsAgain() {
        Account account = aLockedAccount();
        account.unlock();
        assertThat(account.lockedAt(NOW)).isFalse();
        for (int i = 0; i < 4; i++) {
            account.failed(NOW);
        }
        assertThat(account.lockedAt(NOW)).isFalse();
    }

    @Test
    void anAccountActsForItsDepartmentWithItsRoles() {
        Account account = anAccount();
        assertThat(account.actor().roles()).isEmpty();
        account.assign(Set.of(Role.REQUESTER));
        assertThat(account.actor())
                .isEqualTo(
                        new Actor(
                                "li.na",
                                Actor.Kind.PERSON,
                                "李娜",
                                "dep",
                                "210000",
                                Set.of(Role.REQUESTER)));
    }

    @Test
    @Tag("IDN-1")
    void refusedRolesLeaveThoseThatWere() {
        Account account = anAccount();
        account.assign(Set.of(Role.AUDIT_ADMIN));
        assertThatThrownBy(() -> account.assign(Set.of(Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN)))
                .isInstanceOf(Problem.class);
        assertThat(account.roles()).containsExactly(Role.AUDIT_ADMIN);
    }

    @Test
    @Tag("IDN-18")
    void oneTimePasswordMakesANewcomerUntilItIsChanged() {
        Account account = anAccount();
        assertThat(account.signedIn().newcomer()).isFalse();
        account.demandNewPassword();
        assertThat(account.signedIn().newcomer()).isTrue();
        assertThat(account.actor().newcomer()).as("for work of the platform").isFalse();
        account.changePassword("other", NOW);
        assertThat(account.signedIn().newcomer()).isFalse();
    }
}
