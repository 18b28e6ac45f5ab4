package org.zhengshu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The queries of the benchmark: one record by its key, and pages of 100 rows. */
final class Workloads {
    static final String SYSTEM = "rest-permit";
    static final String SOAP_SYSTEM = "soap-housing";
    static final String STREETS = "街道乡镇行政区划信息";
    static final String ON = "/api/v1/exchange/queries";
    static final String OFF = BenchEar.CONTEXT + ON;
    static final String RECORD = "1 record by key";
    static final String PAGE = "page of 100 rows";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int RECORDS = 500;
    private static final int PAGES = 100;
    private static final int MESSAGES = 100;
    private static final String PROVINCE = "21";
    private static final int ROWS = 100;

    private final BenchNode node;
    private final List<String> keys;
    private final Random random;

    Workloads(BenchNode node, Path project, long seed) throws IOException {
        this.node = node;
        this.random = new Random(seed);
        this.keys =
                new ArrayList<>(
                        Files.readAllLines(project.resolve("config/sample/streets.csv")).stream()
                                .skip(1)
                                .map(line -> line.substring(0, line.indexOf(',')))
                                .toList());
    }

    /** Bodies by workload, in an order that the seed decides. */
    Map<String, List<String>> bodies() throws IOException, GeneralSecurityException {
        Map<String, List<String>> bodies = new LinkedHashMap<>();
        bodies.put(RECORD, records());
        bodies.put(PAGE, pages());
        return bodies;
    }

    /** One record each. */
    List<String> records() throws IOException {
        List<String> shuffled = new ArrayList<>(keys);
        Collections.shuffle(shuffled, random);
        List<String> bodies = new ArrayList<>();
        for (String key : shuffled.subList(0, RECORDS)) {
            ObjectNode query = query(1);
            query.putObject("filter").put("item", "code").put("operator", "EQ").put("value", key);
            bodies.add(query.toString());
        }
        return bodies;
    }

    /** The Body's child, one record each, of the province that the grant names. */
    List<String> soap() throws IOException {
        List<String> granted = new ArrayList<>(keys);
        granted.removeIf(key -> !key.startsWith(PROVINCE));
        Collections.shuffle(granted, random);
        List<String> bodies = new ArrayList<>();
        for (String key : granted.subList(0, MESSAGES)) {
            bodies.add(
                    """
                    <query xmlns="urn:zhengshu:exchange:1"><grant>%s</grant><purpose>房屋坐落核验</purpose>\
                    <filter><item>code</item><operator>EQ</operator><value>%s</value></filter>\
                    <limit>1</limit></query>"""
                            .formatted(node.grant("soap-housing.streets"), key));
        }
        return bodies;
    }

    /** A cursor is the mounted data's id and a row number; the first page tells the id. */
    List<String> pages() throws IOException, GeneralSecurityException {
        String first;
        try (HttpsConnection connection =
                new HttpsConnection(Tls.system(node.data(), SYSTEM), node.port())) {
            byte[] request = HttpsConnection.post(ON, query(ROWS).toString());
            JsonNode answer = MAPPER.readTree(connection.send(request).body());
            first = answer.get("nextCursor").asText();
        }
        String mount = first.substring(0, first.lastIndexOf('.') + 1);
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < PAGES; i++) {
            int row = random.nextInt(keys.size() - ROWS);
            bodies.add(query(ROWS).put("cursor", mount + row).toString());
        }
        return bodies;
    }

    private ObjectNode query(int limit) throws IOException {
        return MAPPER.createObjectNode()
                .put("grant", node.grant("rest-permit.streets"))
                .put("purpose", "行政审批地址核验")
                .put("limit", limit);
    }
}
