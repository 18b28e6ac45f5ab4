package org.zhengshu.mounting.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.ColumnType;

/** One {@link MountTable} for each mount in use, so that its SQL is rendered once. */
@ApplicationScoped
public class Tables {
    private static final int REMEMBERED = 2_000;

    private final Map<UUID, MountTable> tables = new ConcurrentHashMap<>();

    public MountTable table(UUID mount, List<DataItem> items) {
        if (tables.size() > REMEMBERED) {
            tables.clear();
        }
        return tables.computeIfAbsent(mount, id -> new MountTable(id, columns(items)));
    }

    public void forget(UUID mount) {
        tables.remove(mount);
    }

    public static List<Column> columns(List<DataItem> items) {
        return items.stream()
                .map(
                        i ->
                                new Column(
                                        i.technicalName(),
                                        i.name(),
                                        ColumnType.valueOf(i.dataType()),
                                        i.length(),
                                        i.scale(),
                                        i.primaryKey(),
                                        i.nullable()))
                .toList();
    }
}
