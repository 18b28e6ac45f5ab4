package org.zhengshu.tests.services;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.audit.boundary.TransparencyLog;
import org.zhengshu.identity.boundary.Accounts;
import org.zhengshu.identity.boundary.Departments;
import org.zhengshu.identity.boundary.GeneratedPassword;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Readiness;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.proof.Receipt;
import org.zhengshu.proof.ReceiptVerifier;
import org.zhengshu.proof.VerificationReport;
import org.zhengshu.signature.boundary.DocumentKey;

/** The boundary services inside the server, in the EAR as it was built. */
@ExtendWith(ServerExtension.class)
@ArquillianTest
class ServicesIT {
    private static final String PLATFORM = "000000000000000000";

    @Inject private Answers answers;
    @Inject private Departments departments;
    @Inject private Accounts accounts;
    @Inject private TransparencyLog log;
    @Inject private Readiness readiness;
    @Inject private DocumentKey keys;
    @Inject private BeanManager beans;

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    @Resource(lookup = "java:jboss/datasources/ZhengshuLogDS")
    private DataSource outsideTransactions;

    @Deployment
    static Archive<?> application() {
        return ManagedServer.application();
    }

    @Tag("KRN-1")
    @Test
    void nobodyCallsWhatIsNotOpen() {
        List<GuardedOperation> operations = GuardedOperation.all(beans);
        assertThat(operations).hasSizeGreaterThan(30);
        assertThat(operations.stream().filter(o -> !o.operation().open()))
                .allSatisfy(
                        o ->
                                assertThat(o.refusal(Actor.NOBODY))
                                        .as("%s", o)
                                        .contains(ProblemType.NOT_AUTHENTICATED));
    }

    @Tag("KRN-1")
    @Test
    void noOtherRoleCallsWhatIsForOneRole() {
        int walked = 0;
        for (GuardedOperation operation : GuardedOperation.all(beans)) {
            for (Role role : operation.wrongRoles()) {
                assertThat(operation.refusal(officer(role)))
                        .as("%s as %s", operation, role)
                        .contains(ProblemType.FORBIDDEN);
                walked++;
            }
        }
        assertThat(walked).isGreaterThan(100);
    }

    @Tag("KRN-2")
    @Test
    void aRecordIsCheckedBeforeTheServiceSeesIt() {
        Answer answer =
                asSystemAdministrator(
                        () -> departments.openTenant(new Departments.OpenTenant("12", " ")));
        ProblemView problem = answer.problem().orElseThrow();
        assertThat(problem.code()).isEqualTo("kernel/invalid-input");
        assertThat(problem.violations())
                .extracting(ProblemView.Place::place)
                .containsExactly("code", "name");
    }

    @Tag("AUD-1")
    @Test
    void anActIsCommittedWithItsEntryAndItsReceiptVerifies() throws SQLException {
        Answer answer = asSystemAdministrator(() -> departments.openTenant(tenant("310001")));
        assertThat(answer.problem()).isEmpty();
        assertThat(count("select count(*) from idn_tenant where code = ?", "310001")).isEqualTo(1);
        assertThat(
                        count(
                                """
                                select count(*) from aud_entry where id = ? and outcome = 'answered'
                                and action = 'identity.open-tenant' and seq is not null""",
                                answer.entry().orElseThrow()))
                .isEqualTo(1);
        VerificationReport report =
                ReceiptVerifier.verify(
                        Receipt.parse(answer.receipt().getBytes(StandardCharsets.US_ASCII)),
                        Optional.of(answer.message().bytes()),
                        keys.anchors());
        assertThat(report.failures()).isEmpty();
    }

    @Tag("AUD-2")
    @Test
    void aFailedActLeavesNeitherItselfNorAnAnsweredEntry() throws SQLException {
        String trace = Call.newTrace();
        Call call = call(trace);
        Answer answer =
                answers.answer(
                        call,
                        () -> {
                            departments.openTenant(tenant("310002"));
                            throw ProblemType.NOT_FOUND.because("之后失败", "failed afterwards");
                        },
                        PlainRenderer.INSTANCE);
        assertThat(answer.problem().orElseThrow().code()).isEqualTo("kernel/not-found");
        assertThat(count("select count(*) from idn_tenant where code = ?", "310002")).isZero();
        assertThat(outcomes(trace)).containsExactly("kernel/not-found");
    }

    @Tag("AUD-2")
    @Tag("KRN-4")
    @Test
    void whatTheDatabaseRefusesAtTheEndIsAConflictAndNoAct() throws SQLException {
        asSystemAdministrator(() -> departments.openTenant(tenant("310003")));
        String trace = Call.newTrace();
        Answer second =
                answers.answer(
                        call(trace),
                        () -> departments.openTenant(tenant("310003")),
                        PlainRenderer.INSTANCE);
        assertThat(second.problem().orElseThrow().code()).isEqualTo("kernel/conflict");
        assertThat(outcomes(trace)).containsExactly("kernel/conflict");
    }

