package org.zhengshu.onboarding.control;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.zhengshu.catalogue.boundary.CoreMetadata;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.catalogue.boundary.EnterItem;
import org.zhengshu.kernel.boundary.CitizenId;

/**
 * The data that systems try their calls on (沙箱数据): invented by a seeded generator. The numbers have
 * right check characters but a division that does not exist, so that none can be a real person's.
 */
public final class SandboxData {
    /** Purpose of the grant that every registered system gets. */
    public static final String PURPOSE = "沙箱联调";

    /** Items of the entry, in the file's order. */
    public static final List<String> ITEMS =
            List.of("id_number", "name", "birth_date", "phone", "status");

    static final int ROWS = 500;

    private static final long SEED = 20_260_101L;
    private static final String NO_DIVISION = "999999";
    private static final String NAMES = "甲乙丙丁戊己庚辛壬癸";
    private static final String EVERYBODY = "1";

    private SandboxData() {}

    public static EnterItem entry() {
        return new EnterItem(
                new CoreMetadata(
                        "101001",
                        "沙箱（SANDBOX）人口示例信息",
                        null,
                        "仅供系统联调的生成数据，不对应任何真实个人。Generated data to try calls on, no real persons.",
                        "03",
                        "其他",
                        EVERYBODY,
                        null,
                        null,
                        null,
                        null,
                        "1",
                        "服务接口",
                        "0",
                        null,
                        "7",
                        null,
                        "仅限系统联调"),
                List.of(
                        item("id_number", "公民身份号码（生成）", "C", 18, true),
                        item("name", "姓名（生成）", "C", 50, false),
                        item("birth_date", "出生日期", "D", null, false),
                        item("phone", "联系电话（生成）", "C", 20, false),
                        item("status", "状态代码", "C", 2, false)));
    }

    /** The same file each time. */
    public static String csv() {
        SplittableRandom random = new SplittableRandom(SEED);
        StringBuilder csv = new StringBuilder(String.join(",", ITEMS)).append('\n');
        for (int i = 0; i < ROWS; i++) {
            int year = 1950 + random.nextInt(60);
            int month = 1 + random.nextInt(12);
            int day = 1 + random.nextInt(28);
            String birth = String.format(Locale.ROOT, "%04d%02d%02d", year, month, day);
            csv.append(CitizenId.of(NO_DIVISION + birth + "%03d".formatted(i)).value())
                    .append(",沙箱")
                    .append(NAMES.charAt(random.nextInt(NAMES.length())))
                    .append(NAMES.charAt(random.nextInt(NAMES.length())))
                    .append(String.format(Locale.ROOT, ",%04d-%02d-%02d", year, month, day))
                    .append(String.format(Locale.ROOT, ",100%08d", random.nextInt(100_000_000)))
                    .append(random.nextInt(10) == 0 ? ",20" : ",10")
                    .append('\n');
        }
        return csv.toString();
    }

    private static DataItem item(
            String technical, String name, String type, Integer length, boolean key) {
        return new DataItem(
                technical, name, type, length, null, EVERYBODY, "0", false, key, !key, null);
    }
}
