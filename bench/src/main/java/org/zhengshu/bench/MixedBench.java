package org.zhengshu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Goal G13: 200 callers who do different things at once; nothing is asserted on time. */
final class MixedBench {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int CALLERS = 200;
    private static final double LEAST = 10;
    private static final double AIM = 4;

    private final BenchNode node;
    private final Load load;
    private final Plan plan;
    private final Report report;
    private final Connection database;

    MixedBench(BenchNode node, Load load, Plan plan, Report report, Connection database) {
        this.node = node;
        this.load = load;
        this.plan = plan;
        this.report = report;
        this.database = database;
    }

    void run(Workloads workloads) throws IOException, SQLException, GeneralSecurityException {
        ObjectNode order = order(workloads);
        load.mixed(order.deepCopy().put("millis", plan.mixedMillis() / 10));
        double server = Cpu.of(node.serverPid());
        JsonNode seen = load.mixed(order);
        write(seen, Cpu.of(node.serverPid()) - server);
    }

    private ObjectNode order(Workloads workloads)
            throws IOException, SQLException, GeneralSecurityException {
        ObjectNode order = MAPPER.createObjectNode();
        order.put("connections", CALLERS).put("millis", plan.mixedMillis());
        order.put("seed", plan.seed());
        String header = Goals.token(node, database);
        learn(order, "RECORD", Form.JSON, "", Workloads.ON, workloads.records());
        learn(order, "PAGE", Form.JSON, "", Workloads.ON, workloads.pages());
        learn(order, "SOAP", Form.SOAP, header, Goals.TOKEN, workloads.soap());
        ObjectNode tokens = order.putObject("tokens");
        for (String login : List.of("business", "tax", "market")) {
            tokens.put(login, new Persons(node).signIn(login));
        }
        ArrayNode catalogue = order.putArray("catalogue");
        catalogue.add("/api/v1/catalogue-items").add("/api/v1/catalogue-items?size=5&page=1");
        String companies = "";
        try (Statement s = database.createStatement();
                ResultSet rows =
                        s.executeQuery(
                                "select id, title from cat_item where state = 'PUBLISHED' order by id")) {
            while (rows.next()) {
                catalogue.add("/api/v1/catalogue-items/" + rows.getString(1));
                if (rows.getString(2).equals("法人基础信息")) {
                    companies = rows.getString(1);
                }
            }
        }
        return order.put("wish", wish(companies));
    }

    private void learn(
            ObjectNode order,
            String kind,
            Form form,
            String header,
            String path,
            List<String> bodies)
            throws IOException {
        String workload = "mixed " + kind;
        load.learn(workload, form, header, List.of(path), bodies);
        order.putObject(kind).put("workload", workload).put("path", path);
    }

    /** What a decision is needed for. */
    private static byte[] wish(String item) {
        ObjectNode wish =
                MAPPER.createObjectNode()
                        .put("item", item)
                        .put("purpose", "并发测量")
                        .put("matter", "涉税信息共享")
                        .put("legalBasis", "示例依据")
                        .put("scenario", "示例")
                        .put("scope", "全部记录")
                        .put("mode", "服务接口")
                        .put("validUntil", LocalDate.now(ZoneOffset.UTC).plusMonths(6).toString());
        wish.putArray("items").add("uscc").add("legal_representative");
        return wish.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(JsonNode seen, double server) throws IOException {
        ObjectNode part = report.part("g13");
        part.setAll((ObjectNode) seen);
        part.put("callers", CALLERS).put("least", LEAST).put("aim", AIM);
        part.put("serverCpuSeconds", Report.rounded(server)).put("load", Report.load());
        report.title(
                "G13 %d mixed callers for %.0f s (the goal says 600 s: --long), p99 / p50 (least %.0f, aim %.0f), errors (0)"
                        .formatted(CALLERS, seen.get("seconds").asDouble(), LEAST, AIM));
        report.line("%-10s %9s %9s %9s %7s", "kind", "requests", "p50 ms", "p99 ms", "ratio");
        for (Map.Entry<String, JsonNode> kind : seen.get("kinds").properties()) {
            line(kind.getKey(), kind.getValue());
        }
        line("all", seen);
        report.line("errors: %d %s", seen.get("errors").asLong(), seen.get("troubles"));
        report.save();
    }

    private void line(String name, JsonNode values) {
        report.line(
                "%-10s %9d %9.1f %9.1f %7.1f",
                name,
                values.get("requests").asLong(),
                values.get("p50Ms").asDouble(),
                values.get("p99Ms").asDouble(),
                values.get("p99ToP50").asDouble());
    }
}
