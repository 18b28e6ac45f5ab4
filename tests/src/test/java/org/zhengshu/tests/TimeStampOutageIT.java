package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengshu.launcher.Pki;
import org.zhengshu.launcher.Secrets;
import org.zhengshu.proof.Check.Outcome;
import org.zhengshu.proof.ReceiptVerifier;
import org.zhengshu.proof.TrustAnchors;
import org.zhengshu.tests.OutsideAuthority.Mood;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** A node whose time-stamps come from outside: outage, nonsense, new keys, revoked keys. */
class TimeStampOutageIT {
    private static final List<Mood> TROUBLES =
            List.of(
                    Mood.DOWN,
                    Mood.NONSENSE,
                    Mood.ANOTHER_MESSAGE,
                    Mood.ANOTHER_NONCE,
                    Mood.ANOTHER_ROOT,
                    Mood.CHANGED,
                    Mood.LIST_DOWN,
                    Mood.REVOKED);

    @TempDir private Path folder;

    @Test
    @Tag("AUD-32")
    @Tag("AUD-33")
    @Tag("AUD-34")
    @Tag("AUD-35")
    @Tag("AUD-36")
    @Tag("AUD-41")
    void receiptsAreCompletedLaterAndStayValid() throws Exception {
        try (OutsideAuthority authority = new OutsideAuthority()) {
            Path trust = Files.writeString(folder.resolve("tsa.pem"), authority.rootPem());
            Node node =
                    Node.start(
                            "time-stamps",
                            Map.of(
                                    "zhengshu.timestamp.interval", "1",
                                    "zhengshu.timestamp.url", authority.address(),
                                    "zhengshu.timestamp.trust", trust.toString(),
                                    "zhengshu.timestamp.crl", authority.list()));
            try {
                Reply early = outage(node, authority);
                authority.be(Mood.WELL);
                TrustAnchors anchors = anchors(node, trust);
                CompletedReceipt before = complete(node, early, anchors);
                awaitHealthy(node);
                node = node.again("--rotate-log-keys");
                rotated(node, before, early, anchors);
                revoked(node, before, early, anchors);
                node.close();
                assertThat(before.verify(anchors).ok()).isTrue();
                Path roots = Files.writeString(folder.resolve("roots.pem"), pem(node, trust));
                Path file = Files.write(folder.resolve("receipt.der"), before.compact());
                Path message = Files.write(folder.resolve("message"), before.message());
                ChainProcess.Outcome proof =
                        ChainProcess.proof(
                                "verify",
                                "--trust",
                                roots,
                                "--message",
                                message,
                                "--receipt",
                                file);
                assertThat(proof.exit()).as(proof.text()).isZero();
            } finally {
                node.close();
            }
        }
    }

    /** Whatever the authority does wrong, calls are answered and nothing is stored. */
    private static Reply outage(Node node, OutsideAuthority authority) {
        Rest caller = Rest.system(node, "rest-permit");
        Reply first = caller.get("/api/v1/departments");
        for (Mood trouble : TROUBLES) {
            authority.be(trouble);
            Reply answered = caller.get("/api/v1/departments");
            assertThat(answered.status()).isEqualTo(200);
            assertThat(answered.verify(node.anchors()).ok()).isTrue();
            until(() -> authority.asked() > 1);
            JsonNode view = CompletedReceipt.fetch(caller, first);
            assertThat(view.get("status").asText())
                    .as(trouble.name())
                    .isEqualTo("TIMESTAMP_PENDING");
            assertThat(view.hasNonNull("completed")).isFalse();
        }
        Reply health = Rest.nobody(node).get("/health");
        assertThat(health.status()).isEqualTo(200);
        JsonNode data = stamps(health);
        assertThat(data.get("pending").asBoolean()).as(health.text()).isTrue();
        assertThat(data.get("since").asText()).endsWith("Z");
        assertThat(data.get("trouble").asText()).contains("CN=Outside TSA was revoked at");
        assertThat(Rest.nobody(node).get("/health/ready").status()).isEqualTo(200);
        return first;
    }

