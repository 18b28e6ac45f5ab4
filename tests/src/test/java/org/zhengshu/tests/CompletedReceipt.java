package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.zhengshu.proof.Receipt;
import org.zhengshu.proof.ReceiptVerifier;
import org.zhengshu.proof.TrustAnchors;
import org.zhengshu.proof.VerificationReport;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/**
 * A receipt fetched later, with its time-stamp (补全回执).
 *
 * @param first the receipt as it was first given
 * @param completed the one with the time-stamp
 */
record CompletedReceipt(String id, byte[] message, byte[] first, byte[] completed, byte[] compact) {
    private static final int ROUNDS = 600;

    /** Fetches the receipt of an answer until it is complete. */
    static CompletedReceipt await(Rest caller, Reply answered) {
        for (int i = 0; i < ROUNDS; i++) {
            JsonNode view = fetch(caller, answered);
            if (view.get("status").asText().equals("COMPLETE")) {
                return new CompletedReceipt(
                        view.get("id").asText(),
                        answered.message(),
                        bytes(view, "receipt"),
                        bytes(view, "completed"),
                        Base64.getDecoder().decode(view.get("compact").asText()));
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError("no time-stamp for " + answered.entry());
    }

    /** What is there now; the first receipt is always the same. */
    static JsonNode fetch(Rest caller, Reply answered) {
        Reply reply = caller.get("/api/v1/receipts/" + answered.entry().get("id").asText());
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        JsonNode view = reply.json();
        assertThat(Base64.getUrlDecoder().decode(answered.receipt()))
                .isEqualTo(bytes(view, "receipt"));
        assertThat(view.get("header").asText()).isEqualTo(answered.receipt());
        return view;
    }

    Receipt parsed() {
        return Receipt.parse(completed);
    }

    byte[] token() {
        return parsed().completion().timestamp().orElseThrow();
    }

    byte[] note() {
        return parsed().checkpoint().text().getBytes(StandardCharsets.UTF_8);
    }

    VerificationReport verify(TrustAnchors anchors) {
        return ReceiptVerifier.verify(completed, Optional.of(message), anchors);
    }

    private static byte[] bytes(JsonNode view, String member) {
        return view.get(member).asText().getBytes(StandardCharsets.UTF_8);
    }
}
