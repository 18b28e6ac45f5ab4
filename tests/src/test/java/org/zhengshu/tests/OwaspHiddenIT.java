package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhengshu.launcher.Secrets;
import org.zhengshu.tests.crash.Await;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;

/**
 * Whether a record that one may not see exists: neither the answer tells it nor the time that it
 * takes. What takes time is compared, not the time: the statements that the database executes.
 */
class OwaspHiddenIT {
    private static final Pattern EXECUTED = Pattern.compile("(?s).* LOG:  execute [^:]+: (.*)");
    private static final Pattern BUSINESS = Pattern.compile("\\b(?:cat|shr|mnt|exc|lic)_[a-z_]+");

    private final DoorsWorld world = DoorsWorld.shared();
    private final Node node = world.node();

    /** A call with {@code $id} in it, and a record that the caller may not see. */
    private Map<DoorsCall, String> hidden() {
        Map<DoorsCall, String> calls = new LinkedHashMap<>();
        String draft = world.draft("civil", DoorsEntries.SIMPLE);
        String item = "/api/v1/catalogue-items/$id";
        String only = "{'id':'$id'}";
        calls.put(DoorsCall.bare("GET", item, "Catalogue", "get", only), draft);
        calls.put(DoorsCall.bare("GET", item + "/mount", "Mounts", "get", only), draft);
        String request =
                world.pending("housing", world.variables().get("conditional"), "'code'")
                        .get("request");
        String path = "/api/v1/sharing-requests/$id";
        calls.put(DoorsCall.bare("GET", path, "SharingRequests", "get", only), request);
        String grant = world.variables().get("foreign");
        calls.put(DoorsCall.bare("GET", "/api/v1/grants/$id", "Grants", "get", only), grant);
        calls.put(
                DoorsCall.post(
                        "/api/v1/exchange/queries",
                        "{'grant':'$id','purpose':'$purpose'}",
                        "Exchange",
                        "query"),
                grant);
        return calls;
    }

    @Test
    void aHiddenRecordAnswersAndCostsAsMuchAsNone() throws Exception {
        try (Connection superuser = superuser()) {
            execute(superuser, "alter system set log_statement = 'all'");
            execute(superuser, "select pg_reload_conf()");
            try {
                for (Map.Entry<DoorsCall, String> one : hidden().entrySet()) {
                    for (boolean soap : new boolean[] {false, true}) {
                        compare(superuser, one.getKey(), one.getValue(), soap);
                    }
                }
            } finally {
                execute(superuser, "alter system reset log_statement");
                execute(superuser, "select pg_reload_conf()");
            }
        }
    }

    private void compare(Connection superuser, DoorsCall call, String hidden, boolean soap)
            throws Exception {
        String none = UUID.randomUUID().toString();
        asked(call, none, soap);
        String start = mark(superuser);
        Reply unseen = asked(call, hidden, soap);
        String between = mark(superuser);
        Reply missing = asked(call, none, soap);
        String end = mark(superuser);
        assertThat(unseen.problem()).as(unseen.text()).isNotEmpty();
        assertThat(shape(unseen, hidden)).isEqualTo(shape(missing, none));
        List<String> statements = executed(start, between);
        assertThat(statements).as(call + " " + soap).isNotEmpty();
        assertThat(statements).as(call + " " + soap).isEqualTo(executed(between, end));
    }

    private Reply asked(DoorsCall call, String id, boolean soap) {
        Map<String, String> variables = new TreeMap<>(world.variables());
        variables.put("id", id);
        return soap
                ? call.overSoap(world.soap("police"), variables)
                : call.overRest(world.rest("police"), variables);
    }

    /** All that a caller sees but what is each answer's own. */
    private static String shape(Reply reply, String id) {
        String text =
                reply.soap() ? new String(reply.message(), StandardCharsets.UTF_8) : reply.text();
        Map<String, List<String>> headers = new TreeMap<>(reply.headers().map());
        headers.keySet()
                .removeAll(
                        List.of(
                                "date",
                                "zhengshu-receipt",
                                "zhengshu-receipt-id",
                                "zhengshu-trace",
                                "ratelimit",
                                "content-length"));
        return reply.status()
                + headers.toString()
                + text.replace(id, "$id").replaceAll("[0-9a-f]{32}", "trace");
    }

    private Connection superuser() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", "postgres");
        login.setProperty("password", Secrets.of(node.data()).get("db.admin.password"));
        String url = node.instance().serverEnvironment().get("DB_URL");
        return new org.postgresql.Driver().connect(url, login);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A line of the database's log between those of the calls. */
    private String mark(Connection superuser) throws Exception {
        String mark = "mark-" + UUID.randomUUID();
        execute(superuser, "select '" + mark + "'");
        Await.until("the database's log", () -> log().contains(mark));
        return mark;
    }

    private String log() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(node.data().resolve("postgres/log"))) {
            for (Path file : files.sorted().toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    /** Statements on the tables of the business, those of the log and of sessions left out. */
    private List<String> executed(String from, String to) throws IOException {
        String log = log();
        String part = log.substring(log.indexOf(from), log.indexOf(to));
        List<String> statements = new ArrayList<>();
        for (String line : part.split("\n(?!\t)")) {
            var found = EXECUTED.matcher(line);
            if (found.matches() && BUSINESS.matcher(found.group(1)).find()) {
                statements.add(found.group(1).replaceAll("\\s+", " "));
            }
        }
        return statements;
    }
}
