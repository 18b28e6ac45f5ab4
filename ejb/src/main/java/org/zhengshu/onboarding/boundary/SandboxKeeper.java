package org.zhengshu.onboarding.boundary;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.audit.boundary.TransparencyLog;
import org.zhengshu.catalogue.boundary.Catalogue;
import org.zhengshu.catalogue.boundary.CatalogueItemView;
import org.zhengshu.catalogue.boundary.ItemState;
import org.zhengshu.catalogue.boundary.Sandbox;
import org.zhengshu.identity.boundary.Directory;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Readiness;
import org.zhengshu.kernel.boundary.Renderer;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.mounting.boundary.Mounts;
import org.zhengshu.onboarding.control.SandboxData;

/**
 * Makes the sandbox as soon as the node has an authority that can provide it (沙箱维护): an entry,
 * published and mounted with generated data, each step with its entry in the log. Not for the
 * doors.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SandboxKeeper {
    private static final Logger LOG = Logger.getLogger(SandboxKeeper.class.getName());

    private final ReentrantLock making = new ReentrantLock();

    @Inject private Answers answers;
    @Inject private TransparencyLog log;
    @Inject private Readiness readiness;
    @Inject private Sandbox sandbox;
    @Inject private Directory directory;
    @Inject private Catalogue catalogue;
    @Inject private Mounts mounts;

    /** Makes what is missing; a start that was cut off half-way is completed by the next look. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    public void look() {
        if (readiness.firstStartDone()) {
            make();
        }
    }

    /** The same, before anybody is let in; nothing happens while there is no authority. */
    public void make() {
        if (!log.isOpen() || !making.tryLock()) {
            return;
        }
        try {
            complete();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the sandbox could not be made, trying again", e);
        } finally {
            making.unlock();
        }
    }

    private void complete() {
        if (sandbox.mounted()) {
            return;
        }
        Optional<Actor> provider = directory.anyAuthority().map(SandboxKeeper::keeper);
        if (provider.isEmpty()) {
            return;
        }
        Actor keeper = provider.get();
        UUID item = sandbox.item().orElseGet(() -> entered(keeper));
        CatalogueItemView view = as(keeper, () -> catalogue.get(item));
        if (view.state() == ItemState.DRAFT) {
            as(keeper, () -> catalogue.submit(item));
        }
        if (view.state() != ItemState.PUBLISHED) {
            as(keeper, () -> catalogue.publish(item));
        }
        byte[] file = SandboxData.csv().getBytes(StandardCharsets.UTF_8);
        as(keeper, () -> mounts.load(item, null, new ByteArrayInputStream(file)));
        sandbox.becomeMounted();
        LOG.log(Level.INFO, "the sandbox is there: {0}", item);
    }

    private UUID entered(Actor keeper) {
        return as(
                        keeper,
                        () -> {
                            CatalogueItemView entered = catalogue.enter(SandboxData.entry());
                            sandbox.mark(entered.id(), keeper.tenant());
                            return entered;
                        })
                .id();
    }

    private static Actor keeper(Directory.Authority authority) {
        return new Actor(
                "platform",
                Actor.Kind.SYSTEM,
                "platform",
                authority.uscc(),
                authority.tenant(),
                Set.of(Role.CATALOGUE_OFFICER, Role.REVIEWER));
    }

    private <T> T as(Actor actor, Callable<T> work) {
        AtomicReference<T> result = new AtomicReference<>();
        Answer answer =
                answers.answer(
                        Call.internal(actor),
                        () -> {
                            result.set(work.call());
                            return result.get();
                        },
                        Renderer.NOTHING_LEAVES);
        answer.problem()
                .ifPresent(
                        p -> {
                            throw new IllegalStateException(p.code() + " " + p.detail());
                        });
        return result.get();
    }
}
