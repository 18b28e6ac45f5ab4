package org.zhengshu.mounting.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.mounting.boundary.ColumnType.Bad;
import org.zhengshu.mounting.boundary.ColumnType.Good;
import org.zhengshu.mounting.boundary.CsvProblem.Rule;

class ColumnTypeTest {

    @Tag("MNT-4")
    @ParameterizedTest
    @CsvSource({
        "C,abc,abc",
        "C,'  ab ','  ab '",
        "C,沈阳市铁西区,沈阳市铁西区",
        "C,𠮷野家𠮷𠮷𠮷𠮷𠮷,𠮷野家𠮷𠮷𠮷𠮷𠮷",
        "N,1,1.00",
        "N,-000012.5,-12.50",
        "N,+3.10000,3.10",
        "N,0.000,0.00",
        "N,-0,0.00",
        "N,999999.99,999999.99",
        "Y,1234567890123456.78,1234567890123456.78",
        "D,2026-01-31,2026-01-31",
        "D,2026/1/31,2026-01-31",
        "D,20260131,2026-01-31",
        "D,' 2024-02-29 ',2024-02-29",
        "T,2026-01-31T08:30:00,2026-01-31T08:30:00",
        "T,2026-01-31 08:30,2026-01-31T08:30:00",
        "T,2026/1/31 8:30:05.120,2026-01-31T08:30:05.12",
        "T,2026-01-31T23:59:59.999999,2026-01-31T23:59:59.999999",
        "L,是,true",
        "L,否,false",
        "L,TRUE,true",
        "L,0,false",
        "M,任意,任意",
        "G,5pS/5p6i,5pS/5p6i",
        "G,YQ,YQ==",
        "B,1e3,1000",
        "B,-0.0,0",
        "B,.5,0.5",
        "F,1.50,1.5",
        "I,9223372036854775807,9223372036854775807",
        "I,-007,-7",
    })
    void aGoodValueHasOneNormalForm(ColumnType type, String text, String normal) {
        assertThat(type.check(text, column(type))).isEqualTo(new Good(normal));
    }

    @Tag("MNT-1")
    @ParameterizedTest
    @CsvSource({
        "C,沈阳市铁西区兴华街道办,LENGTH",
        "N,1e3,NUMBER",
        "N,'1,000',NUMBER",
        "N,NaN,NUMBER",
        "N,１２,NUMBER",
        "N,1000000,NUMBER_RANGE",
        "N,0.001,NUMBER_RANGE",
        "Y,0.005,NUMBER_RANGE",
        "Y,12345678901234567,NUMBER_RANGE",
        "D,2026-02-30,DATE",
        "D,2025-02-29,DATE",
        "D,0000-01-01,DATE",
        "D,2026-1-31,DATE",
        "D,31/01/2026,DATE",
        "D,46053,DATE",
        "D,infinity,DATE",
        "T,2026-01-31,TIMESTAMP",
        "T,2026-01-31T24:00:00,TIMESTAMP",
        "T,2026-01-31T08:30:60,TIMESTAMP",
        "T,2026-01-31T08:30:00Z,TIMESTAMP",
        "T,2026-01-31T08:30:00+08:00,TIMESTAMP",
        "T,2026-01-31T08:30:00.1234567,TIMESTAMP",
        "L,yes,BOOLEAN",
        "L,2,BOOLEAN",
        "G,政枢,BASE64",
        "G,a,BASE64",
        "B,1e999,FLOAT",
        "B,NaN,FLOAT",
        "B,Infinity,FLOAT",
        "B,0x1p3,FLOAT",
        "B,1d,FLOAT",
        "F,--1,FLOAT",
        "I,9223372036854775808,INTEGER",
        "I,1.0,INTEGER",
        "I,'1; drop table x',INTEGER",
    })
    void aBadValueIsNamedByItsRule(ColumnType type, String text, Rule rule) {
        assertThat(type.check(text, column(type)))
                .isInstanceOfSatisfying(Bad.class, bad -> assertThat(bad.rule()).isEqualTo(rule));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\u0001", "\uffff", "a\ud800", "\udc00a", "\ud800\ud800"})
    void textThatTheDatabaseCannotHoldIsRefused(String text) {
        assertThat(ColumnType.C.check(text, column(ColumnType.C)))
                .isEqualTo(new Bad(Rule.CHARACTER, ""));
        assertThat(ColumnType.M.check(text, column(ColumnType.M)))
                .isEqualTo(new Bad(Rule.CHARACTER, ""));
    }

    @Test
    void hugeTextsAreRefusedWithoutBeingParsed() {
        String digits = "9".repeat(1 << 20);
        for (ColumnType type : new ColumnType[] {ColumnType.N, ColumnType.B, ColumnType.I}) {
            assertThat(type.check(digits, column(type))).isInstanceOf(Bad.class);
        }
        assertThat(ColumnType.M.check(digits, column(ColumnType.M))).isInstanceOf(Good.class);
        assertThat(ColumnType.M.check(digits + "9", column(ColumnType.M)))
                .isEqualTo(new Bad(Rule.LENGTH, "1048576"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1a",
                "Name",
                "a-b",
                "a b",
                "a\"b",
                "名称",
                "row_no",
                "ctid",
                "a;drop table x",
                "a12345678901234567890123456789012345678901234567890123456789012345"
            })
    void aColumnHasAPlainTechnicalName(String name) {
        assertThat(Column.isTechnicalName(name)).isFalse();
        assertThatThrownBy(() -> new Column(name, "x", ColumnType.I, null, null, false, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lengthsAndKeysAreCheckedWhenAColumnIsDefined() {
        assertRefused(ColumnType.C, null, null, false);
        assertRefused(ColumnType.C, 0, null, false);
        assertRefused(ColumnType.C, 601, null, true);
        assertRefused(ColumnType.N, 39, 0, false);
        assertRefused(ColumnType.N, 4, 5, false);
        assertRefused(ColumnType.M, null, null, true);
        Column key = new Column("a", "甲", ColumnType.I, null, null, true, true);
        assertThat(key.nullable()).isFalse();
    }

    private static void assertRefused(ColumnType type, Integer length, Integer scale, boolean key) {
        assertThatThrownBy(() -> new Column("a", "甲", type, length, scale, key, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Column column(ColumnType type) {
        return new Column("a", "甲", type, type == ColumnType.C ? 10 : 8, 2, false, true);
    }
}
