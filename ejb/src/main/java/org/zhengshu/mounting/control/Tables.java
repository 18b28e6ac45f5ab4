package org.zhengshu.mounting.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.ColumnType;
import org.zhengshu.mounting.entity.Mount;

/** One {@link MountTable} for each mount in use, so that its SQL is rendered once. */
@ApplicationScoped
public class Tables {
    private static final int REMEMBERED = 2_000;

    private final Map<UUID, MountTable> tables = new ConcurrentHashMap<>();

    /** The table as it was made, whatever the entry says since. */
    public MountTable table(Mount mount) {
        if (tables.size() > REMEMBERED) {
            tables.clear();
        }
        return tables.computeIfAbsent(
                mount.id(), id -> new MountTable(id, columns(read(mount.items()))));
    }

    /** The table of a mount, where it was in use before; it never changes. */
    public Optional<MountTable> known(UUID mount) {
        return Optional.ofNullable(tables.get(mount));
    }

    public void forget(UUID mount) {
        tables.remove(mount);
    }

    /** Data items as a mount keeps them. */
    public static String write(List<DataItem> items) {
        try {
            return Json.MAPPER.writeValueAsString(items);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<DataItem> read(String items) {
        try {
            return Json.MAPPER.readValue(items, new TypeReference<List<DataItem>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
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
