package org.zhengshu.sample.control;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.zhengshu.kernel.boundary.SocialCreditCode;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.ColumnType;

/**
 * Invented companies for the sample node (样例法人数据): right check characters (GB 32100, GB 11714), but
 * a registration division that does not exist, so that none can be a real company.
 */
public final class SampleCompanies {

    /** Most companies that get codes and names of their own. */
    public static final int MOST = 1_000_000;

    /** 机构编制 9 工商, 类别 1 企业, and a division that no registration authority has. */
    private static final String NO_AUTHORITY = "91999999";

    private static final int[] BODY_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final long BODIES = 100_000_000L;
    private static final LocalDate FIRST_DAY = LocalDate.of(1990, 1, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

    private static final List<String> CITIES =
            List.of(
                    "沈阳", "大连", "鞍山", "抚顺", "本溪", "丹东", "锦州", "营口", "阜新", "辽阳", "盘锦", "铁岭", "朝阳",
                    "葫芦岛", "常州", "福州", "佛山", "广州");
    private static final String MARK = "华盛鑫隆泰恒瑞丰祥安康宏达兴旺正德信诚博远腾飞创新汇通启明星辰海天源立";
    private static final List<String> TRADES =
            List.of(
                    "科技", "商贸", "建筑工程", "装饰", "物流", "餐饮管理", "机械制造", "软件", "农业", "医疗器械", "文化传媒",
                    "环保", "房地产开发", "新能源");
    private static final List<String> KINDS = List.of("有限责任公司", "有限责任公司（自然人独资）", "股份有限公司");
    private static final List<String> STATUSES = List.of("存续", "存续", "存续", "存续", "注销", "吊销");
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗";
    private static final String GIVEN = "伟强芳军勇敏明静辉丽平健娟浩艳杰文博红建国志梅飞玲晨";
    private static final List<String> ROADS =
            List.of("青年", "和平", "人民", "建设", "长江", "黄河", "中山", "新华");

    /** The columns of the file, in its order. */
    public static List<Column> columns() {
        return List.of(
                new Column("uscc", "统一社会信用代码", ColumnType.C, 18, null, true, false),
                new Column("name", "企业名称", ColumnType.C, 200, null, false, false),
                new Column("legal_representative", "法定代表人", ColumnType.C, 50, null, false, false),
                new Column("kind", "企业类型", ColumnType.C, 50, null, false, false),
                new Column("capital", "注册资本（万元）", ColumnType.N, 18, 6, false, true),
                new Column("established", "成立日期", ColumnType.D, null, null, false, false),
                new Column("address", "住所", ColumnType.C, 200, null, false, false),
                new Column("status", "登记状态", ColumnType.C, 10, null, false, false),
                new Column("scope", "经营范围", ColumnType.M, null, null, false, true));
    }

    /** Writes a header and {@code count} companies; the same seed gives the same file. */
    public void write(Writer csv, int count, long seed) {
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException("count is not within 0.." + MOST + ": " + count);
        }
        SplittableRandom random = new SplittableRandom(seed);
        Shuffle codes = new Shuffle(BODIES, random);
        long marks = (long) MARK.length() * MARK.length() * MARK.length();
        Shuffle names = new Shuffle(marks * CITIES.size() * TRADES.size(), random);
        CsvWriter writer = CsvWriter.builder().build(csv);
        writer.writeRecord(columns().stream().map(Column::name).toList());
        for (int i = 0; i < count; i++) {
            writer.writeRecord(company(codes.at(i), names.at(i), random));
        }
        flush(writer);
    }

    private static String[] company(long code, long name, SplittableRandom random) {
        String city = CITIES.get((int) (name % CITIES.size()));
        long rest = name / CITIES.size();
        String trade = TRADES.get((int) (rest % TRADES.size()));
        String kind = pick(KINDS, random);
        String ending = kind.startsWith("股份") ? "股份有限公司" : "有限公司";
        return new String[] {
            code(String.format(Locale.ROOT, "%08d", code)),
            city + mark(rest / TRADES.size()) + trade + ending,
            pick(SURNAMES, random) + pick(GIVEN, random) + pick(GIVEN, random),
            kind,
            (10 + random.nextInt(5_000)) + "." + random.nextInt(10),
            FIRST_DAY
                    .plusDays(random.nextLong(TODAY.toEpochDay() - FIRST_DAY.toEpochDay()))
                    .toString(),
            city + "市" + pick(ROADS, random) + "路" + (1 + random.nextInt(500)) + "号",
            pick(STATUSES, random),
            trade + "；技术咨询、技术服务；货物进出口（依法须经批准的项目，经相关部门批准后方可开展经营活动）"
        };
    }

    /**
     * The credit code of an organisation body (主体标识码), whose ninth character checks it, GB 11714.
     */
    private static String code(String body) {
        int sum = 0;
        for (int i = 0; i < BODY_WEIGHTS.length; i++) {
            sum += (body.charAt(i) - '0') * BODY_WEIGHTS[i];
        }
        char check = "0X987654321".charAt(sum % 11);
        return SocialCreditCode.of(NO_AUTHORITY + body + check).value();
    }

    private static String mark(long number) {
        int length = MARK.length();
        StringBuilder mark = new StringBuilder();
        for (long rest = number; mark.length() < 3; rest /= length) {
            mark.append(MARK.charAt((int) (rest % length)));
        }
        return mark.toString();
    }

    private static <T> T pick(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
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
