package org.zhengshu.tests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.log.KnownPlace;
import org.zhengshu.proof.log.LogChecker;
import org.zhengshu.proof.log.LogFile;
import org.zhengshu.proof.log.LogRecord;
import org.zhengshu.proof.log.LogReport;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** A node of these tests' own, its auditor, and its tables as the database's owner sees them. */
final class AuditNode {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static AuditNode only;

    private final Node node;
    private final Rest auditor;
    private final Connection database;

    /** The node as its auditor and the owner of its database see it. */
    AuditNode(Node node) throws SQLException {
        this.node = node;
        this.auditor = Rest.person(node, "auditadmin");
        Map<String, String> env = node.instance().serverEnvironment();
        this.database =
                DriverManager.getConnection(
                        env.get("DB_URL"), env.get("DB_USER"), env.get("DB_PASSWORD"));
    }

    static synchronized AuditNode shared() {
        if (only == null) {
            try {
                Node node = Node.start("audit");
                Runtime.getRuntime().addShutdownHook(new Thread(node::close));
                only = new AuditNode(node);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return only;
    }

    Node node() {
        return node;
    }

    Rest auditor() {
        return auditor;
    }

    Connection database() {
        return database;
    }

    /** The origin of the only log. */
    String log() {
        return text("select origin from aud_log");
    }

    JsonNode ok(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.verify(node.anchors()).failures()).isEmpty();
        return reply.json();
    }

    /** What the auditor reads there as soon as it has the status. */
    JsonNode awaited(String path, String status) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            JsonNode view = ok(auditor.get(path));
            if (view.get("status").asText().equals(status)) {
                return view;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        throw new AssertionError(path + " does not become " + status);
    }

    JsonNode post(String path, String json) {
        return ok(auditor.post("/api/v1/audit/" + path, json.replace('\'', '"')));
    }

    /** A query of the sample system under its grant on persons. */
    Reply persons(String more) {
        String json =
                "{'grant':'%s','purpose':'社会救助对象核对','matter':'最低生活保障审核确认'%s}"
                        .formatted(node.grant("rest-welfare.persons"), more);
        return Rest.system(node, "rest-welfare")
                .post("/api/v1/exchange/queries", json.replace('\'', '"'));
    }

    /** Waits until the database says so. */
    void until(String wanted, String sql, Object... binds) {
        until(sql, () -> wanted.equals(text(sql, binds)));
    }

    static void until(String what, BooleanSupplier reached) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    String text(String sql, Object... binds) {
        try (PreparedStatement s = database.prepareStatement(sql)) {
            for (int i = 0; i < binds.length; i++) {
                s.setObject(i + 1, binds[i]);
            }
            try (ResultSet row = s.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    int change(String sql, Object... binds) {
        try (PreparedStatement s = database.prepareStatement(sql)) {
            for (int i = 0; i < binds.length; i++) {
                s.setObject(i + 1, binds[i]);
            }
            return s.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    List<byte[]> export() {
        return export(log());
    }

    /** The whole log from its first entry on line, in as many parts as it takes. */
    List<byte[]> export(String log) {
        List<byte[]> parts = new ArrayList<>();
        String from = "";
        while (from != null) {
            JsonNode part = post("exports", "{'log':'%s','limit':1024%s}".formatted(log, from));
            byte[] file = bytes(part.get("file"));
            assertThat(HexFormat.of().formatHex(HashAlgorithm.SM3.digest(file)))
                    .isEqualTo(part.get("sm3").asText());
            parts.add(file);
            from = part.has("next") ? ",'first':" + part.get("next").asLong() : null;
        }
        return parts;
    }

    /** What an auditor's own checker says of exported parts. */
    LogReport fsck(List<byte[]> parts, KnownPlace... known) {
        LogChecker checker =
                new LogChecker(node.anchors(), List.of(known), LogChecker.Settings.STANDARD);
        try {
            for (byte[] part : parts) {
                try (LogFile.Reader reader =
                        LogFile.read(new GZIPInputStream(new ByteArrayInputStream(part)), "part")) {
                    Optional<LogRecord> next = reader.next();
                    while (next.isPresent()) {
                        checker.accept(next.get());
                        next = reader.next();
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return checker.finish();
    }

    JsonNode check() {
        return check(log());
    }

    /** Runs the check on line and gives its report when it is done. */
    JsonNode check(String log) {
        String id = post("checks", "{'log':'" + log + "'}").get("id").asText();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (text("select finished_at::text from aud_check where id = ?::uuid", id) == null) {
            assertThat(System.nanoTime()).as("the check takes too long").isLessThan(end);
            LockSupport.parkNanos(200_000_000);
        }
        return ok(auditor.get("/api/v1/audit/checks/" + id + "?size=200"));
    }

    static byte[] bytes(JsonNode base64) {
        try {
            return base64.binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
