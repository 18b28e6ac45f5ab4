package org.zhengshu.mounting.boundary;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.catalogue.boundary.ShareType;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.mounting.control.Masking;
import org.zhengshu.mounting.control.MountStore;
import org.zhengshu.mounting.control.MountTable;
import org.zhengshu.mounting.control.RowPage;
import org.zhengshu.mounting.control.Tables;
import org.zhengshu.mounting.entity.Mount;

/**
 * The first rows of mounted data (脱敏样例), masked here by what the catalogue says of each item, so
 * that somebody sees what the data is like before he asks for it.
 */
@Stateless
@Boundary
public class Samples {
    private static final int ROWS = 10;

    @Inject private Resources resources;
    @Inject private MountStore store;
    @Inject private Tables tables;

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    /** What a sample shows of an item: its values, their form alone, or nothing. */
    public enum Treatment {
        SHOWN,
        MASKED,
        WITHHELD
    }

    /** An item of the sample and how its values are shown. */
    public record SampleItem(String technicalName, String name, Treatment treatment) {}

    /** The values of one row in the order of the items; an absent one is an empty text. */
    public record SampleRow(List<String> values) {}

    /**
     * A sample.
     *
     * @param mount the data that it is of
     * @param items those of the entry that the data has
     */
    public record SampleView(UUID item, UUID mount, List<SampleItem> items, List<SampleRow> rows) {}

    @Operation(value = "mounting.sample", signedIn = true)
    public SampleView of(UUID itemId) {
        Call.current().note("resource", itemId);
        Resources.Resource resource = resources.requireSeen(itemId);
        Mount mount =
                store.current(itemId)
                        .orElseThrow(
                                () ->
                                        ProblemType.NOT_MOUNTED.because(
                                                "目录 " + itemId + " 尚未挂接数据",
                                                "no data is mounted on entry " + itemId));
        MountTable table = tables.table(mount);
        Map<String, Column> there = table.columnsByName();
        List<SampleItem> items =
                resource.items().stream()
                        .filter(i -> there.containsKey(i.technicalName()))
                        .map(i -> new SampleItem(i.technicalName(), i.name(), treatment(i)))
                        .toList();
        return new SampleView(itemId, mount.id(), items, rows(table, items));
    }

    /** Sensitive values and those that somebody has to decide on are never shown. */
    private Treatment treatment(DataItem item) {
        ShareType type = resources.shareType(item);
        if (type == ShareType.NONE) {
            return Treatment.WITHHELD;
        }
        return type == ShareType.UNCONDITIONAL && !item.sensitive()
                ? Treatment.SHOWN
                : Treatment.MASKED;
    }

    /** What is withheld is not even read. */
    private List<SampleRow> rows(MountTable table, List<SampleItem> items) {
        List<Column> read =
                items.stream()
                        .filter(i -> i.treatment() != Treatment.WITHHELD)
                        .map(i -> table.columnsByName().get(i.technicalName()))
                        .toList();
        if (read.isEmpty()) {
            return List.of();
        }
        try (Connection connection = dataSource.getConnection()) {
            return table.page(connection, read, Optional.empty(), 0, ROWS).rows().stream()
                    .map(row -> row(row, items))
                    .toList();
        } catch (SQLException e) {
            throw MountedData.failure(e);
        }
    }

    private static SampleRow row(RowPage.Row row, List<SampleItem> items) {
        List<String> values = new ArrayList<>(items.size());
        int next = 0;
        for (SampleItem item : items) {
            Object value = item.treatment() == Treatment.WITHHELD ? null : row.values().get(next++);
            values.add(Masking.shown(value, item.treatment()));
        }
        return new SampleRow(values);
    }
}