    private static CompletedReceipt complete(Node node, Reply early, TrustAnchors anchors) {
        CompletedReceipt receipt = CompletedReceipt.await(Rest.system(node, "rest-permit"), early);
        assertThat(receipt.verify(anchors).failures()).isEmpty();
        assertThat(receipt.verify(anchors).ok()).isTrue();
        assertThat(receipt.verify(anchors).checks())
                .as("every certificate has a list that speaks of it")
                .anyMatch(c -> c.name().equals("revocation") && c.outcome() == Outcome.PASS);
        assertThat(receipt.verify(node.anchors()).failures())
                .extracting("name")
                .as("the authority's root was not given")
                .contains("timestamp");
        return receipt;
    }

    private static void rotated(
            Node node, CompletedReceipt before, Reply early, TrustAnchors anchors) {
        Rest caller = Rest.system(node, "rest-permit");
        CompletedReceipt again = CompletedReceipt.await(caller, early);
        assertThat(again.verify(anchors).ok()).isTrue();
        assertThat(again.first()).isEqualTo(before.first());
        assertThat(
                        ReceiptVerifier.verify(
                                        before.first(), Optional.of(before.message()), anchors)
                                .ok())
                .isTrue();
        Reply fresh = caller.get("/api/v1/departments");
        assertThat(fresh.verify(node.anchors()).ok()).isTrue();
        CompletedReceipt later = CompletedReceipt.await(caller, fresh);
        assertThat(later.verify(anchors).ok()).isTrue();
        assertThat(later.parsed().certificates().get(0))
                .isNotEqualTo(before.parsed().certificates().get(0));
    }

    private static void revoked(
            Node node, CompletedReceipt before, Reply early, TrustAnchors anchors)
            throws Exception {
        Rest caller = Rest.system(node, "rest-permit");
        Reply stamped = caller.get("/api/v1/departments");
        CompletedReceipt.await(caller, stamped);
        untilNextSecond();
        Pki.of(node.data(), Secrets.of(node.data()), "zhengshu", Clock.systemUTC())
                .revoke(node.data().resolve("pki/log-sm2.pem").toString());
        untilNextSecond();
        assertThat(CompletedReceipt.await(caller, early).verify(anchors).ok()).isTrue();
        CompletedReceipt good = CompletedReceipt.await(caller, stamped);
        assertThat(good.verify(anchors).failures()).isEmpty();
        assertThat(good.verify(anchors).checks().toString()).contains("was revoked at");
        assertThat(before.verify(anchors).ok()).isTrue();
        CompletedReceipt bad = CompletedReceipt.await(caller, caller.get("/api/v1/departments"));
        assertThat(bad.verify(anchors).failures()).extracting("name").containsExactly("revocation");
    }

    private static void awaitHealthy(Node node) {
        until(() -> !stamps(Rest.nobody(node).get("/health")).get("pending").asBoolean());
    }

    private static JsonNode stamps(Reply health) {
        for (JsonNode check : health.json().get("checks")) {
            if (check.get("name").asText().equals("time-stamps")) {
                assertThat(check.get("status").asText()).isEqualTo("UP");
                return check.get("data");
            }
        }
        throw new AssertionError(health.text());
    }

    /** Lists of revoked certificates count in seconds. */
    private static void untilNextSecond() {
        long second = Clock.systemUTC().instant().getEpochSecond();
        until(() -> Clock.systemUTC().instant().getEpochSecond() > second + 1);
    }

    private static void until(java.util.function.BooleanSupplier reached) {
        for (int i = 0; i < 1200; i++) {
            if (reached.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("not reached");
    }

    private static String pem(Node node, Path trust) throws Exception {
        return Files.readString(node.data().resolve("root.pem"), StandardCharsets.US_ASCII)
                + Files.readString(trust, StandardCharsets.US_ASCII);
    }

    private TrustAnchors anchors(Node node, Path trust) throws Exception {
        Path all = Files.writeString(folder.resolve("all.pem"), pem(node, trust));
        return TrustAnchors.fromPem(all);
    }
}
