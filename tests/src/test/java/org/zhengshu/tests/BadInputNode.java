package org.zhengshu.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.zhengshu.tests.node.Node;

/** The inside of a node as an operator sees it: its tables, its audit entries, its log. */
final class BadInputNode {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Map<Node, Connection> CONNECTIONS = new HashMap<>();

    private final Node node;

    BadInputNode(Node node) {
        this.node = node;
    }

    /** One line of the server's log. */
    record Line(String level, String trace, String text) {}

    /** Rows of every business table, and every table of mounted data. */
    Map<String, Long> tables() {
        String counts =
                tableNames().stream()
                        .map(t -> "select '" + t + "=' || count(*) from " + t)
                        .collect(Collectors.joining(" union all "));
        Map<String, Long> found = new TreeMap<>();
        for (String count : strings(counts)) {
            found.put(count.split("=")[0], Long.valueOf(count.split("=")[1]));
        }
        return found;
    }

    /** What the log says of one trace, in the order of time. */
    List<String> outcomes(String trace) {
        return strings("select outcome from aud_entry where trace = '" + trace + "'");
    }

    long number(String sql) {
        return Long.parseLong(strings(sql).get(0));
    }

    List<String> strings(String sql) {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection(node).createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return found;
    }

    void execute(String sql) {
        try (Statement statement = connection(node).createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static synchronized Connection connection(Node node) throws SQLException {
        Connection connection = CONNECTIONS.get(node);
        if (connection == null || !connection.isValid(5)) {
            Map<String, String> database = node.instance().serverEnvironment();
            connection =
                    DriverManager.getConnection(
                            database.get("DB_URL"),
                            database.get("DB_USER"),
                            database.get("DB_PASSWORD"));
            CONNECTIONS.put(node, connection);
        }
        return connection;
    }

    private List<String> tableNames() {
        return strings(
                """
                select format('%I.%I', schemaname, tablename) from pg_tables
                where schemaname = 'mnt_data' or schemaname = 'public'
                    and tablename ~ '^(idn|cat|mnt|shr|lic)_' and tablename <> 'idn_session'""");
    }

    /** How long the log is now. */
    long logLength() {
        try {
            return Files.size(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines since then. */
    List<Line> logSince(long length) {
        try (var in = Files.newInputStream(log())) {
            in.skipNBytes(length);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(BadInputNode::line)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return node.data().resolve("server/log/zhengshu.json");
    }

    private static Line line(String json) {
        try {
            JsonNode line = MAPPER.readTree(json);
            return new Line(
                    line.path("level").asText(), line.path("mdc").path("trace").asText(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }
}
