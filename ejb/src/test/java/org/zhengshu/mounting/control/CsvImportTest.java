package org.zhengshu.mounting.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.ColumnType;
import org.zhengshu.mounting.boundary.CsvProblem;
import org.zhengshu.mounting.boundary.CsvProblem.Rule;

class CsvImportTest {

    private static final UUID ID = UUID.fromString("0197b1b2-0000-7000-8000-000000000001");
    private static final List<Column> COLUMNS =
            List.of(
                    new Column("code", "代码", ColumnType.C, 12, null, true, false),
                    new Column("name", "名称", ColumnType.C, 40, null, false, false),
                    new Column("born", "成立日期", ColumnType.D, null, null, false, true));

    private Connection connection;
    private MountTable table;

    @BeforeEach
    void connect() throws SQLException {
        connection = TestDatabase.connect();
        table = new MountTable(ID, COLUMNS);
        table.create(connection, "307009001002/000123");
    }

    @AfterEach
    void rollBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Tag("MNT-2")
    @Test
    void rowsAreLoadedInTheFilesOrderAndNumbered() throws Exception {
        ImportResult result =
                load("名称,born,CODE\r\n甲,2026/1/31,b\r\n\r\n\"乙 \"\"一\"\",二\n三\t\\.\",,a\r\n");
        assertThat(result).isEqualTo(new ImportResult(2, 0, List.of(), true, "UTF-8"));
        assertThat(rows())
                .containsExactly(
                        List.of(1L, "b", "甲", "2026-01-31"),
                        Arrays.asList(2L, "a", "乙 \"一\",二\n三\t\\.", null));
    }

    @Tag("MNT-2")
    @Test
    void gb18030AndByteOrderMarksAreRecognised() throws Exception {
        String text = "代码,名称,成立日期\n1,沈阳市“㐂”有限公司,\n";
        assertThat(load(text.getBytes(Charset.forName("GB18030"))).charset()).isEqualTo("GB18030");
        assertThat(rows().get(0).get(2)).isEqualTo("沈阳市“㐂”有限公司");
        recreate();
        assertThat(load("\ufeff" + text).charset()).isEqualTo("UTF-8");
        assertThat(rows().get(0).get(2)).isEqualTo("沈阳市“㐂”有限公司");
        recreate();
        assertThat(load(text.getBytes(UTF_16)).problems())
                .extracting(CsvProblem::rule)
                .containsExactly(Rule.UTF16);
    }

    @Test
    void aGb18030FileBeyondTheFirstBlockIsStillChecked() throws Exception {
        Charset gb = Charset.forName("GB18030");
        StringBuilder text = new StringBuilder("代码,名称,成立日期\n");
        for (int i = 0; i < 10_000; i++) {
            text.append(i).append(",沈阳市铁西区兴华街道,\n");
        }
        byte[] good = text.toString().getBytes(gb);
        assertThat(load(good).rows()).isEqualTo(10_000);
        recreate();
        byte[] bad = (text + "x,").getBytes(gb);
        bad = Arrays.copyOf(bad, bad.length + 5);
        bad[bad.length - 5] = (byte) 0xFF;
        CsvProblem problem = load(bad).problems().get(0);
        assertThat(problem.rule()).isEqualTo(Rule.WRONG_BYTE);
        assertThat(problem.row()).isEqualTo(10_001);
        assertThat(problem.line()).isEqualTo(10_002);
    }

