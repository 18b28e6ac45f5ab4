package org.zhengshu.audit.control;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
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
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.audit.boundary.Archives;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Renderer;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.kernel.boundary.Settings;

/**
 * Looks now and then whether parts of a log are due (归档作业) and archives all of them; each part is
 * an act like others.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ArchiveJob {
    private static final Logger LOG = Logger.getLogger(ArchiveJob.class.getName());
    private static final Actor JOB =
            new Actor("archive-job", Actor.Kind.SYSTEM, "归档作业", "", "", Set.of(Role.AUDIT_ADMIN));
    @Resource private ManagedThreadFactory threads;
    @Inject private Archiver archiver;
    @Inject private Archives archives;
    @Inject private ArchiveRedactions redactions;
    @Inject private Answers answers;
    @Inject private Settings settings;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private Thread thread;

    @PostConstruct
    void start() {
        thread = threads.newThread(this::loop);
        thread.setName("zhengshu-archive");
        thread.start();
    }

    @PreDestroy
    void stop() {
        stopped.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        long every = settings.evidence().archive().toSeconds();
        try {
            while (every > 0 && !stopped.await(every, TimeUnit.SECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            redactions.dropOutdated();
            boolean done = true;
            while (done && stopped.getCount() > 0 && isDue()) {
                done =
                        answers.answer(
                                        Call.internal(JOB),
                                        () -> archives.archive(new Archives.ArchiveLogs(false)),
                                        Renderer.NOTHING_LEAVES)
                                .problem()
                                .isEmpty();
            }
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, "the archive cannot be written just now", e);
        }
    }

    private boolean isDue() throws SQLException {
        return !archiver.run(true, Language.CHINESE).parts().isEmpty();
    }
}
