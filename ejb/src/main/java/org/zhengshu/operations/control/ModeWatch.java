package org.zhengshu.operations.control;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.zhengshu.kernel.boundary.ServiceMode;

/** Follows what another server of the node, or an earlier start, was told (运行模式同步). */
@Singleton
@Startup
@DependsOn("Migrations")
public class ModeWatch {
    private static final Logger LOG = Logger.getLogger(ModeWatch.class.getName());

    @Inject private ModeStore store;
    @Inject private ServiceMode mode;

    @PostConstruct
    void start() {
        follow();
    }

    /** A database that is away leaves the mode as it is. */
    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void follow() {
        try {
            mode.readOnly(store.read().readOnly());
        } catch (SQLException e) {
            LOG.log(Level.FINE, "the mode cannot be read: {0}", e.getMessage());
        }
    }
}
