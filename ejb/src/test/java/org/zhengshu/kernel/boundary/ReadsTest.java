package org.zhengshu.kernel.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.mounting.control.TestDatabase;

@Tag("EXC-8")
class ReadsTest {
    private static final String ROW = "select name from reads_row";

    private final List<String> sent = new ArrayList<>();
    private final Reads reads = new Reads(counted());
    private final Call call =
            new Call(Call.newTrace(), Call.Door.REST, system("甲系统"), Language.CHINESE).reading();

    /** Row {@code version} of a table as it was seen last. */
    private final class Version implements Assumption {
        private long last;
        private int forgotten;

        Version(long last) {
            this.last = last;
        }

        @Override
        public String sql() {
            return "select version from reads_version where id = ?";
        }

        @Override
        public List<?> values() {
            return List.of(1);
        }

        @Override
        public boolean holds(ResultSet rows) throws SQLException {
            rows.next();
            long before = last;
            last = rows.getLong(1);
            return before == last;
        }

        @Override
        public void forget() {
            forgotten++;
        }
    }

    @BeforeEach
    void tables() throws SQLException {
        execute("create table reads_version (id int, version bigint)");
        execute("create table reads_row (name text)");
        execute("insert into reads_version values (1, 7)");
        execute("insert into reads_row values ('甲')");
    }

    @AfterEach
    void drop() throws SQLException {
        execute("drop table if exists reads_version, reads_row");
    }

    @Test
    void whatIsAssumedIsAskedWithTheRows() throws Exception {
        Version version = new Version(7);
        call.assumed(new Call.Assumed(new Version(7), () -> Actor.NOBODY));
        assertThat(reading(() -> query(version))).isEqualTo("甲");
        assertThat(sent).hasSize(1);
        assertThat(call.actor().name()).as("confirmed, not asked for again").isEqualTo("甲系统");
        call.confirm();
        assertThat(call.actor().name()).isEqualTo("甲系统");
    }

    @Test
    void aCallBeginsAnewWithWhatIsOtherwiseNow() throws Exception {
        Version version = new Version(6);
        List<Long> begun = new ArrayList<>();
        String row =
                reading(
                        () -> {
                            begun.add(version.last);
                            return query(version);
                        });
        assertThat(row).isEqualTo("甲");
        assertThat(begun).containsExactly(6L, 7L);
        assertThat(version.forgotten).isOne();
    }

