package org.zhengshu.bench.bare;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Plain JDBC on the product's table, with the statements that the product's renderer makes. */
@ApplicationScoped
public class BareRows {
    static final String BY_KEY =
            "select \"row_no\", \"code\", \"name\", \"area_code\" from \"mnt_data\".\"%s\""
                    + " where (\"row_no\" > ? and \"code\" = ?)"
                    + " order by \"row_no\" fetch next ? rows only";
    static final String BY_KEY_IN_PROVINCE =
            "select \"row_no\", \"code\", \"name\" from \"mnt_data\".\"%s\""
                    + " where (\"row_no\" > ? and \"code\" like ? escape '!' and \"code\" = ?)"
                    + " order by \"row_no\" fetch next ? rows only";
    private static final String WHERE_IT_IS =
            "select m.table_name, c.code from mnt_mount m join cat_item c on c.id = m.item_id"
                    + " where m.state = 'BOUND' and c.title = '街道乡镇行政区划信息'";

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    private volatile Place place;

    /** Where the rows are, asked once. */
    private record Place(String resource, String byKey, String byKeyInProvince) {}

    /** The resource's code. */
    String resource() throws SQLException {
        return place().resource;
    }

    /** Rows of code, name and area code. */
    List<List<String>> byKey(String key, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(place().byKey)) {
            s.setObject(1, 0L);
            s.setObject(2, key);
            s.setObject(3, (long) limit + 1);
            return rows(s, 3, limit);
        }
    }

    /** Rows of code and name, of one province. */
    List<List<String>> byKeyInProvince(String province, String key, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(place().byKeyInProvince)) {
            s.setObject(1, 0L);
            s.setObject(2, province + "%");
            s.setObject(3, key);
            s.setObject(4, (long) limit + 1);
            return rows(s, 2, limit);
        }
    }

    private static List<List<String>> rows(PreparedStatement s, int columns, int limit)
            throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (ResultSet found = s.executeQuery()) {
            while (rows.size() < limit && found.next()) {
                List<String> row = new ArrayList<>(columns);
                for (int i = 0; i < columns; i++) {
                    row.add(found.getString(i + 2));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private Place place() throws SQLException {
        Place known = place;
        if (known == null) {
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement s = connection.prepareStatement(WHERE_IT_IS);
                    ResultSet found = s.executeQuery()) {
                found.next();
                String table = found.getString(1);
                known =
                        new Place(
                                found.getString(2),
                                BY_KEY.formatted(table),
                                BY_KEY_IN_PROVINCE.formatted(table));
            }
            place = known;
        }
        return known;
    }
}
