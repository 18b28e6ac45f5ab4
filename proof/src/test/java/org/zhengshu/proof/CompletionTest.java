package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CompletionTest {
    private static final Instant AT = CompleteReceipt.AT;
    private static final Instant LISTED = CompleteReceipt.LISTED;
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final CompleteReceipt complete = new CompleteReceipt();
    private final TestLog log = complete.log;
    private final X509CertificateHolder key =
            CertificatePath.decode(complete.first.certificates().get(0));

    @Test
    void aCompletedReceiptPassesEveryCheck() {
        VerificationReport report = complete.verify(complete.receipt(), complete.witness.key());
        assertThat(report.checks()).allMatch(check -> check.outcome() == Check.Outcome.PASS);
        assertThat(report.ok()).isTrue();
    }

    @Test
    void whatIsNotThereYetIsSaidAndLowersNothing() {
        VerificationReport report = complete.verify(complete.first);
        assertThat(report.verdict()).isEqualTo(VerificationReport.Verdict.VALID);
        for (String name : List.of("timestamp", "revocation", "witnesses")) {
            Check check = check(report, name);
            assertThat(check.outcome()).isEqualTo(Check.Outcome.OPEN);
            assertThat(Wording.of(check).zh()).isNotBlank();
        }
        assertThat(Wording.of(check(report, "timestamp")).zh()).contains("时间戳待补");
        assertThat(check(report, "timestamp").detail()).isEqualTo("time-stamp pending");
    }

    @Test
    void emptyListsAndTwoLinesOfOneKeyAreRefused() {
        String json = new String(complete.first.encode(), StandardCharsets.UTF_8);
        for (String member :
                List.of("\"cosignatures\":[],\"entry\"", "\"cosignatures\":{},\"entry\"")) {
            refuse(json.replaceFirst("\"entry\"", member));
        }
        refuse(json.replaceFirst(",\"salt\"", ",\"revocation\":[],\"salt\""));
        refuse(
                json.substring(0, json.length() - 1)
                        + ",\"timestamp\":\"\"}".replace("\"\"", "null"));
        SignedCheckpoint.Signature line = complete.cosignature(complete.witness);
        assertThatThrownBy(() -> complete.cosigned(line, line)).isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> Completion.line(line.line())).isInstanceOf(ProofException.class);
    }

    private static void refuse(String json) {
        assertThatThrownBy(() -> Receipt.parse(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ProofException.class);
    }

    @Test
    @Tag("PRF-9")
    void aTimeStampMustBeForThisCheckpoint() throws Exception {
        failed(complete.stamped(complete.tsa.stamp(new byte[] {1}, AT)), "timestamp");
        byte[] text = complete.first.checkpoint().signedBytes();
        failed(complete.stamped(complete.tsa.stamp(text, AT)), "timestamp");
        TestTsa stranger = TestTsa.of(TestCa.sm2Root("Test root"), TestTsa.PURPOSE);
        failed(complete.stamped(stranger.stamp(complete.note(), AT)), "timestamp");
        failed(complete.stamped(new byte[] {0x30, 0}), "timestamp");
    }

    @Test
    void aTimeStampIsNotOlderThanItsEntry() {
        passed(complete.stamped(complete.tsa.stamp(complete.note(), AT)), "timestamp");
        Receipt early = complete.stamped(complete.tsa.stamp(complete.note(), AT.minus(MOMENT)));
        failed(early, "timestamp");
    }

    @Test
    @Tag("PRF-3")
    void aCertificateForTimeStampsSignsNoCheckpoints() {
        TestCa.Request request =
                TestCa.Request.endEntity(TestLog.NODE, TestCa.info(log.sm2)).with(TestTsa.PURPOSE);
        List<byte[]> certificates =
                TestLog.der(
                        log.issuer.issue(request),
                        log.ed25519Certificate(),
                        log.issuer.certificate());
        Receipt receipt =
                log.receipt(
                        HashAlgorithm.SM3,
                        TestLog.entry(TestLog.MESSAGE, "body"),
                        certificates,
                        log.signers);
        failed(receipt, "certificate");
    }

    @Test
    @Tag("PRF-9")
    void aKeyRevokedBeforeItSignedFails() {
        failed(listing(AT.minus(MOMENT), CRLReason.keyCompromise, false), "revocation");
        failed(listing(AT, CRLReason.superseded, false), "revocation");
        Instant between = AT.plus(MOMENT);
        failed(listing(between, CRLReason.superseded, true), "revocation");
    }

    @Test
    @Tag("PRF-9")
    void aKeyRevokedAfterAProvenTimeStampStaysGood() {
        Receipt receipt = listing(AT.plusSeconds(60), CRLReason.keyCompromise, true);
        Check check = check(complete.verify(receipt), "revocation");
        assertThat(check.outcome()).isNotEqualTo(Check.Outcome.FAIL);
        assertThat(check.detail()).contains("was revoked at", "after the proven time-stamp");
        assertThat(complete.verify(receipt).ok()).isTrue();
    }

    @Test
    void aKeyRevokedLaterWithoutATimeStampIsInDoubt() {
        VerificationReport report =
                complete.verify(listing(AT.plusSeconds(60), CRLReason.keyCompromise, false));
        assertThat(check(report, "revocation").outcome()).isEqualTo(Check.Outcome.INDETERMINATE);
        assertThat(report.verdict()).isEqualTo(VerificationReport.Verdict.VALID_NOT_ALL_CHECKED);
        assertThat(Wording.of(check(report, "revocation")).en()).contains("no time-stamp");
    }

    @Test
    void theInstantSinceWhichAKeyIsInDoubtCounts() {
        X509v2CRLBuilder list = log.issuer.list(LISTED);
        list.addCRLEntry(
                key.getSerialNumber(),
                Date.from(AT.plusSeconds(60)),
                CRLReason.keyCompromise,
                Date.from(AT.minus(MOMENT)));
        failed(complete.listed(stamp(), log.issuer.signed(list)), "revocation");
    }

    @Test
    void timeStampsOfAStolenKeyAreVoid() {
        for (int reason : new int[] {CRLReason.keyCompromise, CRLReason.superseded}) {
            X509v2CRLBuilder list = log.root.list(LISTED);
            list.addCRLEntry(
                    complete.tsa.certificate().getSerialNumber(),
                    Date.from(AT.plusSeconds(60)),
                    reason);
            Receipt receipt = complete.listed(stamp(), log.root.signed(list));
            if (reason == CRLReason.superseded) {
                assertThat(complete.verify(receipt).ok()).isTrue();
            } else {
                failed(receipt, "revocation");
            }
        }
    }

    @Test
    void aListIsOfAnIssuerThatMaySignIt() throws Exception {
        TestCa namesake = TestCa.sm2Root("Test issuer");
        failed(complete.listed(stamp(), namesake.signed(namesake.list(LISTED))), "revocation");
        TestCa stranger = TestCa.sm2Root("Stranger");
        failed(complete.listed(stamp(), stranger.signed(stranger.list(LISTED))), "revocation");
        byte[] altered = log.issuer.signed(log.issuer.list(LISTED));
        altered[altered.length - 1] ^= 1;
        failed(complete.listed(stamp(), altered), "revocation");
        failed(complete.listed(stamp(), new byte[] {0x30, 0}), "revocation");
        byte[] longer = log.issuer.signed(log.issuer.list(LISTED));
        failed(complete.listed(stamp(), Arrays.copyOf(longer, longer.length + 1)), "revocation");
    }

    @Test
    void anIssuerWithoutTheUsageCannotSignLists() {
        TestCa plain = withUsage(log.root, KeyUsage.keyCertSign);
        TestCa.Request sm2 = TestCa.Request.endEntity(TestLog.NODE, TestCa.info(log.sm2));
        TestCa.Request ed25519 = TestCa.Request.endEntity(TestLog.NODE, log.ed25519Info());
        Receipt receipt =
                log.receipt(
                                HashAlgorithm.SM3,
                                TestLog.entry(TestLog.MESSAGE, "body"),
                                TestLog.der(
                                        plain.issue(sm2),
                                        plain.issue(ed25519),
                                        plain.certificate()),
                                log.signers)
                        .completed(
                                new Completion(
                                        List.of(plain.signed(plain.list(LISTED))),
                                        Optional.empty(),
                                        List.of()));
        failed(receipt, "revocation");
    }

    private static TestCa withUsage(TestCa root, int usage) {
        var secret = Sm2.generateKey(new SecureRandom());
        TestCa.Request request =
                TestCa.Request.authority("Plain", TestCa.info(secret)).usage(usage);
        return new TestCa(
                root.issue(request), TestCa.sm2Signer(secret, root.random()), root.random());
    }

    @Test
    void oldDeltaAndPartialListsAreRefused() throws Exception {
        X509v2CRLBuilder old = log.issuer.list(AT.minus(Duration.ofDays(8)));
        failed(complete.listed(stamp(), log.issuer.signed(old)), "revocation");
        X509v2CRLBuilder partial = log.issuer.list(LISTED);
        partial.addExtension(Extension.deltaCRLIndicator, true, DERNull.INSTANCE);
        failed(complete.listed(stamp(), log.issuer.signed(partial)), "revocation");
        X509v2CRLBuilder usual = log.issuer.list(LISTED);
        usual.addExtension(Extension.cRLNumber, false, DERNull.INSTANCE);
        assertThat(complete.verify(complete.listed(stamp(), log.issuer.signed(usual))).ok())
                .isTrue();
    }

    @Test
    void aCertificateWithoutAListIsNamed() {
        byte[] only = log.issuer.signed(log.issuer.list(LISTED));
        Check check = check(complete.verify(complete.listed(stamp(), only)), "revocation");
        assertThat(check.outcome()).isEqualTo(Check.Outcome.OPEN);
        assertThat(check.detail()).contains("no list for", "Test issuer", "Test TSA");
    }

    @Test
    void aKnownWitnessMustHaveSignedThisCheckpoint() {
        NoteKey known = complete.witness.key();
        passed(complete.cosigned(complete.cosignature(complete.witness)), "witnesses", known);
        Checkpoint other =
                new Checkpoint(TestLog.ORIGIN, 11, new byte[HashAlgorithm.LENGTH], List.of());
        Receipt lying = complete.cosigned(complete.witness.sign(other, AT));
        Receipt tooShort =
                complete.cosigned(
                        new SignedCheckpoint.Signature(
                                known.name(), known.keyHash(), new byte[] {1}));
        failed(tooShort, "witnesses", known);
        failed(lying, "witnesses", known);
        Check open = check(complete.verify(lying), "witnesses");
        assertThat(open.outcome()).isEqualTo(Check.Outcome.OPEN);
        assertThat(open.detail()).contains("not checked: witness.example");
    }

    @Test
    void theKeyOfALogIsNoWitness() {
        failed(complete.receipt(), "witnesses", log.signers.get(1).key());
    }

    @Test
    void unknownWitnessesAreNamedAndIgnored() {
        CosignatureSigner stranger =
                CosignatureSigner.ed25519(
                        "stranger.example", new Ed25519PrivateKeyParameters(new SecureRandom()));
        Receipt both =
                complete.cosigned(
                        complete.cosignature(stranger), complete.cosignature(complete.witness));
        Check check = check(complete.verify(both, complete.witness.key()), "witnesses");
        assertThat(check.outcome()).isEqualTo(Check.Outcome.PASS);
        assertThat(check.detail())
                .contains(
                        "witness.example at " + CompleteReceipt.STAMPED,
                        "not checked: stranger.example");
        VerificationReport none =
                complete.verify(
                        complete.cosigned(complete.cosignature(stranger)), complete.witness.key());
        assertThat(check(none, "witnesses").outcome()).isEqualTo(Check.Outcome.INDETERMINATE);
        assertThat(none.verdict()).isEqualTo(VerificationReport.Verdict.VALID_NOT_ALL_CHECKED);
    }

    @Test
    void receiptsOutliveTheKeysThatSignedThem() {
        TestLog later = new TestLog();
        assertThat(complete.verify(complete.first).ok()).isTrue();
        Receipt mixed =
                log.receipt(
                        HashAlgorithm.SM3,
                        TestLog.entry(TestLog.MESSAGE, "body"),
                        log.certificates(),
                        later.signers);
        failed(mixed, "checkpoint");
        TestCa.Request renewed = TestCa.Request.endEntity(TestLog.NODE, TestCa.info(later.sm2));
        TestCa.Request renewedToo = TestCa.Request.endEntity(TestLog.NODE, later.ed25519Info());
        Receipt fresh =
                log.receipt(
                        HashAlgorithm.SM3,
                        TestLog.entry(TestLog.MESSAGE, "body"),
                        TestLog.der(
                                log.issuer.issue(renewed),
                                log.issuer.issue(renewedToo),
                                log.issuer.certificate()),
                        later.signers);
        assertThat(complete.verify(fresh).ok()).isTrue();
        assertThat(complete.verify(complete.receipt()).ok()).isTrue();
    }

    @Test
    void theKeysOfALaterCheckpointMayBeYoungerThanTheEntry() {
        ObjectNode entry = TestLog.entry(TestLog.MESSAGE, "body");
        entry.put("at", TestCa.FROM.minusSeconds(1).toString());
        Receipt anchored = log.receipt(HashAlgorithm.SM3, entry, log.certificates(), log.signers);
        failed(anchored, "certificate");
        byte[] note = anchored.checkpoint().text().getBytes(StandardCharsets.UTF_8);
        byte[] token = complete.tsa.stamp(note, CompleteReceipt.STAMPED);
        Completion completion = new Completion(List.of(), Optional.of(token), List.of());
        assertThat(complete.verify(anchored.completed(completion)).ok()).isTrue();
    }

    private Optional<byte[]> stamp() {
        return Optional.of(complete.stamp());
    }

    private Receipt listing(Instant revoked, int reason, boolean stamped) {
        X509v2CRLBuilder list = log.issuer.list(LISTED);
        list.addCRLEntry(key.getSerialNumber(), Date.from(revoked), reason);
        return complete.listed(stamped ? stamp() : Optional.empty(), log.issuer.signed(list));
    }

    private void passed(Receipt receipt, String name, NoteKey... witnesses) {
        VerificationReport report = complete.verify(receipt, witnesses);
        assertThat(report.failures()).isEmpty();
        assertThat(check(report, name).outcome()).isEqualTo(Check.Outcome.PASS);
    }

    private void failed(Receipt receipt, String name, NoteKey... witnesses) {
        VerificationReport report = complete.verify(receipt, witnesses);
        assertThat(report.failures().stream().map(Check::name)).contains(name);
        assertThat(Wording.of(check(report, name)).en()).isNotBlank();
        assertThat(report.verdict()).isEqualTo(VerificationReport.Verdict.INVALID);
    }

    private static Check check(VerificationReport report, String name) {
        return report.checks().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
