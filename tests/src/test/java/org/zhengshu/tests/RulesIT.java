package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rule pack that changes on disk changes who decides and until when, without a restart. */
class RulesIT {
    private static final String CONSUMER = "housing";
    private static final String PROVIDER = "civil";
    private static final String AUTHORITY = "business";

    private final DoorsWorld world = DoorsWorld.shared();
    private final Path packs = world.node().config().resolve("packs");
    private final Map<String, String> before = new HashMap<>();

    @AfterEach
    void restore() {
        before.forEach(this::write);
    }

    @Test
    void aChangedPackChangesTheDeciderAndTheLastDay() {
        JsonNode old = requested();
        assertThat(old.get("approver").asText()).isEqualTo("PROVIDER");
        assertThat(steps(old)).containsExactly("PROVIDER");

        change("LN-NODE.json", "\"value\": \"PROVIDER\"", "\"value\": \"AUTHORITY_WITH_PROVIDER\"");
        change(
                "CN-809.json",
                "\"request.reply.workdays\": {\"value\": 10, \"article\": \"21\"",
                "\"request.reply.workdays\": {\"value\": 3, \"article\": \"21-1\"");

        JsonNode fresh = requested();
        assertThat(fresh.get("approver").asText()).isEqualTo("AUTHORITY_WITH_PROVIDER");
        assertThat(steps(fresh)).containsExactly("AUTHORITY", "PROVIDER");
        assertThat(fresh.get("state").asText()).isEqualTo("COMPLIANCE_REVIEW");
        assertThat(fresh.get("dueOn").asText()).isLessThan(old.get("dueOn").asText());
        assertThat(fresh.get("dueArticles").asText()).contains("21-1");
        assertThat(approve(PROVIDER, fresh)).isEqualTo("sharing/not-the-decider");
        assertThat(approve(AUTHORITY, fresh)).isEqualTo("PROVIDER_REVIEW");
        assertThat(approve(PROVIDER, fresh)).isEqualTo("APPROVED");

        assertThat(approve(PROVIDER, old)).as("asked under the old rules").isEqualTo("APPROVED");
        restore();
        JsonNode last = requested();
        assertThat(steps(last)).containsExactly("PROVIDER");
        assertThat(last.get("dueOn").asText()).isEqualTo(old.get("dueOn").asText());
    }

    @Test
    void aBrokenPackIsNamedAndTheLastGoodOneStays() {
        JsonNode old = requested();
        change(
                "CN-809.json",
                "\"request.reply.workdays\": {\"value\": 10",
                "\"request.reply.workdays\": {\"value\": -1");
        JsonNode rules = DoorsWorld.ok(world.rest(CONSUMER).get("/api/v1/rule-packs"));
        assertThat(rules.get("problems").toString()).contains("CN-809.json");
        assertThat(requested().get("dueOn").asText()).isEqualTo(old.get("dueOn").asText());
        restore();
        assertThat(DoorsWorld.ok(world.rest(CONSUMER).get("/api/v1/rule-packs")).get("problems"))
                .isEmpty();
    }

    /** The same request on a sandbox clock: other packs, other deciders, articles and last days. */
    @Test
    void otherPlacesDecideOtherwise() {
        JsonNode guangdong = trial("'GD-2018'");
        JsonNode changzhou = trial("'CZ-2018'");
        assertThat(steps(guangdong)).containsExactly("AUTHORITY", "PROVIDER");
        assertThat(steps(changzhou)).containsExactly("PROVIDER");
        assertThat(guangdong.get("dueOn").asText())
                .as("both say ten working days")
                .isEqualTo(changzhou.get("dueOn").asText());
        JsonNode draft = trial("'CN-809','LN-2019D','LN-NODE'");
        assertThat(draft.get("dueOn").asText())
                .as("the draft of Liaoning said five")
                .isLessThan(changzhou.get("dueOn").asText());
        assertThat(List.of(guangdong, changzhou, draft))
                .allSatisfy(t -> assertThat(t.get("approverCitation").asText()).isNotBlank())
                .allSatisfy(t -> assertThat(t.get("dueCitation").asText()).isNotBlank());
    }

    private JsonNode requested() {
        Map<String, String> request =
                world.pending(CONSUMER, world.variables().get("conditional"), "'code'");
        return DoorsWorld.ok(
                world.rest(CONSUMER).get("/api/v1/sharing-requests/" + request.get("request")));
    }

    /** The state after the approval, or the problem. */
    private String approve(String caller, JsonNode request) {
        var reply =
                world.rest(caller)
                        .post(
                                "/api/v1/sharing-requests/"
                                        + request.get("id").asText()
                                        + "/approval");
        return reply.status() == 200 ? reply.json().get("state").asText() : reply.problem();
    }

    private static List<String> steps(JsonNode request) {
        return DoorsJson.MAPPER.convertValue(
                request.get("steps"),
                DoorsJson.MAPPER
                        .getTypeFactory()
                        .constructCollectionType(List.class, String.class));
    }

    private JsonNode trial(String stack) {
        String json =
                "{'stack':[%s],'shareType':'CONDITIONAL','submittedAt':'2026-03-02T01:00:00Z'}"
                        .formatted(stack);
        return DoorsWorld.ok(
                world.rest(CONSUMER).post("/api/v1/rule-packs/trials", DoorsJson.strict(json)));
    }

    private void change(String file, String from, String to) {
        String text = read(file);
        assertThat(text).contains(from);
        before.putIfAbsent(file, text);
        write(file, text.replace(from, to));
    }

    private String read(String file) {
        try {
            return Files.readString(packs.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moved into place whole, as an operator's editor does: the node never reads half a file. */
    private void write(String file, String text) {
        try {
            Path whole = Files.createTempFile(packs.getParent(), file, ".new");
            Files.writeString(whole, text);
            Files.move(whole, packs.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
