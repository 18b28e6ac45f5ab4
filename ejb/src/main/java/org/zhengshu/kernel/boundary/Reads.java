package org.zhengshu.kernel.boundary;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * How calls read the database that change nothing (只读访问): one connection for all that a call asks,
 * no transaction, and what it assumes confirmed in the round trip of its first statement.
 */
@ApplicationScoped
public class Reads {
    private static final Logger LOG = Logger.getLogger(Reads.class.getName());
    private static final int ATTEMPTS = 3;

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    protected Reads() {}

    Reads(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What is made of the rows of a statement. */
    @FunctionalInterface
    public interface Rows<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /**
     * Runs the use case of a reading call; when this returns or throws a problem, all that the call
     * assumed holds.
     */
    public <T> T run(Call call, Callable<T> useCase) throws Exception {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try (Session session = new Session(call)) {
                call.reads(session);
                return settled(session, useCase);
            } catch (Outdated outdated) {
                LOG.log(Level.FINE, "begun anew, attempt {0}", attempt);
            } finally {
                call.reads(null);
            }
            call.confirm();
        }
        throw ProblemType.BUSY.because(
                "授权或登记信息正在变更，请稍后重试", "the grant or the registration is being changed, retry later");
    }

    /** Nobody is refused for what does not hold any more. */
    private static <T> T settled(Session session, Callable<T> useCase) throws Exception {
        try {
            T result = useCase.call();
            session.settle();
            return result;
        } catch (Outdated outdated) {
            throw outdated;
        } catch (Exception e) {
            try {
                session.settle();
            } catch (SQLException unanswered) {
                unanswered.addSuppressed(e);
                throw unanswered;
            }
            throw e;
        }
    }

    /** Goes on from the assumption until it is confirmed; false where the caller has to ask now. */
    public boolean assume(Assumption assumption) {
        Session session = Call.reads();
        return session != null && session.open.add(assumption);
    }

    /** Asks the database over the call's connection or, where it has none, one for this alone. */
    public <T> T ask(String sql, List<?> values, Rows<T> rows) throws SQLException {
        Session session = Call.reads();
        if (session != null) {
            return session.ask(sql, values, rows);
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, 1, values);
            try (ResultSet found = statement.executeQuery()) {
                return rows.read(found);
            }
        }
    }

    private static int bind(PreparedStatement statement, int first, List<?> values)
            throws SQLException {
        int place = first;
        for (Object value : values) {
            statement.setObject(place++, value);
        }
        return place;
    }

    /** Something that was assumed is otherwise now; the call begins anew. */
    private static final class Outdated extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Outdated() {
            super("assumed what is otherwise now", null, false, false);
        }
    }

    /** What one call asks (读取会话). One call, one thread. */
    final class Session implements AutoCloseable {
        private final Call call;
        private final List<Assumption> open = new ArrayList<>();
        private Connection connection;

        private Session(Call call) {
            this.call = call;
            call.assumption().ifPresent(open::add);
        }

        private <T> T ask(String sql, List<?> values, Rows<T> rows) throws SQLException {
            StringBuilder all = new StringBuilder();
            open.forEach(assumption -> all.append(assumption.sql()).append(";\n"));
            try (PreparedStatement statement = prepared(all.append(sql).toString())) {
                bind(statement, assumed(statement), values);
                statement.execute();
                confirm(statement);
                try (ResultSet found = statement.getResultSet()) {
                    return rows.read(found);
                }
            } catch (SQLException e) {
                open.forEach(Assumption::forget);
                throw e;
            }
        }

        /** Asks for what no statement has asked yet. */
        private void settle() throws SQLException {
            if (open.isEmpty()) {
                return;
            }
            String all = open.stream().map(Assumption::sql).collect(Collectors.joining(";\n"));
            try (PreparedStatement statement = prepared(all)) {
                assumed(statement);
                statement.execute();
                confirm(statement);
            }
        }

        private PreparedStatement prepared(String sql) throws SQLException {
            if (connection == null) {
                connection = dataSource.getConnection();
            }
            PreparedStatement statement = connection.prepareStatement(sql);
            statement.setQueryTimeout(call.passage().limit().seconds());
            return statement;
        }

        /** Binds the parameters of what is assumed; returns the place of the next. */
        private int assumed(PreparedStatement statement) throws SQLException {
            int place = 1;
            for (Assumption assumption : open) {
                place = bind(statement, place, assumption.values());
            }
            return place;
        }

        /** The results of what is assumed come first, in their order. */
        private void confirm(PreparedStatement statement) throws SQLException {
            for (Assumption assumption : open) {
                try (ResultSet rows = statement.getResultSet()) {
                    if (!assumption.holds(rows)) {
                        open.forEach(Assumption::forget);
                        throw new Outdated();
                    }
                }
                statement.getMoreResults();
            }
            open.clear();
            call.confirmed();
        }

        @Override
        public void close() throws SQLException {
            if (connection != null) {
                connection.close();
            }
        }
    }
}
