package org.zhengshu.kernel.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("KRN-9")
class JsonTest {
    record Sample(String name, Integer count, Language language, Instant at, List<Sample> parts) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nam\":\"x\"}",
                "{\"name\":\"x\",\"name\":\"y\"}",
                "{\"name\":\"x\"} {}",
                "{\"count\":1.5}",
                "{\"count\":\"one\"}",
                "{\"language\":0}",
                "{\"language\":\"GERMAN\"}",
                "{\"at\":\"yesterday\"}",
                "{\"name\":",
                "[]"
            })
    void whatDoesNotFitIsRefused(String json) {
        assertThatThrownBy(() -> Json.MAPPER.readValue(json, Sample.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void nestingIsLimited() throws Exception {
        assertThat(Json.MAPPER.readTree(nested(Json.MAX_DEPTH))).isNotNull();
        assertThatThrownBy(() -> Json.MAPPER.readTree(nested(Json.MAX_DEPTH + 1)))
                .isInstanceOf(JsonProcessingException.class);
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    @Test
    void whatIsWrittenIsReadAgainAndAbsentStaysAbsent() throws Exception {
        Sample sample =
                new Sample("名", 3, Language.ENGLISH, Instant.parse("2026-11-21T08:00:00Z"), null);
        String json = Json.MAPPER.writeValueAsString(sample);
        assertThat(json).doesNotContain("parts").contains("2026-11-21T08:00:00Z");
        assertThat(Json.MAPPER.readValue(json, Sample.class)).isEqualTo(sample);
    }
}
