package org.zhengshu.mounting.control;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;

/**
 * One page of a mounted table (分页结果).
 *
 * @param nextRowNo where the next page continues; null when this is the last one
 */
public record RowPage(List<Row> rows, Long nextRowNo) {

    /**
     * One row, its values in the order asked for.
     *
     * @param values {@link String} (text, ISO dates), {@link BigDecimal}, {@link Long}, {@link
     *     Boolean} or null
     */
    public record Row(long rowNo, List<Object> values) {
        public Row {
            values = Collections.unmodifiableList(values);
        }
    }

    /** The one textual form of a value, the same in JSON numbers and XML: never an exponent. */
    public static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }
}
