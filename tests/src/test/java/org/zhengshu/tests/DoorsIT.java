package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Soap;

/** Every use case through both doors: the same answer, the same problem, the same audit entry. */
class DoorsIT {
    private static final String OPERATION = "org.zhengshu.kernel.boundary.Operation";
    private static final String UNREAD = "unknown";

    private final DoorsWorld world = DoorsWorld.shared();

    static List<DoorsCase> cases() {
        return DoorsTable.cases();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void bothDoorsDoTheSame(DoorsCase given) {
        Map<String, String> one = variables(given);
        Reply rest = given.call().overRest(world.rest(given.caller()), one);
        Map<String, String> other = given.perDoor() ? variables(given) : one;
        Reply soap = overSoap(given, other);
        sameOutcome(given, rest, soap);
        assertThat(rest.receipt()).as("receipt beside %s", rest.text()).isNotEmpty();
        assertThat(soap.receipt()).as("receipt in %s", soap.text()).isNotEmpty();
        assertThat(lines(given, soap, other))
                .as("fields over SOAP %s%nREST %s", soap.text(), rest.text())
                .isEqualTo(lines(given, rest, one));
        sameEntry(given, rest, soap, one, other);
        for (Reply reply : List.of(rest, soap)) {
            assertThat(reply.verify(world.node().anchors()).failures()).as(reply.text()).isEmpty();
            assertThat(reply.verify(world.node().anchors()).ok()).isTrue();
        }
    }

    @Test
    void numbersOfRowsHaveTheFormOfTheirColumnInJsonToo() {
        JsonNode answer = world.query("housing", world.variables().get("typed"), "");
        assertThat(answer.get("count").asInt()).isEqualTo(3);
        String body =
                world.rest("housing")
                        .post(
                                "/api/v1/exchange/queries",
                                DoorsJson.strict(
                                        DoorsJson.filled(
                                                "{'grant':'$typed','purpose':'$purpose','items':['amount','real','whole']}",
                                                world.variables())))
                        .text();
        assertThat(body)
                .contains("\"amount\":0.0000001000", "\"amount\":null")
                .contains("\"real\":10000000000000000000000", "\"whole\":9007199254740993");
    }

    /** 2,008 rows in pages, and through the doors by turns: each row once, in the file's order. */
    @Test
    void pagesFollowEachOtherThroughEitherDoor() throws IOException {
        List<String> expected =
                Files.readAllLines(Node.project().resolve("config/sample/streets.csv")).stream()
                        .skip(1)
                        .filter(line -> line.split(",")[3].equals("43"))
                        .map(line -> line.split(",")[0])
                        .toList();
        assertThat(expected).hasSizeGreaterThan(2000);
        List<String> walked = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page == 0 || !cursor.isEmpty(); page++) {
            String query =
                    "{'grant':'$hunan','purpose':'$purpose','items':['code'],'limit':300"
                            + (cursor.isEmpty() ? "" : ",'cursor':'" + cursor + "'")
                            + "}";
            DoorsCall call = DoorsCall.post("/api/v1/exchange/queries", query, "Exchange", "query");
            Reply reply =
                    page % 2 == 0
                            ? call.overRest(world.rest("housing"), world.variables())
                            : call.overSoap(world.soap("housing"), world.variables());
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            List<String> lines =
                    reply.soap()
                            ? DoorsTree.ofXml(reply.message())
                            : DoorsTree.ofJson(reply.bytes(), "items");
            walked.addAll(values(lines, "code"));
            cursor = values(lines, "nextCursor").stream().findFirst().orElse("");
        }
        assertThat(walked).isEqualTo(expected);
    }

