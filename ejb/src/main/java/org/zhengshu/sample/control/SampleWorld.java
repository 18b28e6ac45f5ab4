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
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
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
import org.zhengshu.onboarding.boundary.SandboxKeeper;

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
    private static final String BEGUN = "sample-world-begun";

    private static final List<String> CLEAR =
            List.of(
                    """
                    truncate shr_usage, shr_grant, shr_decision, shr_request, lic_licence, lic_sequence,
                        mnt_mount, exc_contract, cat_sandbox, cat_field, cat_item, cat_sequence, idn_session, idn_client_system""",
                    "delete from idn_account where tenant <> '000000'",
                    "delete from idn_department where tenant <> '000000'",
                    "delete from idn_tenant where code <> '000000'",
                    "drop schema mnt_data cascade",
                    "create schema mnt_data");

    @Resource private ManagedThreadFactory threads;

    @Resource(lookup = "java:jboss/datasources/ZhengshuLogDS")
    private DataSource dataSource;

    @Inject private TransparencyLog log;
    @Inject private FirstAdministrators administrators;
    @Inject private SampleLoader loader;
    @Inject private SandboxKeeper sandbox;
    @Inject private OwnDepartment own;
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
            Map<String, String> passwords = administrators.passwords();
            if (!passwords.isEmpty()) {
                PrivateFile.write(
                        settings.data().resolve("administrators.properties"),
                        properties(passwords));
                administrators.appoint(passwords, !settings.sample());
            }
            while (!log.isOpen()) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            own.enter();
            readiness.administratorsAreThere();
            if (settings.sample() && isWanted()) {
                loader.load();
                reach(MILESTONE);
            }
            if (settings.sample() && reached(MILESTONE)) {
                loader.welcome();
            }
            sandbox.make();
            readiness.sampleIsLoaded();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.log(Level.SEVERE, "the first start could not be completed", e);
        }
    }

    /** Never into a node that has tenants of its own; a load that was cut off begins anew. */
    private boolean isWanted() throws SQLException {
        if (reached(MILESTONE)) {
            return false;
        }
        if (reached(BEGUN)) {
            clearHalfLoaded();
            return true;
        }
        if (found(
                "select 1 from idn_tenant where code <> ?", FirstAdministrators.PLATFORM_TENANT)) {
            LOG.warning("this node has data of its own, the sample world is not loaded into it");
            return false;
        }
        reach(BEGUN);
        return true;
    }

    static String properties(Map<String, String> values) {
        return values.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private boolean reached(String milestone) throws SQLException {
        return found("select 1 from krn_milestone where name = ?", milestone);
    }

    private boolean found(String sql, String value) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(sql)) {
            s.setString(1, value);
            try (ResultSet rows = s.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void reach(String milestone) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                "insert into krn_milestone (name, reached_at) values (?, ?)")) {
            s.setString(1, milestone);
            s.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            s.executeUpdate();
        }
    }

    /** A load that was cut off begins anew: nobody was let in before it ended. */
    private void clearHalfLoaded() throws SQLException {
        LOG.info("the sample world was cut off half-way, it is loaded anew");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : CLEAR) {
                statement.execute(sql);
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }
}
