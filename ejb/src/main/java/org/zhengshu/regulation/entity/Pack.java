package org.zhengshu.regulation.entity;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** One instrument with its typed parameters (法规配置). */
public record Pack(
        String id,
        String title,
        PackStatus status,
        Optional<LocalDate> from,
        Optional<LocalDate> until,
        boolean textComplete,
        Map<String, Provision> keys) {

    public Pack {
        keys = Map.copyOf(keys);
    }

    /** One parameter of an instrument with the article it stands in (条款). */
    public record Provision(Object value, String article, String confidence) {}

    /** Whether the instrument is valid on that day; an unknown bound does not exclude it. */
    public boolean validOn(LocalDate day) {
        return from.filter(day::isBefore).isEmpty() && until.filter(day::isAfter).isEmpty();
    }
}
