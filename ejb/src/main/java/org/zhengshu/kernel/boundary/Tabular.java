package org.zhengshu.kernel.boundary;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A result of rows that may leave in several forms (表格结果), see {@link Form}. */
public interface Tabular {
    /** Local name of its root element in XML. */
    String element();

    /** Namespace of its elements in XML. */
    String namespace();

    /** Names of the columns, in their order. */
    List<String> columns();

    /** One map from column to value for each row; a column that is not there is empty. */
    List<Map<String, Object>> table();

    /** Where the next page begins, for the forms that have no room for it. */
    default Optional<String> next() {
        return Optional.empty();
    }
}
