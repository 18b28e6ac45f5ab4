package org.zhengshu.mounting.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import org.zhengshu.mounting.boundary.RowFilter;

/** The JSON form of a row filter: nothing unknown, nothing doubled, values are strings. */
public final class RowFilterJson {

    private static final int MAX_NESTING = 32;
    private static final JsonMapper MAPPER = mapper();

    private RowFilterJson() {}

    /** Reads a filter; what is not one is refused with {@link IllegalArgumentException}. */
    public static RowFilter parse(String json) {
        try {
            RowFilter filter = MAPPER.readValue(json, RowFilter.class);
            if (filter != null) {
                return filter;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "行过滤条件不是有效的 JSON / not a row filter: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("行过滤条件为空 / the row filter is null");
    }

    /** Writes a filter in the form that {@link #parse} reads. */
    public static String write(RowFilter filter) {
        try {
            return MAPPER.writeValueAsString(filter);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonMapper mapper() {
        JsonFactory factory =
                JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(MAX_NESTING)
                                        .maxStringLength(RowFilter.MAX_VALUE_LENGTH * 2)
                                        .build())
                        .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text ->
                                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                        .setCoercion(
                                                CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }
}