    @Tag("KRN-4")
    @Test
    void theLaterOfTwoChangesOfOneAccountIsAConflict() throws Exception {
        UUID account = openAccount("two.changes");
        Answer later =
                asSecurityAdministrator(
                        () -> {
                            var changed = accounts.assignRoles(account, roles(Role.REQUESTER));
                            Answer meanwhile =
                                    elsewhere(
                                            () ->
                                                    asSecurityAdministrator(
                                                            () ->
                                                                    accounts.assignRoles(
                                                                            account,
                                                                            roles(Role.REVIEWER))));
                            assertThat(meanwhile.problem()).isEmpty();
                            return changed;
                        });
        assertThat(later.problem().orElseThrow().code()).isEqualTo("kernel/conflict");
        assertThat(
                        count(
                                "select count(*) from idn_account where id = ? and roles = 'REVIEWER'",
                                account))
                .isEqualTo(1);
    }

    @Tag("IDN-18")
    @Test
    void whoHasAOneTimePasswordMayOnlyChangeIt() {
        Set<String> permitted = new TreeSet<>();
        for (GuardedOperation operation : GuardedOperation.all(beans)) {
            Role[] roles = operation.operation().by();
            Actor newcomer = officer(roles.length == 0 ? Role.REQUESTER : roles[0]).asNewcomer();
            boolean refused =
                    operation.refusal(newcomer).equals(Optional.of(ProblemType.ONE_TIME_PASSWORD));
            if (!refused && !operation.operation().open()) {
                permitted.add(operation.toString());
            }
        }
        assertThat(permitted).containsExactly("identity.change-password");
    }

    @Tag("AUD-3")
    @Test
    void callersBeyondTheQueueAreToldToRetryAndTheOthersAreAnswered() throws Exception {
        int callers = 4 * waiting();
        int busyAtLeast = callers - 2 * waiting();
        CountDownLatch refused = new CountDownLatch(busyAtLeast);
        Queue<Answer> all = new ConcurrentLinkedQueue<>();
        String trace = Call.newTrace();
        List<Thread> threads = new ArrayList<>();
        try (Connection connection = outsideTransactions.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table aud_entry in share mode");
            for (int i = 0; i < callers; i++) {
                Thread thread =
                        new Thread(
                                () -> {
                                    Answer answer = readOnly(trace);
                                    all.add(answer);
                                    answer.problem().ifPresent(p -> refused.countDown());
                                });
                thread.start();
                threads.add(thread);
            }
            assertThat(refused.await(25, TimeUnit.SECONDS)).isTrue();
            connection.rollback();
        }
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(60));
        }
        List<Answer> busy = all.stream().filter(a -> a.problem().isPresent()).toList();
        assertThat(all).hasSize(callers);
        assertThat(busy)
                .allSatisfy(
                        a -> assertThat(a.problem().orElseThrow().code()).isEqualTo("kernel/busy"));
        assertThat(callers - busy.size()).isGreaterThan(waiting());
        assertThat(outcomes(trace).stream().filter("answered"::equals))
                .hasSize(callers - busy.size());
    }

    @Test
    void theServerIsReadyAndItsLogOpen() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!readiness.firstStartDone() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        assertThat(readiness.firstStartDone()).as("no sample world was wanted").isTrue();
        assertThat(log.isOpen()).isTrue();
        asSystemAdministrator(() -> departments.list());
        assertThat(log.size()).isPositive();
        assertThat(log.checkpoint().orElseThrow()).startsWith("zhengshu/services/sm3\n");
    }

    private Answer readOnly(String trace) {
        return answers.answer(
                new Call(trace, Call.Door.INTERNAL, Actor.NOBODY, Language.ENGLISH),
                () -> "read",
                PlainRenderer.INSTANCE);
    }

    private static int waiting() {
        return Integer.getInteger("zhengshu.log.waiting");
    }

    private UUID openAccount(String login) {
        AtomicReference<Accounts.AccountView> opened = new AtomicReference<>();
        Accounts.OpenAccount input =
                new Accounts.OpenAccount(login, "测试", PLATFORM, GeneratedPassword.next());
        asSystemAdministrator(
                () -> {
                    opened.set(accounts.open(input));
                    return opened.get();
                });
        return opened.get().id();
    }

    private static Departments.OpenTenant tenant(String code) {
        return new Departments.OpenTenant(code, "测试租户");
    }

    private static Accounts.AssignRoles roles(Role... roles) {
        return new Accounts.AssignRoles(Set.of(roles));
    }

    private Answer asSystemAdministrator(Callable<?> useCase) {
        return answers.answer(
                Call.internal(officer(Role.SYSTEM_ADMIN)), useCase, PlainRenderer.INSTANCE);
    }

    private Answer asSecurityAdministrator(Callable<?> useCase) {
        return answers.answer(
                Call.internal(officer(Role.SECURITY_ADMIN)), useCase, PlainRenderer.INSTANCE);
    }

    private static Call call(String trace) {
        return new Call(trace, Call.Door.INTERNAL, officer(Role.SYSTEM_ADMIN), Language.CHINESE);
    }

    private static Actor officer(Role role) {
        return new Actor("tester", Actor.Kind.PERSON, "测试员", PLATFORM, "000000", Set.of(role));
    }

    /** Runs the work in another thread and waits for it. */
    private static <T> T elsewhere(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task);
        thread.start();
        return task.get(60, TimeUnit.SECONDS);
    }

    private long count(String sql, Object parameter) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(sql)) {
            s.setObject(1, parameter);
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private List<String> outcomes(String trace) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                "select outcome from aud_entry where trace = ? order by at")) {
            s.setString(1, trace);
            try (ResultSet rows = s.executeQuery()) {
                List<String> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        }
    }
}