    /** In the order of their rows, which sorting as text has lost. */
    private static List<String> values(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.contains(name + "[0] = "))
                .sorted(
                        Comparator.comparingInt(
                                line ->
                                        line.startsWith("rows[")
                                                ? Integer.parseInt(
                                                        line.substring(5, line.indexOf(']')))
                                                : 0))
                .map(line -> line.replaceAll(".* = ", ""))
                .toList();
    }

    @Test
    void everyOperationStandsInTheTable() {
        Set<String> operations = operations();
        Map<String, Set<Boolean>> covered = new TreeMap<>();
        for (DoorsCase line : cases()) {
            covered.computeIfAbsent(line.operation(), o -> new TreeSet<>()).add(line.answered());
        }
        Set<String> expected = new TreeSet<>(covered.keySet());
        expected.addAll(DoorsTable.ONLY_REST.keySet());
        assertThat(operations).as("operations of the code and of the table").isEqualTo(expected);
        assertThat(covered)
                .as("each operation answered and refused")
                .allSatisfy((o, outcomes) -> assertThat(outcomes).containsExactly(false, true));
        assertThat(DoorsTable.ONLY_REST.keySet())
                .as("no operation both in the table and excused from it")
                .doesNotContainAnyElementsOf(covered.keySet());
    }

    private static Set<String> operations() {
        JavaClasses classes =
                new ClassFileImporter().importPath(Node.project().resolve("ejb/target/classes"));
        Set<String> names =
                classes.stream()
                        .flatMap(c -> c.getMethods().stream())
                        .flatMap(m -> m.tryGetAnnotationOfType(OPERATION).stream())
                        .map(a -> a.get("value").orElseThrow().toString())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).contains("exchange.query");
        return names;
    }

    private Map<String, String> variables(DoorsCase given) {
        Map<String, String> all = new HashMap<>(world.variables());
        all.putAll(given.prepared(world));
        return all;
    }

    private Reply overSoap(DoorsCase given, Map<String, String> variables) {
        if (world.soap(given.caller()) != null) {
            return given.call().overSoap(world.soap(given.caller()), variables);
        }
        return world.soap("housing")
                .send(
                        DoorsJson.filled(given.call().service(), variables),
                        Soap.plain(given.call().wrapper(variables)));
    }

    private static void sameOutcome(DoorsCase given, Reply rest, Reply soap) {
        assertThat(rest.problem()).as("REST: %s", rest.text()).isEqualTo(given.problem());
        assertThat(soap.problem()).as("SOAP: %s", soap.text()).isEqualTo(given.problem());
        if (given.answered()) {
            assertThat(rest.status()).as(rest.text()).isEqualTo(200);
            assertThat(soap.status()).as(soap.text()).isEqualTo(200);
            return;
        }
        String side = soap.element("faultcode").replaceAll(".*:", "");
        assertThat(side).isEqualTo(rest.status() < 500 ? "Client" : "Server");
        assertThat(soap.element("status")).isEqualTo(String.valueOf(rest.status()));
        assertThat(soap.status()).as("SOAP 1.1 over HTTP, section 6.2").isEqualTo(500);
    }

    private static List<String> lines(DoorsCase given, Reply reply, Map<String, String> variables) {
        List<String> lines =
                reply.soap()
                        ? DoorsTree.ofXml(reply.message())
                        : DoorsTree.ofJson(reply.bytes(), given.call().list());
        return equalised(given, lines, variables);
    }

    private static List<String> equalised(
            DoorsCase given, List<String> lines, Map<String, String> variables) {
        Set<String> differs = new TreeSet<>(given.differs());
        differs.add("instance");
        List<String> masked = DoorsTree.masked(lines, variables, differs);
        return given.perDoor() ? DoorsTree.withoutIdentity(masked) : masked;
    }

    private static void sameEntry(
            DoorsCase given,
            Reply rest,
            Reply soap,
            Map<String, String> one,
            Map<String, String> other) {
        JsonNode restEntry = rest.entry();
        JsonNode soapEntry = soap.entry();
        assertThat(restEntry.get("door").asText()).isEqualTo("REST");
        assertThat(soapEntry.get("door").asText()).isEqualTo("SOAP");
        boolean restRead = given.reached() != DoorsCase.Reached.DOOR;
        boolean soapRead = given.reached() == DoorsCase.Reached.BOUNDARY;
        assertThat(restEntry.get("action").asText())
                .isEqualTo(restRead ? given.operation() : UNREAD);
        assertThat(soapEntry.get("action").asText())
                .isEqualTo(soapRead ? given.operation() : UNREAD);
        assertThat(restEntry.get("outcome").asText())
                .isEqualTo(given.answered() ? "answered" : given.problem());
        assertThat(equalised(given, withoutOwn(soapEntry), other))
                .isEqualTo(equalised(given, withoutOwn(restEntry), one));
    }

    /**
     * The entry without what must differ: its id, its time, its door, the digest of its message,
     * and how the caller authenticated, since each door has its own ways.
     */
    private static List<String> withoutOwn(JsonNode entry) {
        ObjectNode rest = DoorsJson.MAPPER.createObjectNode();
        for (String name : List.of("node", "tenant", "outcome", "department", "actor", "facts")) {
            assertThat(entry.has(name)).as(name + " of " + entry).isTrue();
            rest.set(name, entry.get(name).deepCopy());
        }
        ((ObjectNode) rest.get("facts")).remove("authentication");
        return DoorsTree.ofJson(rest);
    }
}
