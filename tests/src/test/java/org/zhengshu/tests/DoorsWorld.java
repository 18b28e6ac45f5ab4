package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.zhengshu.launcher.Pki;
import org.zhengshu.launcher.Secrets;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;
import org.zhengshu.tests.node.Tls;

/**
 * The sample world with a system of its own for each department that the tables need, so that one
 * actor can call through both doors: by TLS client certificate and by WS-Security signature.
 */
final class DoorsWorld {
    static final String OPEN_PURPOSE = "接口一致性核验";
    static final String MATTER = "一网通办事项";

    private static final String OFFICER =
            "'CATALOGUE_OFFICER','REQUESTER','DECIDING_OFFICER','DATA_CONSUMER'";

    /** Short name of the department, then the roles. */
    private static final Map<String, List<String>> SYSTEMS =
            Map.of(
                    "housing", List.of("住建", OFFICER),
                    "civil", List.of("民政", OFFICER),
                    "police", List.of("公安", OFFICER),
                    "market", List.of("市场监管", OFFICER + ",'LICENCE_OFFICER'"),
                    "business", List.of("营商环境", OFFICER + ",'REVIEWER'"),
                    "shenyang", List.of("沈阳营商", OFFICER + ",'REVIEWER'"),
                    "asker", List.of("教育", "'REQUESTER'"),
                    "auditor", List.of("营商环境", "'AUDITOR'"));

    private static DoorsWorld only;

    private final Node node;
    private final Map<String, String> departments = new TreeMap<>();
    private final Map<String, Rest> rest = new HashMap<>();
    private final Map<String, Soap> soap = new HashMap<>();
    private Map<String, String> variables = Map.of();

    private DoorsWorld(Node node) {
        this.node = node;
    }

    /** The world on the shared node, built once. */
    static synchronized DoorsWorld shared() {
        if (only == null) {
            only = on(Node.shared());
        }
        return only;
    }

    /** The world on a node of the test's own. */
    static DoorsWorld on(Node node) {
        DoorsWorld world = new DoorsWorld(node);
        world.register();
        world.variables = new DoorsGrants(world).variables();
        return world;
    }

    Node node() {
        return node;
    }

    Map<String, String> variables() {
        return variables;
    }

    /** Unified social credit code of a sample department by its short name. */
    String department(String shortName) {
        return departments.get(shortName);
    }

    Rest rest(String caller) {
        return rest.get(caller);
    }

    Soap soap(String caller) {
        return soap.get(caller);
    }

    static String name(String caller) {
        return "doors-" + caller;
    }

    private void register() {
        Rest admin = Rest.person(node, "sysadmin");
        for (JsonNode d : ok(admin.get("/api/v1/departments"))) {
            departments.put(d.get("shortName").asText(), d.get("uscc").asText());
        }
        SYSTEMS.forEach(
                (caller, of) -> {
                    String pem = certificate(caller).replace("\n", "\\n");
                    String json =
                            "{'name':'%s','department':'%s','certificate':'%s','roles':[%s],'legacy':false}"
                                    .formatted(
                                            name(caller),
                                            departments.get(of.get(0)),
                                            pem,
                                            of.get(1));
                    ok(admin.post("/api/v1/client-systems", DoorsJson.strict(json)));
                });
        certificate("stranger");
        rest.put("nobody", Rest.nobody(node));
        soap.put("nobody", null);
    }

