package org.zhengshu.kernel.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.kernel.boundary.Form;

/** What callers wish of an answer. */
class NegotiationTest {
    /** As JAX-RS gives them: the best liked first. */
    private static List<MediaType> types(String... texts) {
        return Arrays.stream(texts).map(NegotiationTest::type).toList();
    }

    private static MediaType type(String text) {
        String[] parts = text.split("[/;]");
        return parts.length < 3
                ? new MediaType(parts[0], parts[1])
                : new MediaType(parts[0], parts[1], Map.of("q", parts[2].substring(2)));
    }

    @Test
    void theFirstFormOfTheBestLikedType() {
        assertThat(Negotiation.form(types("*/*"))).contains(Form.JSON);
        assertThat(Negotiation.form(types("text/*"))).contains(Form.CSV);
        assertThat(Negotiation.form(types("text/html", "application/xml;q=0.9", "*/*;q=0.8")))
                .contains(Form.XML);
        assertThat(Negotiation.form(types("application/x-ndjson;q=0.8", "text/csv;q=0.4")))
                .contains(Form.NDJSON);
    }

    @Test
    void whatIsRefusedIsNotTaken() {
        assertThat(Negotiation.form(types("*/*", "application/json;q=0"))).contains(Form.XML);
        assertThat(Negotiation.form(types("application/json;q=0"))).isEmpty();
        assertThat(Negotiation.form(types("image/png"))).isEmpty();
        assertThat(Negotiation.json(types("text/csv", "*/*;q=0.1"))).isTrue();
        assertThat(
                        Negotiation.json(
                                List.of(new MediaType("application", "json", Map.of("v", "2")))))
                .isTrue();
        for (String refused : List.of("text/csv", "application/json;q=0", "*/*;q=0", "image/*")) {
            assertThat(Negotiation.json(types(refused))).as(refused).isFalse();
        }
        assertThat(Negotiation.json(types("*/*", "application/json;q=0"))).isFalse();
        assertThat(Negotiation.form(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gzip", "GZIP", "br, gzip;q=0.5", "*", "deflate, *;q=0.1", "gzip ; q=1"})
    void gzipWhereItIsTaken(String header) {
        assertThat(Negotiation.gzip(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "identity", "gzip;q=0", "*, gzip;q=0", "*;q=0", "gzip;q=x", "x-zip"})
    void noGzipElse(String header) {
        assertThat(Negotiation.gzip(header)).isFalse();
        assertThat(Negotiation.gzip(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"a\" | \"a\"", "W/\"a\" , \"b\" | \"a\",\"b\"", "* | *"})
    void entityTags(String header, String expected) {
        assertThat(String.join(",", Negotiation.tags(header))).isEqualTo(expected);
    }
}
