package org.zhengshu.mounting.boundary;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * One column of a mounted table: an information item (信息项) of the catalogue, 《政务信息资源目录编制指南（试行）》 no.
 * 8.
 *
 * @param technicalName name in the database, {@code [a-z][a-z0-9_]{0,62}}
 * @param name the item's Chinese name, as a file's header may show it
 * @param length characters of {@link ColumnType#C}, digits of {@link ColumnType#N}
 * @param scale decimals of {@link ColumnType#N}; null means none
 */
public record Column(
        String technicalName,
        String name,
        ColumnType type,
        Integer length,
        Integer scale,
        boolean primaryKey,
        boolean nullable) {

    private static final Pattern TECHNICAL_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Set<String> TAKEN =
            Set.of("row_no", "tableoid", "ctid", "xmin", "xmax", "cmin", "cmax");
    private static final int MAX_CHARACTERS = 65_535;
    private static final int MAX_KEY_CHARACTERS = 600;
    private static final int MAX_DIGITS = 38;
    private static final int IDENTIFIER_CHARACTERS = 18;
    private static final int MAX_IDENTIFIER_CHARACTERS = 64;

    public Column {
        requireNonNull(type, "type");
        require(isTechnicalName(technicalName), "technical name", technicalName);
        require(name != null && !name.isBlank() && name.length() <= 200, "name", name);
        nullable = nullable && !primaryKey;
        if (type == ColumnType.C) {
            require(within(length, 1, MAX_CHARACTERS), "length 1..65535 of", technicalName);
            require(!primaryKey || length <= MAX_KEY_CHARACTERS, "key length of", technicalName);
        }
        if (type == ColumnType.N) {
            require(within(length, 1, MAX_DIGITS), "length 1..38 of", technicalName);
            scale = scale == null ? 0 : scale;
            require(within(scale, 0, length), "scale 0..length of", technicalName);
        }
        boolean large = type == ColumnType.M || type == ColumnType.G;
        require(!primaryKey || !large, "key type of", technicalName);
    }

    /**
     * Whether the values may say whose row it is: text that has room for the 18 characters of a
     * citizen's number or a social credit code and is no prose. The values decide.
     */
    public boolean mayIdentify() {
        return type == ColumnType.C
                && length >= IDENTIFIER_CHARACTERS
                && length <= MAX_IDENTIFIER_CHARACTERS;
    }

    /** Whether a name can stand for a column in the database. */
    public static boolean isTechnicalName(String name) {
        return name != null && TECHNICAL_NAME.matcher(name).matches() && !TAKEN.contains(name);
    }

    private static boolean within(Integer value, int least, int most) {
        return value != null && value >= least && value <= most;
    }

    private static void require(boolean holds, String what, String value) {
        if (!holds) {
            throw new IllegalArgumentException("列定义错误 / wrong column: " + what + " " + value);
        }
    }
}
