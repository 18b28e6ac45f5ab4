package org.zhengshu.regulation.boundary;

import java.time.LocalDate;
import java.util.Optional;

/** A pack as the administrator's list shows it (法规配置清单). */
public record PackView(
        String id,
        String title,
        String status,
        String statusZh,
        String statusEn,
        boolean activatable,
        boolean sandboxable,
        Optional<LocalDate> from,
        Optional<LocalDate> until,
        boolean textComplete,
        int rules) {}
