package org.zhengshu.mounting.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.mounting.boundary.RowFilter.Operator;

class RowFilterJsonTest {

    private static final String JSON =
            """
            {"and":[{"item":"area_code","operator":"PREFIX","value":"2101"},\
            {"or":[{"item":"x","operator":"IN","values":["a","b"]},\
            {"item":"y","operator":"IS_NULL","value":"true"}]}]}""";

    @Test
    void aFilterReadsAndWritesInOneForm() {
        RowFilter filter =
                RowFilter.all(
                        List.of(
                                RowFilter.where("area_code", Operator.PREFIX, "2101"),
                                RowFilter.any(
                                        List.of(
                                                RowFilter.in("x", List.of("a", "b")),
                                                RowFilter.where("y", Operator.IS_NULL, "true")))));
        assertThat(RowFilterJson.parse(JSON)).isEqualTo(filter);
        assertThat(RowFilterJson.write(filter)).isEqualTo(JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"item\":\"a\",\"operator\":\"EQ\",\"value\":\"1\",\"sql\":\"1=1\"}",
                "{\"item\":\"a\",\"item\":\"b\",\"operator\":\"EQ\",\"value\":\"1\"}",
                "{\"item\":\"a\",\"operator\":\"LIKE\",\"value\":\"1\"}",
                "{\"item\":\"a\",\"operator\":0,\"value\":\"1\"}",
                "{\"item\":\"a\",\"operator\":\"EQ\",\"value\":1}",
                "{\"item\":\"a\",\"operator\":\"EQ\",\"value\":true}",
                "{\"item\":\"a\",\"operator\":\"EQ\",\"value\":{\"x\":1}}",
                "{\"item\":\"a\",\"operator\":\"EQ\",\"value\":\"1\"} x"
            })
    void whatIsNotAFilterIsRefused(String json) {
        assertThatThrownBy(() -> RowFilterJson.parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("行过滤条件");
    }

    @Tag("MNT-5")
    @Test
    void deepNestingIsRefusedBeforeItIsBuilt() {
        String deep = "{\"and\":[".repeat(10_000) + "]}".repeat(10_000);
        assertThatThrownBy(() -> RowFilterJson.parse(deep))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