    @Test
    void rowsOfWhatWasWronglyAssumedAreNotLookedAt() {
        Version version = new Version(6);
        List<String> looked = new ArrayList<>();
        Throwable thrown =
                catchThrowable(
                        () ->
                                reading(
                                        () -> {
                                            version.last = 6;
                                            reads.assume(version);
                                            return reads.ask(
                                                    ROW, List.of(), rows -> looked.add("row"));
                                        }));
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        Problem.class, p -> assertThat(p.type()).isEqualTo(ProblemType.BUSY));
        assertThat(looked).isEmpty();
        assertThat(sent).hasSize(3);
    }

    @Test
    void nobodyIsRefusedForWhatDoesNotHoldAnyMore() throws Exception {
        Version version = new Version(6);
        String answer =
                reading(
                        () -> {
                            reads.assume(version);
                            if (version.last == 6) {
                                throw ProblemType.FORBIDDEN.because("不可", "no");
                            }
                            return "granted";
                        });
        assertThat(answer).isEqualTo("granted");
    }

    @Test
    void aRefusalThatStillHoldsLeaves() {
        Version version = new Version(7);
        assertThatThrownBy(
                        () ->
                                reading(
                                        () -> {
                                            reads.assume(version);
                                            throw ProblemType.FORBIDDEN.because("不可", "no");
                                        }))
                .isInstanceOfSatisfying(
                        Problem.class, p -> assertThat(p.type()).isEqualTo(ProblemType.FORBIDDEN));
        assertThat(sent).hasSize(1);
    }

    @Test
    void aRefusalThatNobodyCanConfirmIsNone() throws SQLException {
        Version version = new Version(7);
        execute("drop table reads_version");
        assertThatThrownBy(
                        () ->
                                reading(
                                        () -> {
                                            reads.assume(version);
                                            throw ProblemType.FORBIDDEN.because("不可", "no");
                                        }))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void whoHasNoCredentialAnyMoreGetsNothing() {
        call.assumed(
                new Call.Assumed(
                        new Version(6),
                        () -> {
                            throw ProblemType.UNTRUSTED_CERTIFICATE.because("未登记", "unknown");
                        }));
        assertThatThrownBy(() -> reading(() -> query(new Version(7))))
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> assertThat(p.type()).isEqualTo(ProblemType.UNTRUSTED_CERTIFICATE));
        assertThat(call.actor()).isEqualTo(Actor.NOBODY);
    }

    @Test
    void aUseCaseThatAsksNothingIsConfirmedToo() {
        call.assumed(
                new Call.Assumed(
                        new Version(6),
                        () -> {
                            throw ProblemType.UNTRUSTED_CERTIFICATE.because("未登记", "unknown");
                        }));
        assertThatThrownBy(() -> reading(() -> "nothing asked")).isInstanceOf(Problem.class);
    }

    @Test
    void whoseRegistrationChangedCallsAsHeIsNow() throws Exception {
        call.assumed(new Call.Assumed(new Version(6), () -> system(second())));
        List<String> callers = new ArrayList<>();
        reading(
                () -> {
                    callers.add(call.actor().name());
                    return query(new Version(7));
                });
        assertThat(callers).containsExactly("甲系统", "乙系统");
    }

    @Test
    void whoCannotBeAskedForNowIsAskedForAgain() {
        Iterator<Supplier<Actor>> answers =
                List.<Supplier<Actor>>of(
                                () -> {
                                    throw ProblemType.BUSY.because("数据库暂不可用", "busy");
                                },
                                () -> system("乙系统"))
                        .iterator();
        call.assumed(new Call.Assumed(new Version(6), () -> answers.next().get()));
        assertThatThrownBy(call::confirm).isInstanceOf(Problem.class);
        assertThat(call.actor().name()).isEqualTo("甲系统");
        call.confirm();
        assertThat(call.actor().name()).isEqualTo("乙系统");
    }

    @Test
    void whoIsNeverConfirmedIsNobody() {
        call.assumed(new Call.Assumed(new Version(7), () -> system("乙系统")));
        call.unconfirmed();
        assertThat(call.actor()).isEqualTo(Actor.NOBODY);
        call.unconfirmed();
        call.confirm();
        assertThat(call.actor()).isEqualTo(Actor.NOBODY);
    }

    @Test
    void aFailedStatementForgetsWhatWasAssumed() {
        Version version = new Version(7);
        assertThatThrownBy(
                        () ->
                                reading(
                                        () -> {
                                            reads.assume(version);
                                            return reads.ask(
                                                    "select * from reads_gone",
                                                    List.of(),
                                                    ResultSet::next);
                                        }))
                .isInstanceOf(SQLException.class);
        assertThat(version.forgotten).isPositive();
    }

    @Test
    void withoutAReadingCallNothingIsAssumed() throws Exception {
        assertThat(reads.assume(new Version(6))).isFalse();
        assertThat(reads.ask(ROW, List.of(), ReadsTest::first)).isEqualTo("甲");
    }

    @Test
    void aReadingCallChangesNothing() throws Exception {
        Operation act = ReadsTest.class.getDeclaredMethod("act").getAnnotation(Operation.class);
        assertThatThrownBy(() -> call.begin(act)).isInstanceOf(IllegalStateException.class);
    }

    @Operation(value = "test.act", act = true)
    void act() {
        // its annotation is what counts
    }

    private <T> T reading(Callable<T> useCase) throws Exception {
        return call.run(() -> reads.run(call, useCase));
    }

    /** As the database says who calls. */
    private String second() {
        try {
            return reads.ask("select '乙系统' from reads_row", List.of(), ReadsTest::first);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String query(Version version) throws SQLException {
        reads.assume(version);
        return reads.ask(ROW, List.of(), ReadsTest::first);
    }

    private static String first(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getString(1);
    }

    private static Actor system(String name) {
        return new Actor(name, Actor.Kind.SYSTEM, name, "11210000YY0000007M", "210000", Set.of());
    }

    /** Notes each statement that is prepared. */
    private DataSource counted() {
        DataSource real = TestDatabase.dataSource();
        return (DataSource)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, arguments) -> connection(real.getConnection()));
    }

    private Connection connection(Connection real) {
        return (Connection)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("prepareStatement")) {
                                sent.add((String) arguments[0]);
                            }
                            return method.invoke(real, arguments);
                        });
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
