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
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Renderer;
import org.zhengshu.kernel.boundary.Role;

/** Looks every hour whether a part of a log is due (归档作业); what it does is an act like others. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ArchiveJob {
    private static final Logger LOG = Logger.getLogger(ArchiveJob.class.getName());
    private static final Actor JOB =
            new Actor("archive-job", Actor.Kind.SYSTEM, "归档作业", "", "", Set.of(Role.AUDIT_ADMIN));
    private static final Renderer NOTHING_LEAVES =
            new Renderer() {
                @Override
                public Message answer(Object view) {
                    return new Message(new byte[0], Message.BODY);
                }

                @Override
                public Message problem(ProblemView problem) {
                    return new Message(new byte[0], Message.BODY);
                }
            };

    @Resource private ManagedThreadFactory threads;
    @Inject private Archiver archiver;
    @Inject private Archives archives;
    @Inject private Answers answers;

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
        try {
            while (!stopped.await(1, TimeUnit.HOURS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            if (!archiver.run(true, Language.CHINESE).parts().isEmpty()) {
                answers.answer(
                        Call.internal(JOB),
                        () -> archives.archive(new Archives.ArchiveLogs(false)),
                        NOTHING_LEAVES);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, "the archive cannot be written just now", e);
        }
    }
}
