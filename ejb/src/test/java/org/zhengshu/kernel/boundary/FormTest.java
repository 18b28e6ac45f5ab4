package org.zhengshu.kernel.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which a table leaves. */
class FormTest {
    /** A table with nothing beside its rows. */
    private record Table(List<Map<String, Object>> rows) implements Tabular {
        @Override
        public String element() {
            return "rows";
        }

        @Override
        public String namespace() {
            return "urn:test";
        }

        @Override
        public List<String> columns() {
            return List.of("a", "b");
        }

        @Override
        public List<Map<String, Object>> table() {
            return rows;
        }
    }

    private static String write(Form form, Object... values) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("a", values[0]);
        if (values.length > 1) {
            row.put("b", values[1]);
        }
        return new String(form.write(new Table(List.of(row))).bytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @Tag("EXC-5")
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "'=1",
                "'",
                "＝1",
                "=cmd|' /C calc'!A0",
                "=HYPERLINK(\"http://x\",\"y\")"
            })
    void aFormulaIsATextAgainWithoutItsApostrophe(String value) {
        String cell = cell(write(Form.CSV, value));
        assertThat(cell).startsWith("'");
        assertThat(cell.substring(1)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1", "甲", "", " =1", "a\"b", "a,b", "a\r\nb", "1-2"})
    void otherTextsStayAsTheyAre(String value) {
        assertThat(cell(write(Form.CSV, value))).isEqualTo(value);
    }

    @Test
    void numbersAndEmptyValuesInCsv() {
        assertThat(write(Form.CSV, new BigDecimal("-1E+3"), true))
                .isEqualTo("a,b\r\n-1000,true\r\n");
        assertThat(write(Form.CSV, null, -5L)).isEqualTo("a,b\r\n,-5\r\n");
        assertThat(write(Form.CSV, "")).isEqualTo("a,b\r\n\"\",\r\n");
        assertThat(new String(Form.CSV.write(new Table(List.of())).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("a,b\r\n");
    }

    @Test
    void linesOfJson() {
        Map<String, Object> one = new LinkedHashMap<>(Map.of("a", "x\ny"));
        one.put("b", null);
        byte[] lines = Form.NDJSON.write(new Table(Arrays.asList(one, Map.of("a", 1)))).bytes();
        assertThat(new String(lines, StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":\"x\\ny\",\"b\":null}\n{\"a\":1}\n");
    }

    @Test
    void xmlIsInCanonicalForm() {
        assertThat(write(Form.XML, "<&>\r\"\t", null))
                .isEqualTo(
                        "<rows xmlns=\"urn:test\"><rows><a>&lt;&amp;&gt;&#xD;\"\t</a><b"
                                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                + " xsi:nil=\"true\"></b></rows></rows>");
    }

    /** What a reader of RFC 4180 has of the first cell of the only row. */
    private static String cell(String csv) {
        String line = csv.substring("a,b\r\n".length());
        if (!line.startsWith("\"")) {
            return line.substring(0, line.lastIndexOf(','));
        }
        StringBuilder cell = new StringBuilder();
        for (int i = 1; i < line.length(); i++) {
            if (line.charAt(i) == '"' && line.charAt(++i) != '"') {
                break;
            }
            cell.append(line.charAt(i));
        }
        return cell.toString();
    }
}
