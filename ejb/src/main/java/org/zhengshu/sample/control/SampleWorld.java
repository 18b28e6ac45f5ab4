package org.zhengshu.sample.control;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.zhengshu.audit.boundary.TransparencyLog;
import org.zhengshu.identity.boundary.FirstAdministrators;
import org.zhengshu.kernel.boundary.PrivateFile;
import org.zhengshu.kernel.boundary.Readiness;
import org.zhengshu.kernel.boundary.Settings;

/**
 * The first start of a node (首次启动): appoints the administrators and, where wanted, loads the sample
 * world once, through the same boundaries as everybody.
 */
@Singleton
@Startup
@DependsOn({"Migrations", "Committer"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SampleWorld {
    private static final Logger LOG = Logger.getLogger(SampleWorld.class.getName());
    private static final String MILESTONE = "sample-world";

    @Resource private ManagedThreadFactory threads;

    @Resource(lookup = "java:jboss/datasources/ZhengshuLogDS")
    private DataSource dataSource;

    @Inject private TransparencyLog log;
    @Inject private FirstAdministrators administrators;
    @Inject private SampleLoader loader;
    @Inject private Readiness readiness;
    @Inject private Settings settings;
    @Inject private Clock clock;

    @PostConstruct
    void begin() {
        Thread thread = threads.newThread(this::firstStart);
        thread.setName("zhengshu-first-start");
        thread.start();
    }

    private void firstStart() {
        try {
            Map<String, String> passwords = administrators.appoint();
            if (!passwords.isEmpty()) {
                PrivateFile.write(
                        settings.data().resolve("administrators.properties"),
                        properties(passwords));
            }
            while (!log.isOpen()) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            if (settings.sample() && !reached()) {
                loader.load();
                reach();
            }
            if (settings.sample()) {
                loader.welcome();
            }
            readiness.sampleIsLoaded();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.log(Level.SEVERE, "the first start could not be completed", e);
        }
    }

    static String properties(Map<String, String> values) {
        return values.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private boolean reached() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement("select 1 from krn_milestone where name = ?")) {
            s.setString(1, MILESTONE);
            try (ResultSet rows = s.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void reach() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                "insert into krn_milestone (name, reached_at) values (?, ?)")) {
            s.setString(1, MILESTONE);
            s.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            s.executeUpdate();
        }
    }
}
