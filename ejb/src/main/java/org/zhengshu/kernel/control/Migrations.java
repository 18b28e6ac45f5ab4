package org.zhengshu.kernel.control;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/** Brings the schema to this version before anything else starts (数据库迁移). */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Migrations {
    @Resource(lookup = "java:jboss/datasources/ZhengshuLogDS")
    private DataSource dataSource;

    @PostConstruct
    void migrate() {
        Flyway flyway =
                Flyway.configure(Migrations.class.getClassLoader())
                        .dataSource(dataSource)
                        .locations("classpath:db/migration")
                        // the server may have made its job tables before
                        .baselineOnMigrate(true)
                        .baselineVersion("0")
                        .load();
        refuseNewer(flyway.info());
        flyway.migrate();
    }

    /** A newer build has changed what this one would write. */
    private static void refuseNewer(MigrationInfoService schema) {
        for (MigrationInfo applied : schema.applied()) {
            if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new IllegalStateException(
                        "数据库的库表版本 "
                                + applied.getVersion()
                                + " 高于本版本: 请用新版本启动, 或用升级前的备份恢复 · the schema is at "
                                + applied.getVersion()
                                + ", newer than this build: start the newer build, or restore the"
                                + " backup of before its upgrade");
            }
        }
    }
}
