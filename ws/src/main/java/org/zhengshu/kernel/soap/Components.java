package org.zhengshu.kernel.soap;

import java.lang.reflect.RecordComponent;
import java.util.List;

/** The components of a record in their order (记录成员), asked of the class once. */
final class Components {
    private static final ClassValue<List<RecordComponent>> KNOWN =
            new ClassValue<>() {
                @Override
                protected List<RecordComponent> computeValue(Class<?> type) {
                    return List.of(type.getRecordComponents());
                }
            };

    private Components() {}

    static List<RecordComponent> of(Class<?> type) {
        return KNOWN.get(type);
    }
}
