package org.zhengshu.sample.control;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.zhengshu.kernel.boundary.CitizenId;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.ColumnType;

/**
 * Invented persons for the sample node (样例人口数据): right check characters, but a division that does
 * not exist and telephone numbers that nobody has, so that none can be a real person.
 */
public final class SamplePersons {

    /** Most persons that get numbers of their own. */
    public static final int MOST = 10_000_000;

    private static final String NO_DIVISION = "999999";
    private static final LocalDate FIRST_BIRTH = LocalDate.of(1940, 1, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
    private static final int SEQUENCES = 999;
    private static final DateTimeFormatter BASIC = DateTimeFormatter.BASIC_ISO_DATE;

    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁于蒋蔡余杜叶程苏魏吕丁任沈";
    private static final String MALE = "伟强磊军勇涛明超辉刚平健宇浩俊杰文博建国志鹏飞龙晨阳";
    private static final String FEMALE = "芳娜敏静丽娟艳霞秀英红梅玲雪慧琳婷洁雅欣怡佳悦晓燕珍";
    private static final List<String> ROADS =
            List.of("青年", "和平", "人民", "建设", "文化", "长江", "黄河", "民主", "胜利", "中山", "解放", "新华");

    /** A street or town (街道、乡镇) in which sample persons live. */
    public record Street(String code, String name) {}

    private final List<Street> streets;

    public SamplePersons(List<Street> streets) {
        if (streets.isEmpty()) {
            throw new IllegalArgumentException("没有街道 / no streets");
        }
        this.streets = List.copyOf(streets);
    }

    /** The columns of the file, in its order. */
    public static List<Column> columns() {
        return List.of(
                new Column("id_number", "公民身份号码", ColumnType.C, 18, null, true, false),
                new Column("name", "姓名", ColumnType.C, 50, null, false, false),
                new Column("sex", "性别代码", ColumnType.C, 1, null, false, false),
                new Column("birth_date", "出生日期", ColumnType.D, null, null, false, false),
                new Column("street_code", "街道代码", ColumnType.C, 12, null, false, false),
                new Column("address", "住址", ColumnType.C, 200, null, false, false),
                new Column("phone", "联系电话", ColumnType.C, 20, null, false, true),
                new Column("marital_status", "婚姻状况代码", ColumnType.C, 2, null, false, false));
    }

    /** Writes a header and {@code count} persons; the same seed gives the same file. */
    public void write(Writer csv, int count, long seed) {
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException("count is not within 0.." + MOST + ": " + count);
        }
        SplittableRandom random = new SplittableRandom(seed);
        long days = TODAY.toEpochDay() - FIRST_BIRTH.toEpochDay();
        Shuffle numbers = new Shuffle(days * SEQUENCES, random);
        CsvWriter writer = CsvWriter.builder().build(csv);
        writer.writeRecord(columns().stream().map(Column::name).toList());
        for (int i = 0; i < count; i++) {
            long number = numbers.at(i);
            LocalDate birth = FIRST_BIRTH.plusDays(number / SEQUENCES);
            writer.writeRecord(person(birth, (int) (number % SEQUENCES) + 1, random));
        }
        flush(writer);
    }

    private String[] person(LocalDate birth, int sequence, SplittableRandom random) {
        boolean male = sequence % 2 == 1;
        Street street = streets.get(random.nextInt(streets.size()));
        String body =
                NO_DIVISION + BASIC.format(birth) + String.format(Locale.ROOT, "%03d", sequence);
        return new String[] {
            CitizenId.of(body).value(),
            name(male ? MALE : FEMALE, random),
            male ? "1" : "2",
            birth.toString(),
            street.code(),
            address(street, random),
            random.nextInt(10) == 0
                    ? ""
                    : String.format(Locale.ROOT, "100%08d", random.nextInt(100_000_000)),
            maritalStatus(birth, random)
        };
    }

    private static String name(String given, SplittableRandom random) {
        String name = pick(SURNAMES, random) + pick(given, random);
        return random.nextInt(3) == 0 ? name : name + pick(given, random);
    }

    private static String address(Street street, SplittableRandom random) {
        int room = 101 + 100 * random.nextInt(18) + random.nextInt(4);
        return street.name()
                + ROADS.get(random.nextInt(ROADS.size()))
                + ("路" + (1 + random.nextInt(300)) + "号")
                + ((1 + random.nextInt(6)) + "单元" + room + "室");
    }

    /** 婚姻状况代码, GB/T 2261.2: 10 single, 20 married, 30 widowed, 40 divorced. */
    private static String maritalStatus(LocalDate birth, SplittableRandom random) {
        int draw = random.nextInt(100);
        if (birth.plusYears(22).isAfter(TODAY) || draw < 12) {
            return "10";
        }
        if (draw < 85) {
            return "20";
        }
        return draw < 92 ? "30" : "40";
    }

    private static String pick(String characters, SplittableRandom random) {
        return String.valueOf(characters.charAt(random.nextInt(characters.length())));
    }

    private static void flush(CsvWriter writer) {
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