    /** Issues a client certificate; it is only registered when somebody does so. */
    private String certificate(String caller) {
        String name = name(caller);
        Pki pki = Pki.of(node.data(), Secrets.of(node.data()), "zhengshu", Clock.systemUTC());
        Pki.Client client = pki.issueClient(name, name);
        try {
            Files.writeString(client.store().resolveSibling(name + ".password"), client.password());
            rest.put(caller, Rest.system(node, name));
            soap.put(caller, Soap.system(node, name));
            return Files.readString(client.certificate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    KeyStore store(String caller) {
        return Tls.store(node.data(), name(caller));
    }

    static JsonNode ok(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return DoorsJson.read(reply.bytes());
    }

    static String today(int daysLater) {
        return LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(daysLater).toString();
    }

    /** Enters a resource; the items as JSON. */
    String draft(String caller, String entry) {
        return ok(rest(caller).post("/api/v1/catalogue-items", DoorsJson.strict(entry)))
                .get("id")
                .asText();
    }

    String submitted(String caller, String entry) {
        String id = draft(caller, entry);
        ok(rest(caller).post("/api/v1/catalogue-items/" + id + "/submission"));
        return id;
    }

    String published(String caller, String entry) {
        String id = submitted(caller, entry);
        ok(rest("business").post("/api/v1/catalogue-items/" + id + "/publication"));
        return id;
    }

    /** A published entry whose new content waits for review. */
    String changing(String caller, String entry, String change) {
        String id = published(caller, entry);
        change(caller, id, change);
        return id;
    }

    void change(String caller, String id, String entry) {
        ok(rest(caller).put("/api/v1/catalogue-items/" + id + "/change", DoorsJson.strict(entry)));
    }

    /** Publishes what waits for review. */
    void publish(String id) {
        ok(rest("business").post("/api/v1/catalogue-items/" + id + "/publication"));
    }

    /** Ends the notice of the older contracts of an entry, which takes months by the doors. */
    void endNotice(String id) {
        sql(
                "update exc_contract set sunset_at = now() - interval '1 minute' where item_id = '"
                        + id
                        + "' returning item_id::text");
    }

    void mount(String caller, String item, String csv) {
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        ok(rest(caller).putCsv("/api/v1/catalogue-items/" + item + "/mount", bytes));
    }

    /** Asks for items; {@code more} holds further members, such as a quota. */
    JsonNode requested(String caller, String item, String items, String more) {
        String json =
                "{'item':'%s','purpose':'%s','items':[%s],'validUntil':'%s'%s}"
                        .formatted(item, OPEN_PURPOSE, items, today(30), more);
        return ok(rest(caller).post("/api/v1/sharing-requests", DoorsJson.strict(json)));
    }

    /** A grant on what is shared without conditions. */
    String granted(String caller, String item, String items, String more) {
        return requested(caller, item, items, more).get("grant").asText();
    }

    /** A request on conditional data that waits for its provider. */
    Map<String, String> pending(String caller, String item, String items) {
        JsonNode request =
                requested(
                        caller,
                        item,
                        items,
                        (",'matter':'%s','legalBasis':'三定规定','scenario':'核验','scope':'全部','mode':'服务接口'")
                                .formatted(MATTER));
        return Map.of("request", request.get("id").asText());
    }

    void revoke(String caller, String grant) {
        ok(rest(caller).post("/api/v1/grants/" + grant + "/revocation", "{\"reason\":\"核验撤销\"}"));
    }

    JsonNode query(String caller, String grant, String more) {
        String json = "{'grant':'%s','purpose':'%s'%s}".formatted(grant, OPEN_PURPOSE, more);
        return ok(rest(caller).post("/api/v1/exchange/queries", DoorsJson.strict(json)));
    }

    /**
     * Moves a grant's end into the past by the database: no request may end before today, so a test
     * that only used the doors would have to wait until midnight.
     */
    void expire(String grant) {
        sql(
                "update shr_grant set valid_until = now() - interval '1 day' where id = '"
                        + grant
                        + "' returning id::text");
    }

    /** Origin of the node's log. */
    String log() {
        return sql("select origin from aud_log order by id limit 1");
    }

    /** Ends what checks are open, so that the next one may begin. */
    void endChecks() {
        sql(
                """
                with ended as (update aud_check set state = 'CANCELLED', finished_at = now()
                    where state in ('REQUESTED', 'RUNNING', 'CANCELLING') returning id)
                select count(*)::text from ended""");
    }

    /** A check that is over, by the database: one that runs would differ from call to call. */
    String endedCheck() {
        return sql(
                """
                insert into aud_check (id, origin, state, requested_by, started_at, finished_at, size)
                select gen_random_uuid(), origin, 'CANCELLED', 'doors', now(), now(), 1 from aud_log
                limit 1 returning id::text""");
    }

    private String sql(String statement) {
        Map<String, String> env = node.instance().serverEnvironment();
        try (Connection connection =
                        DriverManager.getConnection(
                                env.get("DB_URL"), env.get("DB_USER"), env.get("DB_PASSWORD"));
                PreparedStatement s = connection.prepareStatement(statement);
                ResultSet row = s.executeQuery()) {
            assertThat(row.next()).as(statement).isTrue();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> named(String... namesAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
