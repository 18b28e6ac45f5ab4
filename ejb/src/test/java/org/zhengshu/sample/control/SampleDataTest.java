package org.zhengshu.sample.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhengshu.kernel.boundary.CitizenId;
import org.zhengshu.kernel.boundary.SocialCreditCode;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.ColumnType.Good;
import org.zhengshu.sample.control.SamplePersons.Street;

class SampleDataTest {

    private static final int COUNT = 20_000;
    private static final long SEED = 42;
    private static final SamplePersons PERSONS =
            new SamplePersons(
                    List.of(new Street("210102001", "浑河湾街道"), new Street("210102002", "新华街道")));

    @Test
    void personsFitTheirColumnsAndCannotBeReal() {
        Set<String> ids = new HashSet<>();
        for (CsvRecord person : records(persons(COUNT, SEED), SamplePersons.columns())) {
            CitizenId id = new CitizenId(person.getField(0));
            assertThat(id.division()).isEqualTo("999999");
            assertThat(id.birthDate().orElseThrow()).hasToString(person.getField(3));
            assertThat((id.value().charAt(16) - '0') % 2 == 1 ? "1" : "2")
                    .isEqualTo(person.getField(2));
            assertThat(person.getField(6)).matches("|100[0-9]{8}");
            assertThat(ids.add(id.value())).isTrue();
        }
        assertThat(ids).hasSize(COUNT);
    }

    @Test
    void companiesFitTheirColumnsAndCannotBeReal() {
        Set<String> codes = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (CsvRecord company : records(companies(COUNT, SEED), SampleCompanies.columns())) {
            SocialCreditCode code = new SocialCreditCode(company.getField(0));
            assertThat(code.division()).isEqualTo("999999");
            assertThat(codes.add(code.value())).isTrue();
            assertThat(names.add(company.getField(1))).isTrue();
        }
        assertThat(codes).hasSize(COUNT);
    }

    @Test
    void theSameSeedGivesTheSameFile() {
        assertThat(persons(100, 7)).isEqualTo(persons(100, 7)).isNotEqualTo(persons(100, 8));
        assertThat(companies(100, 7)).isEqualTo(companies(100, 7)).isNotEqualTo(companies(100, 8));
        assertThatThrownBy(() -> companies(SampleCompanies.MOST + 1, 7))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<CsvRecord> records(String csv, List<Column> columns) {
        List<CsvRecord> records = CsvReader.builder().ofCsvRecord(csv).stream().toList();
        assertThat(records.get(0).getFields())
                .isEqualTo(columns.stream().map(Column::name).toList());
        List<CsvRecord> rows = records.subList(1, records.size());
        for (CsvRecord row : rows) {
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                String value = row.getField(i);
                if (!value.isEmpty() || !column.nullable()) {
                    assertThat(column.type().check(value, column))
                            .as(value)
                            .isInstanceOf(Good.class);
                }
            }
        }
        return rows;
    }

    private static String persons(int count, long seed) {
        StringWriter csv = new StringWriter();
        PERSONS.write(csv, count, seed);
        return csv.toString();
    }

    private static String companies(int count, long seed) {
        StringWriter csv = new StringWriter();
        new SampleCompanies().write(csv, count, seed);
        return csv.toString();
    }
}
