package org.zhengshu.sharing.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Where a grant, its entry and its data stand now (授权现状), one row for each call. */
@ApplicationScoped
public class Standings {
    private static final String SELECT =
            "select grant_version, item_version, mount_id from shr_standing where grant_id = ?";

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    /**
     * What the rows are just now.
     *
     * @param grant version of the grant's row
     * @param item version of its entry's row
     * @param mount what is mounted on the entry
     */
    public record Standing(String grant, String item, Optional<UUID> mount) {}

    /** Empty when there is no such grant. */
    public Optional<Standing> of(UUID grant) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(SELECT)) {
            s.setObject(1, grant);
            try (ResultSet row = s.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(
                        new Standing(
                                row.getString(1),
                                row.getString(2),
                                Optional.ofNullable(row.getObject(3, UUID.class))));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
