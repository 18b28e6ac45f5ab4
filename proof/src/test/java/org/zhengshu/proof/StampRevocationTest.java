package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StampRevocationTest {
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final TestCa root = TestCa.sm2Root("Stamp root");
    private final TestCa issuer = root.intermediate("Stamp issuer");
    private TestTsa tsa;
    private TrustAnchors anchors;
    private byte[] token;

    @BeforeEach
    void stamped() throws Exception {
        TestTsa plain = TestTsa.of(issuer, TestTsa.PURPOSE);
        tsa = plain.sending(plain.certificate(), issuer.certificate());
        token = TimeStamp.der(tsa.stamp(new byte[] {1}, AT));
        byte[] pem = TestCa.pem(root.certificate()).getBytes(StandardCharsets.US_ASCII);
        anchors = TrustAnchors.fromPem(new ByteArrayInputStream(pem));
    }

    private Check check(byte[]... lists) {
        return StampRevocation.check(token, anchors, List.of(lists));
    }

    private static byte[] clean(TestCa ca) {
        return ca.signed(ca.list(AT.minus(DAY)));
    }

    private byte[] revoking(Instant at, int reason) {
        X509v2CRLBuilder list = issuer.list(at.plus(DAY));
        list.addCRLEntry(tsa.certificate().getSerialNumber(), Date.from(at), reason);
        return issuer.signed(list);
    }

    private void refused(String why, byte[]... lists) {
        assertThatThrownBy(() -> check(lists))
                .isInstanceOf(ProofException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aTokenWhoseWholeChainIsSpokenOfIsGood() {
        assertThat(check(clean(issuer), clean(root)).outcome()).isEqualTo(Check.Outcome.PASS);
    }

    @Test
    void aCertificateWithoutAListIsNamed() {
        assertThat(check().outcome()).isEqualTo(Check.Outcome.OPEN);
        Check check = check(clean(issuer));
        assertThat(check.outcome()).isEqualTo(Check.Outcome.OPEN);
        assertThat(check.detail()).contains("no list for", "Stamp issuer").doesNotContain("TSA");
    }

    @Test
    void aRevokedCertificateIsRefused() {
        refused("was revoked at", revoking(AT.minus(DAY), CRLReason.superseded), clean(root));
        refused("was revoked at", revoking(AT, CRLReason.superseded), clean(root));
        refused("are void", revoking(AT.plus(DAY), CRLReason.keyCompromise), clean(root));
        assertThat(check(revoking(AT.plus(DAY), CRLReason.superseded), clean(root)).outcome())
                .isEqualTo(Check.Outcome.PASS);
    }

    @Test
    void aListOfAnotherAuthorityOrOutOfDateIsRefused() {
        TestCa stranger = TestCa.sm2Root("Stamp issuer");
        refused("no issuer of a certificate", clean(stranger), clean(root));
        byte[] old = issuer.signed(issuer.list(AT.minus(Duration.ofDays(8))));
        refused("is older than", old, clean(root));
        assertThatThrownBy(() -> check(new byte[] {0x30, 0})).isInstanceOf(ProofException.class);
    }

    @Test
    void onlyListsThatFitGoIntoAReceipt() {
        assertThat(StampRevocation.fits(clean(issuer), token, anchors)).isTrue();
        assertThat(StampRevocation.fits(clean(root), token, anchors)).isTrue();
        byte[] revoking = revoking(AT.minus(DAY), CRLReason.keyCompromise);
        assertThat(StampRevocation.fits(revoking, token, anchors)).isTrue();
        byte[] old = issuer.signed(issuer.list(AT.minus(Duration.ofDays(8))));
        assertThat(StampRevocation.fits(old, token, anchors)).isFalse();
        byte[] strange = clean(TestCa.sm2Root("Stamp issuer"));
        assertThat(StampRevocation.fits(strange, token, anchors)).isFalse();
        assertThat(StampRevocation.fits(new byte[1], token, anchors)).isFalse();
        assertThat(StampRevocation.speaksOf(old, AT)).isFalse();
        assertThat(StampRevocation.speaksOf(clean(issuer), AT)).isTrue();
    }
}
