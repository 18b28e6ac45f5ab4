package org.zhengshu.kernel.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import jakarta.ejb.EJBTransactionRolledbackException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private static final String SECRET = "select password from idn_account";

    @Test
    void aProblemIsFoundBelowWhatTheContainerWrapsAroundIt() {
        Problem problem = ProblemType.REQUEST_CLOSED.because("已办结", "closed");
        Exception wrapped = new EJBException(new IllegalStateException(problem));
        assertThat(Problems.of(wrapped)).isSameAs(problem);
    }

    @Test
    @Tag("KRN-4")
    void aLostRaceIsAConflict() {
        List<Throwable> races =
                List.of(
                        new OptimisticLockException("stale"),
                        new EJBTransactionRolledbackException(
                                "rolled back", new OptimisticLockException()),
                        new PersistenceException(new SQLException("duplicate key", "23505")));
        assertThat(races).extracting(t -> Problems.of(t).type()).containsOnly(ProblemType.CONFLICT);
    }

    @Test
    @Tag("KRN-3")
    void theUnexpectedIsInternalAndTellsNothing() {
        List<Throwable> unexpected =
                List.of(
                        new NullPointerException(SECRET),
                        new EJBException(SECRET),
                        new PersistenceException(new SQLException(SECRET, "42P01")),
                        new StackOverflowError(SECRET));
        for (Throwable thrown : unexpected) {
            Problem problem = Problems.of(thrown);
            ProblemView view = ProblemView.of(problem, Call.newTrace(), Language.ENGLISH);
            assertThat(problem.type()).isEqualTo(ProblemType.INTERNAL);
            assertThat(view.toString()).doesNotContain("password").contains("log");
            assertThat(view.status()).isEqualTo(500);
        }
    }

    @Test
    void aProblemIsReadInTheCallersLanguageAndCarriesTheTrace() {
        Problem problem =
                ProblemType.INVALID_INPUT
                        .because("有误", "wrong")
                        .at(List.of(new Violation("a.b", "Size", "x", new Text("太长", "too long"))));
        ProblemView zh = ProblemView.of(problem, "0af7", Language.CHINESE);
        ProblemView en = ProblemView.of(problem, "0af7", Language.ENGLISH);
        assertThat(zh.title()).isEqualTo("请求内容不符合要求");
        assertThat(en.detail()).isEqualTo("wrong");
        assertThat(zh.violations().get(0).message()).isEqualTo("太长");
        assertThat(en.violations().get(0).message()).isEqualTo("too long");
        assertThat(en.type()).isEqualTo("urn:zhengshu:problem:kernel/invalid-input");
        assertThat(en.instance()).isEqualTo("urn:trace:0af7");
    }
}
