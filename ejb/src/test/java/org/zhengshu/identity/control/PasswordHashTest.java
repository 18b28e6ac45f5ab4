package org.zhengshu.identity.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("IDN-4")
class PasswordHashTest {
    /** From the tests of the reference implementation (phc-winner-argon2, test.c). */
    @Test
    void theReferenceImplementationsHashMatches() {
        String stored =
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(PasswordHash.matches("password", stored)).isTrue();
        assertThat(PasswordHash.matches("Password", stored)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse", "口令-Pass1", ""})
    void onlyTheSamePasswordMatches(String password) {
        String stored = PasswordHash.of(password);
        assertThat(PasswordHash.matches(password, stored)).isTrue();
        assertThat(PasswordHash.matches(password + " ", stored)).isFalse();
        assertThat(PasswordHash.matches(password + "x", stored)).isFalse();
    }

    @Test
    void theFormIsArgon2idAndHoldsNoPassword() {
        String stored = PasswordHash.of("correct horse");
        assertThat(stored)
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[^$]{22}\\$[^$]{43}")
                .doesNotContain("horse");
    }

    @Test
    void eachHashHasASaltOfItsOwn() {
        assertThat(PasswordHash.of("same")).isNotEqualTo(PasswordHash.of("same"));
    }
}
