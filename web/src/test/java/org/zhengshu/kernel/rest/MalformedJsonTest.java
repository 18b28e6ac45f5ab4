package org.zhengshu.kernel.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.Problem;

/** What a caller reads when a member of the JSON does not fit. */
class MalformedJsonTest {
    private enum Colour {
        RED,
        GREEN
    }

    private record Body(
            Instant at, LocalDate day, UUID id, Colour colour, Integer count, List<String> names) {}

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {"at":"2026-11-22"}   | at     | 须为带时区的时间   | needs a time with its zone
                    {"day":"22.11.2026"}  | day    | 须为日期          | needs a date, such as 2026-01-31
                    {"id":"7"}            | id     | 须为 UUID         | needs a UUID
                    {"colour":"BLUE"}     | colour | 须为下列之一：RED, GREEN | must be one of RED, GREEN
                    {"count":"many"}      | count  | 须为数字          | needs a number
                    {"names":"one"}       | names  | 须为数组          | needs an array
                    {"names":[[]]}        | names[0] | 须为文字        | needs a text
                    {"other":1}           | other  | 没有此字段        | unknown field
                    {"at":                | line 1 | 内容不完整        | ends too early
                    """)
    void thePlaceAndWhatBelongsThereAreNamed(String json, String place, String zh, String en) {
        JsonProcessingException thrown =
                catchThrowableOfType(
                        JsonProcessingException.class,
                        () -> Json.MAPPER.readValue(json, Body.class));
        Problem problem = MalformedJson.problem(thrown);
        assertThat(problem.detail().zh()).contains(place, zh);
        assertThat(problem.detail().en()).contains(place, en);
        assertThat(problem.violations())
                .singleElement()
                .satisfies(v -> assertThat(v.place()).startsWith(place));
        assertThat(problem.detail().en()).doesNotContain("22.11.2026", "BLUE", "many");
    }
}
