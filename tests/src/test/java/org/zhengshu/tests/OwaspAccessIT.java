package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.contract.Contract;
import org.zhengshu.tests.contract.Wsdl;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;

/**
 * OWASP API Security Top 10 of 2023 (API1, API3, API5): who may do what with what, attacked through
 * both doors. The tables of operations drive it, so that a new operation is attacked too.
 */
class OwaspAccessIT {
    private static final String FORBIDDEN = "identity/forbidden";

    /** What a stranger is told; never whose it is. */
    private static final Set<String> REFUSALS =
            Set.of(
                    "kernel/not-found",
                    FORBIDDEN,
                    "exchange/grant-unknown",
                    "sharing/not-the-decider",
                    "elicence/not-found");

    /** Everybody who is signed in may do these with what is published. */
    private static final Set<String> PUBLIC =
            Set.of(
                    "catalogue.get: published",
                    "catalogue.get: a change of its own",
                    "catalogue.get: without the change",
                    "mounting.get: mounted",
                    "mounting.sample: shown",
                    "sharing.usage: by name, for the provider",
                    "sharing.usage: by number, for others",
                    "exchange.resource: a resource of every type",
                    "exchange.try-out: the first rows",
                    "exchange.try-out: by condition",
                    "exchange.try-out: chosen items by key",
                    "exchange.try-out: nothing passes",
                    "exchange.try-out: what is not mounted",
                    "sharing.preview: unconditional",
                    "sharing.preview: conditional",
                    "sharing.submit: unconditional, granted at once",
                    "sharing.submit: conditional with row filter, quota and term");

    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z]+)");
    private static final Pattern OBJECT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]{6}-[0-9]+|[0-9a-f]{32}");

    /** Members that only the server sets. */
    private static final List<String> SERVERS_OWN =
            List.of("state", "tenant", "approvedBy", "version", "stage", "used", "createdAt");

    /** Of its own: attacked acts leave what they were prepared with. */
    private static final DoorsWorld WORLD = DoorsWorld.on(Node.start("owasp"));

    private final DoorsWorld world = WORLD;
    private final Node node = world.node();
    private final Contract contract = Contract.of(node);
    private final BadInputNode inside = new BadInputNode(node);

    @AfterAll
    static void stop() {
        WORLD.node().close();
    }

    private Map<String, String> variables(DoorsCase given) {
        Map<String, String> all = new HashMap<>(world.variables());
        all.putAll(given.prepared(world));
        return all;
    }

    private static boolean namesAnObject(DoorsCall call, Map<String, String> variables) {
        var name = VARIABLE.matcher(call.path() + call.body() + call.arguments());
        while (name.find()) {
            if (OBJECT.matcher(variables.getOrDefault(name.group(1), "")).matches()) {
                return true;
            }
        }
        return false;
    }

    /** A department of the same tenant, and one of another, with the roles that the acts need. */
    @Test
    void api1BrokenObjectLevelAuthorization() {
        List<String> through = new ArrayList<>();
        Set<String> attacked = new TreeSet<>();
        for (DoorsCase one : DoorsTable.cases()) {
            if (!one.answered()
                    || PUBLIC.contains(one.toString())
                    || world.soap(one.caller()) == null) {
                continue;
            }
            Map<String, String> variables = variables(one);
            if (!namesAnObject(one.call(), variables)) {
                continue;
            }
            attacked.add(one.operation());
            for (String stranger : List.of("police", "shenyang")) {
                for (Reply reply :
                        List.of(
                                one.call().overRest(world.rest(stranger), variables),
                                one.call().overSoap(world.soap(stranger), variables))) {
                    if (!REFUSALS.contains(reply.problem())) {
                        through.add(stranger + " " + one + " " + reply.text());
                    }
                }
            }
        }
        assertThat(through).isEmpty();
        assertThat(attacked).contains("sharing.approve", "exchange.query", "catalogue.rewrite");
    }

    /** What only people do: each address with an id, with the ids of another department. */
    @Test
    void api1BrokenObjectLevelAuthorizationOfPeople() {
        Rest owner = Rest.person(node, "housing");
        Rest stranger = Rest.person(node, "transport");
        String name = "owasp-" + UUID.randomUUID().toString().substring(0, 8);
        String system =
                DoorsWorld.ok(
                                owner.post(
                                        "/api/v1/own-systems",
                                        "{\"name\":\"" + name + "\",\"roles\":[]}"))
                        .at("/system/id")
                        .asText();
        String secrets = "/api/v1/own-systems/" + system + "/credentials/secrets";
        String credential =
                DoorsWorld.ok(owner.post(secrets, "{\"uses\":[\"TIF_HEADERS\"]}"))
                        .at("/credential/id")
                        .asText();
        String account =
                inside.strings("select id::text from idn_account where login='housing'").get(0);
        Map<String, String> objects =
                Map.of(
                        "own-systems", system,
                        "client-systems", system,
                        "accounts", account,
                        "limits", system,
                        "audit", world.variables().get("unknown"),
                        "resources", world.variables().get("goneAt") + "-v1");
        Map<String, Long> tables = inside.tables();
        for (Contract.Operation operation : contract.operations()) {
            if (!operation.path().contains("{")
                    || !DoorsTable.ONLY_REST.containsKey(operation.name())) {
                continue;
            }
            String part = operation.path().split("/")[3];
            assertThat(objects).as("an object of another for " + operation).containsKey(part);
            String address =
                    operation
                            .path()
                            .replace("{credential}", credential)
                            .replaceAll("\\{[^}]+}", objects.get(part));
            String body =
                    operation.hasBody() && operation.takesJson()
                            ? operation.example().toString()
                            : "";
            Reply reply = operation.callAt(stranger, address, body);
            assertThat(reply.problem()).as(operation + " " + reply.text()).isIn(REFUSALS);
            assertThat(reply.text()).doesNotContain(name);
        }
        assertThat(inside.tables()).isEqualTo(tables);
    }

    /** Members that only the server sets are refused by every operation of both doors. */
    @Test
    void api3BrokenObjectPropertyLevelAuthorizationMassAssignment() {
        Rest person = Rest.person(node, "sysadmin");
        for (Contract.Operation operation : contract.operations()) {
            if (!operation.hasBody() || !operation.takesJson()) {
                continue;
            }
            ObjectNode body = (ObjectNode) operation.example();
            SERVERS_OWN.stream()
                    .filter(member -> !body.has(member))
                    .findFirst()
                    .ifPresent(member -> body.put(member, "1"));
            String address = operation.path().replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
            Reply reply =
                    operation.callAt(
                            operation.open() ? Rest.nobody(node) : person,
                            address,
                            body.toString());
            assertThat(reply.problem())
                    .as(operation + " " + body + reply.text())
                    .isEqualTo("kernel/malformed");
        }
        for (Wsdl wsdl : Wsdl.all(node)) {
            for (String operation : wsdl.operations()) {
                String body =
                        "<%1$s xmlns=\"%2$s\"><approvedBy>1</approvedBy></%1$s>"
                                .formatted(operation, wsdl.namespace());
                Reply reply =
                        wsdl.secured()
                                ? world.soap("housing").call(wsdl.service(), body)
                                : world.soap("housing").send(wsdl.service(), Soap.plain(body));
                assertThat(reply.problem())
                        .as(wsdl.service() + " " + operation + " " + reply.text())
                        .isEqualTo("kernel/malformed");
            }
        }
    }

    /** One granted item: nothing of the others, in whatever form and through whichever service. */
    @Test
    void api3BrokenObjectPropertyLevelAuthorizationOverExposure() {
        String grant = world.granted("business", world.variables().get("everyType"), "'name'", "");
        String purpose = DoorsWorld.OPEN_PURPOSE;
        String json = "{\"grant\":\"%s\",\"purpose\":\"%s\"}".formatted(grant, purpose);
        String typed = "/api/v1/resources/" + world.variables().get("typedAt") + "-v1/queries";
        List<Reply> replies = new ArrayList<>();
        Rest rest = world.rest("business");
        replies.add(rest.post("/api/v1/exchange/queries", json));
        for (String form :
                List.of(
                        "application/json",
                        "application/xml",
                        "text/csv",
                        "application/x-ndjson")) {
            replies.add(
                    rest.send(
                            "POST",
                            typed,
                            "application/json",
                            java.net.http.HttpRequest.BodyPublishers.ofString(json),
                            "Accept",
                            form));
        }
        for (String service :
                List.of(
                        "Exchange query",
                        "resources/" + world.variables().get("typedAt") + " select")) {
            String[] words = service.split(" ");
            replies.add(
                    world.soap("business").call(words[0], DoorsJson.xml(words[0], words[1], json)));
        }
        for (Reply reply : replies) {
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            assertThat(new String(reply.message(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("甲", "乙")
                    .doesNotContainPattern("\\b(a1|a2|9007199254740993|1999-12-31|row_no)\\b|aGk=");
        }
        world.revoke("civil", grant);
    }

    /** Somebody without any role, and other methods than the document knows. */
    @Test
    void api5BrokenFunctionLevelAuthorization() {
        Rest nothing = personWithoutRoles();
        Map<String, Long> tables = inside.tables();
        Set<String> paths = new TreeSet<>();
        for (Contract.Operation operation : contract.operations()) {
            paths.add(operation.path());
            if (operation.needsRole()) {
                Reply reply =
                        operation.hasBody()
                                ? operation.callExample(nothing)
                                : operation.callEmpty(nothing);
                assertThat(reply.problem()).as(operation + " " + reply.text()).isEqualTo(FORBIDDEN);
            }
        }
        for (String path : paths) {
            String address = path.replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
            for (String verb : List.of("PUT", "POST", "DELETE", "PATCH", "GET")) {
                if (contract.operations().stream()
                        .noneMatch(o -> o.path().equals(path) && o.verb().equals(verb))) {
                    Reply reply = nothing.send(verb, address, null, NOTHING);
                    assertThat(reply.problem())
                            .as(verb + " " + path)
                            .isIn(
                                    "kernel/method-not-allowed",
                                    "kernel/not-found",
                                    "kernel/invalid-input");
                }
            }
            Reply overridden =
                    nothing.send("PATCH", address, null, NOTHING, "X-HTTP-Method-Override", "POST");
            assertThat(overridden.problem())
                    .as(path)
                    .isIn(
                            patched(path)
                                    ? List.of(FORBIDDEN, "kernel/unsupported-media-type")
                                    : List.of("kernel/method-not-allowed"));
        }
        for (Wsdl wsdl : Wsdl.all(node)) {
            for (String operation : wsdl.secured() ? wsdl.operations() : List.<String>of()) {
                String body = "<" + operation + " xmlns=\"" + wsdl.namespace() + "\"/>";
                Reply reply = world.soap("auditor").call(wsdl.service(), body);
                String action = reply.entry().get("action").textValue();
                assertThat(reply.problem().equals(FORBIDDEN))
                        .as(wsdl.service() + " " + operation + " " + reply.text())
                        .isNotEqualTo(contract.operation(action).admits("AUDITOR"));
            }
        }
        assertThat(inside.tables()).isEqualTo(tables);
    }

    private static final java.net.http.HttpRequest.BodyPublisher NOTHING =
            java.net.http.HttpRequest.BodyPublishers.noBody();

    private Rest personWithoutRoles() {
        String login = "owasp" + UUID.randomUUID().toString().substring(0, 8);
        String account =
                "{'login':'%s','name':'无角色','department':'%s','password':'No-role-at-all-5!'}"
                        .formatted(login, world.department("教育"));
        DoorsWorld.ok(
                Rest.person(node, "sysadmin").post("/api/v1/accounts", DoorsJson.strict(account)));
        return Rest.person(node, login, "No-role-at-all-5!");
    }

    private boolean patched(String path) {
        return contract.operations().stream()
                .anyMatch(o -> o.path().equals(path) && o.verb().equals("PATCH"));
    }
}