    @Tag("MNT-1")
    @Test
    void aWrongByteLateInTheFileIsAnErrorThatNamesItsRowAndColumn() throws Exception {
        StringBuilder text = new StringBuilder("code,name,born\n");
        for (int i = 1; i <= 20_000; i++) {
            text.append(i).append(i == 17_000 ? ",ab\u00ff," : ",名称").append(",\n");
        }
        byte[] bytes = replace(text.toString().getBytes(UTF_8), "\u00ff".getBytes(UTF_8), 0xE4);
        ImportResult result = load(bytes);
        assertThat(result.complete()).isFalse();
        assertThat(result.problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.rule()).isEqualTo(Rule.WRONG_BYTE);
                            assertThat(problem.row()).isEqualTo(17_000);
                            assertThat(problem.line()).isEqualTo(17_001);
                            assertThat(problem.column()).isEqualTo("name");
                            assertThat(problem.messageZh()).contains("第 17001 行", "UTF-8");
                            assertThat(problem.messageEn()).contains("line 17001");
                        });
        assertThat(rows()).isEmpty();
    }

    @Test
    void aUtf8FileWithOneWrongByteIsNotTakenForGb18030() throws Exception {
        String text = "code,name,born\n1,沈阳市铁西区兴华街道办,\n2,\u00ff,\n";
        byte[] bytes = replace(text.getBytes(UTF_8), "\u00ff".getBytes(UTF_8), 0xC4);
        assertThat(load(bytes).problems())
                .extracting(CsvProblem::rule, CsvProblem::row)
                .containsExactly(tuple(Rule.WRONG_BYTE, 2L));
        assertThat(load("code,name,born\n1,\u00e9\u00ff,".getBytes(ISO_8859_1)).accepted())
                .isFalse();
    }

    @Test
    void everyDifferenceInTheHeaderIsNamed() throws Exception {
        ImportResult result = load("名称,name,备注'; drop table x,名称\n1,2,3,4\n");
        assertThat(result.problems())
                .extracting(CsvProblem::rule, CsvProblem::column)
                .containsExactly(
                        tuple(Rule.DUPLICATE_COLUMN, "name"),
                        tuple(Rule.UNKNOWN_COLUMN, "备注'; drop table x"),
                        tuple(Rule.DUPLICATE_COLUMN, "名称"),
                        tuple(Rule.MISSING_COLUMN, "code"),
                        tuple(Rule.MISSING_COLUMN, "born"));
        assertThat(load("").problems())
                .extracting(CsvProblem::rule)
                .containsExactly(Rule.EMPTY_FILE);
        assertThat(load("code,name,born\n").rows()).isZero();
    }

    @Tag("MNT-1")
    @Test
    void wrongQuotesAreRefusedByRow() throws Exception {
        assertQuotes("code,name,born\n1,a,\n2,\"b\"x,\n3,c,\n", 2, "name");
        assertQuotes("code,name,born\n1,a,\n2,b\"c,\n3,c,\n", 2, "name");
        assertQuotes("code,name,born\n1,a,\n2,\"b,\n3,c,\n", 2, "");
        assertQuotes("code,name,born\n1,a,\n2,b,\"", 2, "");
        assertQuotes("code,name,born\n1,a,\n\"", 2, "");
        assertQuotes("code,name,\"born\n", 0, "");
    }

    private void assertQuotes(String text, long row, String column) throws Exception {
        ImportResult result = load(text);
        assertThat(result.problems()).hasSize(1);
        CsvProblem problem = result.problems().get(0);
        assertThat(problem.rule()).isEqualTo(Rule.QUOTES);
        assertThat(problem.row()).isEqualTo(row);
        assertThat(problem.line()).isEqualTo(row + 1);
        assertThat(column.isEmpty() || problem.column().equals(column)).isTrue();
        assertThat(rows()).isEmpty();
    }

    @Tag("MNT-1")
    @Test
    void aFieldOfTenMegabytesIsRefusedByRowAndColumn() throws Exception {
        String large = "x".repeat(10_000_000);
        for (String field :
                List.of(large, "\"" + large + "\"", "\"" + large, large.substring(0, 1_048_577))) {
            ImportResult result = load("code,name,born\n1,a,\n2," + field + ",\n3,c,\n");
            assertThat(result.problems())
                    .extracting(CsvProblem::rule, CsvProblem::row, CsvProblem::column)
                    .containsExactly(tuple(Rule.FIELD_TOO_LARGE, 2L, "name"));
        }
        String wide = ",".repeat(5_000);
        assertThat(load("code,name,born\n1" + wide + "\n").problems())
                .extracting(CsvProblem::rule)
                .containsExactly(Rule.FIELD_COUNT);
        String heavy = ("x".repeat(1_000_000) + ",").repeat(5);
        assertThat(load("code,name,born\n" + heavy + "\n").problems())
                .extracting(CsvProblem::rule)
                .containsExactly(Rule.RECORD_TOO_LARGE);
    }

    @Tag("MNT-1")
    @Test
    void allBadRowsAreCountedAndTheFirstHundredProblemsShown() throws Exception {
        StringBuilder text = new StringBuilder("code,name,born\n");
        for (int i = 1; i <= 1_000; i++) {
            text.append(i).append(i % 2 == 0 ? ",,2026-13-01\n" : ",名,\n");
        }
        ImportResult result = load(text.toString());
        assertThat(result.badRows()).isEqualTo(500);
        assertThat(result.complete()).isTrue();
        assertThat(result.problems()).hasSize(100);
        assertThat(result.problems().subList(0, 2))
                .extracting(CsvProblem::line, CsvProblem::row, CsvProblem::column, CsvProblem::rule)
                .containsExactly(
                        tuple(3L, 2L, "name", Rule.REQUIRED), tuple(3L, 2L, "born", Rule.DATE));
        assertThat(result.problems().get(1).value()).isEqualTo("2026-13-01");
        assertThat(result.problems().get(1).messageZh())
                .isEqualTo("第 3 行（数据第 2 行）“born”列：不是有效日期，应如 2026-01-31");
        assertThat(result.rows()).isZero();
        assertThat(rows()).isEmpty();
    }

    @Tag("MNT-1")
    @Test
    void aRowWithTooFewOrTooManyValuesIsBad() throws Exception {
        assertThat(load("code,name,born\n1,a\n2,b,,\n3,c,\n").problems())
                .extracting(CsvProblem::rule, CsvProblem::row, CsvProblem::value)
                .containsExactly(
                        tuple(Rule.FIELD_COUNT, 1L, "2"), tuple(Rule.FIELD_COUNT, 2L, "4"));
    }

    @Test
    void aWrongValueIsShownShortened() throws Exception {
        CsvProblem problem =
                load("code,name,born\n1,a," + "𠮷".repeat(100) + "\n").problems().get(0);
        assertThat(problem.value()).isEqualTo("𠮷".repeat(63) + "…");
        problem = load("code,name,born\n1,a\0b,\n").problems().get(0);
        assertThat(problem.rule()).isEqualTo(Rule.CHARACTER);
        assertThat(problem.value()).isEqualTo("a\ufffdb");
    }

    @Tag("MNT-1")
    @Test
    void rowsWithTheSameKeyAreNamedAndNothingStays() throws Exception {
        ImportResult result = load("code,name,born\na,1,\nb,2,\na,3,\nc,4,\na,5,\nb,6,\n");
        assertThat(result.problems())
                .extracting(CsvProblem::rule, CsvProblem::row, CsvProblem::value)
                .containsExactly(
                        tuple(Rule.DUPLICATE_KEY, 3L, "a"),
                        tuple(Rule.DUPLICATE_KEY, 5L, "a"),
                        tuple(Rule.DUPLICATE_KEY, 6L, "b"));
        assertThat(result.problems().get(2).messageZh()).isEqualTo("数据第 6 行“code”列：主键与数据第 2 行重复");
        assertThat(result.badRows()).isEqualTo(3);
        assertThat(rows()).isEmpty();
        assertThat(load("code,name,born\na,1,\n").rows()).isEqualTo(1);
    }

    @Tag("MNT-6")
    @Test
    void hostileTextIsOnlyText() throws Exception {
        String hostile = "'); drop table mnt_data.x; --";
        load("code,name,born\n\\.,\\N,\n1,\"" + hostile + "\",\n2,\"a\tb\r\nc\\\",\n");
        assertThat(rows())
                .extracting(row -> row.get(2))
                .containsExactly("\\N", hostile, "a\tb\r\nc\\");
        assertThat(rows().get(0).get(1)).isEqualTo("\\.");
    }

    @Tag("MNT-3")
    @Test
    void anInterruptedUploadLeavesNothing() {
        InputStream broken =
                new InputStream() {
                    private final InputStream head =
                            new ByteArrayInputStream("code,name,born\n1,a,\n".getBytes(UTF_8));

                    @Override
                    public int read() throws IOException {
                        int next = head.read();
                        if (next < 0) {
                            throw new IOException("connection reset");
                        }
                        return next;
                    }
                };
        assertThatThrownBy(() -> new CsvImport(table).load(connection, broken))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    @Test
    void theStreetsOfTheWholeCountryLoad() throws Exception {
        List<Column> columns =
                List.of(
                        new Column("street_code", "code", ColumnType.C, 9, null, true, false),
                        new Column("street_name", "name", ColumnType.C, 60, null, false, false),
                        new Column("area_code", "areaCode", ColumnType.C, 6, null, false, false),
                        new Column(
                                "province", "province_code", ColumnType.C, 2, null, false, false),
                        new Column("city_code", "cityCode", ColumnType.C, 4, null, false, false));
        MountTable streets =
                new MountTable(UUID.fromString("0197b1b2-0000-7000-8000-00000000000a"), columns);
        streets.create(connection, "O'Neill; drop table x");
        try (InputStream file = Files.newInputStream(Path.of("../config/sample/streets.csv"))) {
            ImportResult result = new CsvImport(streets).load(connection, file);
            assertThat(result.problems()).isEmpty();
            assertThat(result.rows()).isEqualTo(41_352);
        }
    }

    @Test
    void twoHundredThousandRowsPassThroughAStream() throws Exception {
        ImportResult result = new CsvImport(table).load(connection, new Generated(200_000));
        assertThat(result.rows()).isEqualTo(200_000);
        assertThat(table.page(connection, COLUMNS, Optional.empty(), 199_999, 10).rows())
                .hasSize(1);
    }

    /** A file that exists only while it is read, in pieces of at most one row. */
    private static final class Generated extends InputStream {
        private final int rows;
        private int next;
        private byte[] line = "code,name,born\n".getBytes(UTF_8);
        private int at;

        Generated(int rows) {
            this.rows = rows;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            if (at == line.length) {
                if (next == rows) {
                    return -1;
                }
                line = (next++ + ",沈阳市铁西区兴华街道,2026-01-31\n").getBytes(UTF_8);
                at = 0;
            }
            int count = Math.min(length, line.length - at);
            System.arraycopy(line, at, to, offset, count);
            at += count;
            return count;
        }
    }

    private void recreate() {
        table.drop(connection);
        table.create(connection, "307009001002/000123");
    }

    private ImportResult load(String text) throws Exception {
        return load(text.getBytes(UTF_8));
    }

    private ImportResult load(byte[] bytes) throws Exception {
        return new CsvImport(table).load(connection, new ByteArrayInputStream(bytes));
    }

    private List<List<Object>> rows() throws SQLException {
        return table.page(connection, COLUMNS, Optional.empty(), 0, 100).rows().stream()
                .map(
                        row -> {
                            List<Object> all = new ArrayList<>(List.of(row.rowNo()));
                            all.addAll(row.values());
                            return all;
                        })
                .toList();
    }

    private static byte[] replace(byte[] text, byte[] mark, int with) {
        String bytes = new String(text, ISO_8859_1);
        String found = new String(mark, ISO_8859_1);
        return bytes.replace(found, String.valueOf((char) with)).getBytes(ISO_8859_1);
    }
}
