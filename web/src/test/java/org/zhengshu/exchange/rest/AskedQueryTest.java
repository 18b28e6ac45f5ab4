package org.zhengshu.exchange.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.mounting.boundary.RowFilter.Operator;

/** Conditions and terms as they stand in addresses and headers. */
class AskedQueryTest {
    private final MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
    private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
    private final AskedQuery asked = new AskedQuery(parameters, headers);

    @Test
    void withoutConditionsThereIsNoFilter() {
        parameters.add("_limit", "3");
        parameters.add("_items", "a,b");
        assertThat(asked.filter()).isNull();
        assertThat(asked.limit()).isEqualTo(3);
        assertThat(asked.terms().items()).containsExactly("a", "b");
    }

    @Test
    void oneConditionTheSameTwiceAndAnOperator() {
        parameters.add("code", "1");
        assertThat(asked.filter()).isEqualTo(RowFilter.where("code", Operator.EQ, "1"));
        parameters.add("code", "2");
        assertThat(asked.filter()).isEqualTo(RowFilter.in("code", List.of("1", "2")));
        parameters.add("day.ge", "2026-01-01");
        assertThat(asked.filter().and())
                .containsExactlyInAnyOrder(
                        RowFilter.in("code", List.of("1", "2")),
                        RowFilter.where("day", Operator.GE, "2026-01-01"));
    }

    @Test
    void aHeaderComesBeforeAParameterAndABodyBeforeBoth() {
        UUID grant = UUID.fromString("00000000-0000-4000-8000-000000000001");
        parameters.add("_purpose", "参数");
        parameters.add("_grant", grant.toString());
        assertThat(asked.terms().purpose()).isEqualTo("参数");
        assertThat(asked.terms().grant()).isEqualTo(grant);
        headers.add("Zhengshu-Purpose", "%E6%A0%B8%E9%AA%8C+1");
        assertThat(asked.terms().purpose()).isEqualTo("核验+1");
        assertThat(asked.terms(null, "报文", null, null).purpose()).isEqualTo("报文");
        assertThat(asked.terms().matter()).isNull();
    }

    @Test
    void aKeyOfSeveralItemsHasCommasBetweenThem() {
        assertThat(AskedQuery.key("a")).containsExactly("a");
        assertThat(AskedQuery.key("a%2Cb,%E7%94%B2,")).containsExactly("a,b", "甲", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%E", "%GG", "%FF", "%C0%80", "%ED%A0%80"})
    void whatIsNotUtf8IsNamed(String encoded) {
        headers.add("Zhengshu-Purpose", encoded);
        assertInvalid(asked::terms, "Zhengshu-Purpose");
        assertInvalid(() -> AskedQuery.key(encoded), "key");
    }

    @Test
    void whatIsUnknownIsNamed() {
        parameters.add("_size", "3");
        assertInvalid(asked::filter, "_size");
        parameters.clear();
        parameters.add("code.like", "3");
        assertInvalid(asked::filter, "code.like");
        parameters.add("_limit", "three");
        assertInvalid(asked::limit, "_limit");
        parameters.add("_grant", "three");
        assertInvalid(asked::terms, "grant");
    }

    private static void assertInvalid(Runnable reading, String place) {
        assertThatThrownBy(reading::run)
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> {
                            assertThat(p.type()).isEqualTo(ProblemType.INVALID_INPUT);
                            assertThat(p.violations().get(0).place()).isEqualTo(place);
                        });
    }
}
