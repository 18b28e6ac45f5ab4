package org.zhengshu.catalogue.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.zhengshu.kernel.boundary.Problems;

/** Which entry is the sandbox (沙箱目录). */
@ApplicationScoped
public class SandboxStore {
    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    public Optional<UUID> item() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement("select item_id from cat_sandbox");
                ResultSet row = s.executeQuery()) {
            return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }

    public boolean mounted() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement("select 1 from cat_sandbox where mounted");
                ResultSet row = s.executeQuery()) {
            return row.next();
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }

    public void becomeMounted() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                "update cat_sandbox set mounted = true, version = version + 1")) {
            s.executeUpdate();
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }

    /** Marks the entry in the transaction that enters it. */
    public void mark(UUID item, String tenant) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                "insert into cat_sandbox (item_id, tenant) values (?, ?)")) {
            s.setObject(1, item);
            s.setString(2, tenant);
            s.executeUpdate();
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }
}
