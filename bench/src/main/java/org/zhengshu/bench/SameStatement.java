package org.zhengshu.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Which statement a side really sends for the rows: their table is locked, so that the statement
 * waits and PostgreSQL shows it.
 */
final class SameStatement {
    private static final String WAITING =
            """
            select btrim(query, E' \\n') from pg_stat_activity
            where wait_event_type = 'Lock' and datname = current_database()
                and btrim(query, E' \\n') like 'select%mnt_data%'""";
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(5);

    private final BenchNode node;

    SameStatement(BenchNode node) {
        this.node = node;
    }

    /** The statement of the first request, when that of the second is the same. */
    String of(byte[] ours, byte[] bare)
            throws IOException, SQLException, GeneralSecurityException, InterruptedException {
        String first = statement(ours);
        String second = statement(bare);
        if (!first.equals(second)) {
            throw new IOException("the statements differ:\n" + first + "\n" + second);
        }
        return first;
    }

    private String statement(byte[] request)
            throws IOException, SQLException, GeneralSecurityException, InterruptedException {
        ExecutorService caller = Executors.newSingleThreadExecutor();
        try (Connection lock = node.database();
                HttpsConnection connection =
                        new HttpsConnection(
                                Tls.system(node.data(), Workloads.SYSTEM), node.port())) {
            Callable<HttpsConnection.Response> call = () -> connection.send(request);
            lock.setAutoCommit(false);
            try (Statement s = lock.createStatement()) {
                s.execute("lock table mnt_data." + table(lock) + " in access exclusive mode");
            }
            Future<HttpsConnection.Response> answer = caller.submit(call);
            String found = waiting();
            lock.rollback();
            HttpsConnection.Response response = answer.get(1, TimeUnit.MINUTES);
            if (response.status() != 200) {
                throw new IOException(new String(response.body(), StandardCharsets.UTF_8));
            }
            return found;
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IOException(e);
        } finally {
            caller.shutdownNow();
        }
    }

    private static String table(Connection connection) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        "select m.table_name from mnt_mount m join cat_item c"
                                + " on c.id = m.item_id where m.state = 'BOUND'"
                                + " and c.title = ?")) {
            s.setString(1, Workloads.STREETS);
            try (ResultSet found = s.executeQuery()) {
                found.next();
                return found.getString(1);
            }
        }
    }

    private String waiting() throws SQLException, IOException {
        long end = System.nanoTime() + PATIENCE;
        try (Connection looking = node.database();
                Statement s = looking.createStatement()) {
            while (System.nanoTime() < end) {
                try (ResultSet found = s.executeQuery(WAITING)) {
                    if (found.next()) {
                        return found.getString(1);
                    }
                }
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
        }
        throw new IOException("no statement waits for the rows");
    }
}
