package org.zhengshu.identity.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.identity.boundary.CredentialUse;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;

@Tag("IDN-7")
class CredentialTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private final ClientSystem system =
            new ClientSystem(
                    new Department("11210000YY00000013", "210000", "税务局", "税务", false),
                    "tax",
                    Set.of(Role.DATA_CONSUMER),
                    false,
                    NOW);

    private Credential secret(CredentialUse... uses) {
        return Credential.secret(system, Set.of(uses), NOW);
    }

    private static void refused(ProblemType type, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.type()).isEqualTo(type));
    }

    @Test
    void aSecretServesOnlyWhatItWasGivenFor() {
        Credential secret = secret(CredentialUse.TIF_HEADERS);
        assertThat(secret.allows(CredentialUse.TIF_HEADERS)).isTrue();
        assertThat(secret.allows(CredentialUse.NATIONAL_HEADERS)).isFalse();
        assertThat(secret.allows(CredentialUse.USERNAME_TOKEN)).isFalse();
    }

    @Test
    void aUseOfAnotherKindIsRefused() {
        refused(ProblemType.INVALID_INPUT, () -> secret(CredentialUse.MUTUAL_TLS));
        refused(ProblemType.INVALID_INPUT, this::secret);
    }

    @Test
    void itLivesFromItsBeginningToItsEndAndNotAtItsLastInstant() {
        Credential secret = secret(CredentialUse.TIF_HEADERS);
        assertThat(secret.liveAt(NOW)).isTrue();
        secret.expireAt(NOW.plusSeconds(10));
        assertThat(secret.liveAt(NOW.plusSeconds(9))).isTrue();
        assertThat(secret.liveAt(NOW.plusSeconds(10))).isFalse();
    }

    @Test
    void aRevokedOneIsDeadAtOnceAndIsNotRevokedAgain() {
        Credential secret = secret(CredentialUse.TIF_HEADERS);
        secret.revoke(NOW);
        assertThat(secret.liveAt(NOW)).isFalse();
        refused(ProblemType.CREDENTIAL_ENDED, () -> secret.revoke(NOW));
    }

    @Test
    void aRenewalEndsTheOldOneAndNeverProlongsIt() {
        Credential secret = secret(CredentialUse.TIF_HEADERS);
        secret.endBy(NOW.plus(Duration.ofHours(2)));
        assertThat(secret.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(2)));
        secret.endBy(NOW.plus(Duration.ofHours(3)));
        assertThat(secret.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(2)));
    }

    @Test
    void anEndThatIsOverIsRefused() {
        refused(
                ProblemType.INVALID_INPUT,
                () -> secret(CredentialUse.TIF_HEADERS).expireAt(NOW.minusSeconds(1)));
    }

    @Test
    void aCertificateServesBothDoors() {
        Credential certificate =
                Credential.certificate(system, "00", NOW, NOW.plus(Duration.ofDays(1)));
        assertThat(certificate.uses())
                .containsExactly(CredentialUse.MUTUAL_TLS, CredentialUse.WS_SECURITY);
    }
}
