package org.zhengshu.sharing.entity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.sharing.boundary.SharingRequestView.ChangeView;

/** How lists and filters are stored in one column (JSON 列). */
final class JsonColumns {
    private JsonColumns() {}

    /** A list of words. */
    @Converter
    public static class Words implements AttributeConverter<List<String>, String> {
        @Override
        public String convertToDatabaseColumn(List<String> words) {
            return write(words);
        }

        @Override
        public List<String> convertToEntityAttribute(String stored) {
            return read(stored, new TypeReference<List<String>>() {});
        }
    }

    /** A row filter; none is null. */
    @Converter
    public static class Filter implements AttributeConverter<RowFilter, String> {
        @Override
        public String convertToDatabaseColumn(RowFilter filter) {
            return filter == null ? null : write(filter);
        }

        @Override
        public RowFilter convertToEntityAttribute(String stored) {
            return stored == null ? null : read(stored, new TypeReference<RowFilter>() {});
        }
    }

    /** What was changed by a supplement. */
    @Converter
    public static class Changes implements AttributeConverter<List<ChangeView>, String> {
        @Override
        public String convertToDatabaseColumn(List<ChangeView> changes) {
            return write(changes);
        }

        @Override
        public List<ChangeView> convertToEntityAttribute(String stored) {
            return read(stored, new TypeReference<List<ChangeView>>() {});
        }
    }

    static String write(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T read(String stored, TypeReference<T> type) {
        try {
            return Json.MAPPER.readValue(stored, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
