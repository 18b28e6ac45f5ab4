package org.zhengshu.exchange.control;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.kernel.boundary.CitizenId;
import org.zhengshu.kernel.boundary.SocialCreditCode;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.ColumnType;
import org.zhengshu.mounting.boundary.ColumnType.Good;
import org.zhengshu.mounting.boundary.MountedData;
import org.zhengshu.regulation.boundary.Code;
import org.zhengshu.regulation.boundary.CodeLists;

/**
 * Rows invented from the data items of a contract (样例数据生成): the same contract has the same rows.
 * Numbers of persons and organisations have right check characters but a division that does not
 * exist, so that none can be a real one's.
 */
public final class GeneratedRows {
    /** How many rows a contract has; fewer where its key has fewer values. */
    public static final int ROWS = 50;

    private static final int NULL_IN = 8;
    private static final int IDENTIFIER = 18;
    private static final int TELEPHONE = 11;
    private static final int MOST_DIGITS = 17;
    private static final LocalDate FIRST_DAY = LocalDate.of(1990, 1, 1);
    private static final int DAYS = 13_000;
    private static final String MARK = "样例";
    private static final String NAMES = "甲乙丙丁戊己庚辛壬癸";

    private final Contract contract;
    private final CodeLists codes;

    public GeneratedRows(Contract contract, CodeLists codes) {
        this.contract = contract;
        this.codes = codes;
    }

    /** The rows with these items, in their order; no two have the same key. */
    public List<Map<String, Object>> rows(Collection<String> items) {
        Map<String, Column> columns = MountedData.columns(contract.offered());
        Set<String> needed = new LinkedHashSet<>(items);
        List<String> key = contract.keyItems().stream().filter(columns::containsKey).toList();
        needed.addAll(key);
        Map<String, List<Object>> values = new LinkedHashMap<>();
        contract.offered().items().stream()
                .filter(i -> needed.contains(i.technicalName()))
                .forEach(
                        i ->
                                values.put(
                                        i.technicalName(),
                                        values(i, columns.get(i.technicalName()))));
        List<Map<String, Object>> rows = new ArrayList<>();
        Set<List<Object>> taken = new HashSet<>();
        for (int n = 0; n < ROWS; n++) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (Map.Entry<String, List<Object>> column : values.entrySet()) {
                row.put(column.getKey(), column.getValue().get(n));
            }
            if (key.isEmpty() || taken.add(key.stream().map(row::get).toList())) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** The values of one item do not hang on which others are asked for. */
    private List<Object> values(DataItem item, Column column) {
        SplittableRandom random =
                new SplittableRandom(
                        31L * contract.code().hashCode() + item.technicalName().hashCode());
        List<String> list = codes(item, column);
        List<Object> values = new ArrayList<>();
        for (int n = 0; n < ROWS; n++) {
            boolean none = ItemTypes.nullable(item) && random.nextInt(NULL_IN) == 0;
            String text =
                    list.isEmpty()
                            ? text(item, column, n, random)
                            : list.get(random.nextInt(list.size()));
            values.add(none ? null : value(column, text));
        }
        return values;
    }

    /** The codes that its values may be, those that fit it; none where it names no known list. */
    private List<String> codes(DataItem item, Column column) {
        return Optional.ofNullable(item.codeList()).filter(codes.ids()::contains).stream()
                .flatMap(id -> codes.list(id).codes().stream())
                .map(Code::code)
                .filter(code -> column.type().check(code, column) instanceof Good)
                .toList();
    }

    private static String text(DataItem item, Column column, int n, SplittableRandom random) {
        return switch (column.type()) {
            case C -> characters(item, column.length(), n, random);
            case N -> decimal(column, item.primaryKey(), n, random).toPlainString();
            case Y -> BigDecimal.valueOf(random.nextInt(10_000_000), 2).toPlainString();
            case D -> day(item, n, random).toString();
            case T -> ColumnType.iso(moment(item, n, random));
            case L -> Boolean.toString(item.primaryKey() ? n % 2 == 0 : random.nextBoolean());
            case M -> MARK + item.name() + "：" + (n + 1);
            case G ->
                    Base64.getEncoder().encodeToString((MARK + n).getBytes(StandardCharsets.UTF_8));
            case B, F ->
                    item.primaryKey()
                            ? Integer.toString(n + 1)
                            : BigDecimal.valueOf(random.nextInt(1_000_000), 2).toPlainString();
            case I -> Integer.toString(item.primaryKey() ? n + 1 : random.nextInt(10_000));
        };
    }

    private static String characters(DataItem item, int length, int n, SplittableRandom random) {
        String name = item.name();
        if (length >= IDENTIFIER && (name.contains("身份号码") || name.contains("身份证"))) {
            return CitizenId.of(
                            "999999"
                                    + day(item, n, random).toString().replace("-", "")
                                    + String.format(Locale.ROOT, "%03d", n))
                    .value();
        }
        if (length >= IDENTIFIER && name.contains("信用代码")) {
            return SocialCreditCode.of(String.format(Locale.ROOT, "99999999%09d", n + 1)).value();
        }
        if (length >= TELEPHONE && (name.contains("电话") || name.contains("手机"))) {
            return String.format(Locale.ROOT, "100%08d", random.nextInt(100_000_000));
        }
        if (length >= MARK.length() + 2 && name.contains("姓名")) {
            return MARK + letter(random) + letter(random);
        }
        return numbered(MARK + name, n + 1, length);
    }

    private static char letter(SplittableRandom random) {
        return NAMES.charAt(random.nextInt(NAMES.length()));
    }

    /** Words with a number behind them that stays whole as long as there is room for it. */
    private static String numbered(String words, int n, int length) {
        String number = Integer.toString(n);
        if (number.length() >= length) {
            return number.substring(number.length() - length);
        }
        int room = Math.min(length - number.length(), words.codePointCount(0, words.length()));
        return words.substring(0, words.offsetByCodePoints(0, room)) + number;
    }

    private static BigDecimal decimal(Column column, boolean key, int n, SplittableRandom random) {
        int digits = Math.min(column.length(), Math.min(column.scale() + 4, MOST_DIGITS));
        long most = BigDecimal.TEN.pow(digits).longValueExact();
        return BigDecimal.valueOf(key ? (n + 1) % most : random.nextLong(most), column.scale());
    }

    private static LocalDate day(DataItem item, int n, SplittableRandom random) {
        return FIRST_DAY.plusDays(item.primaryKey() ? n : random.nextInt(DAYS));
    }

    private static LocalDateTime moment(DataItem item, int n, SplittableRandom random) {
        return day(item, n, random).atTime(8, 0).plusMinutes(random.nextInt(600));
    }

    /** As the exchange gives it: text, plain number, true or false. */
    private static Object value(Column column, String text) {
        String normal = ((Good) column.type().check(text, column)).value();
        return switch (column.type()) {
            case C, M, G, D, T -> normal;
            case N, Y, B, F -> new BigDecimal(normal);
            case L -> Boolean.valueOf(normal);
            case I -> Long.valueOf(normal);
        };
    }
}
