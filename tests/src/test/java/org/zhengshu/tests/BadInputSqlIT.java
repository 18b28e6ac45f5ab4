package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Soap;

/**
 * SQL, HTML and format strings in the place of every text of every operation: taken as text or
 * refused, never run, never a failure of the server.
 */
class BadInputSqlIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> FRAGMENTS =
            List.of(
                    "'; drop table cat_item; --",
                    "' or '1'='1",
                    "\\'; select pg_sleep(30); --",
                    "1); delete from aud_entry; --",
                    "$$; drop schema mnt_data cascade; $$",
                    "\"; drop table idn_account; --",
                    "%' and 1=cast((select login from idn_account limit 1) as int)--",
                    "{0}%s%n${jndi:ldap://localhost:1/x}<script>alert(1)</script>");
    private static final String ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
    private static final String USCC = "11210000YY0000007M";
    private static final String CORE =
            """
            {"classCode":"217","title":"x","providerUnit":"x","summary":"x","formatClass":"03",\
            "formatType":"其他","shareType":"2","shareCondition":"x","shareBasisLevel":"GOV_RULE",\
            "shareBasisTitle":"x","shareBasisArticle":"x","shareModeClass":"1",\
            "shareModeType":"服务接口","openFlag":"0","openCondition":"x","updateCycle":"7",\
            "relatedCodes":"x","usageRequirements":"x"}""";
    private static final String ITEM =
            """
            {"technicalName":"code","name":"x","dataType":"C","length":10,"shareType":"2",\
            "openFlag":"0","sensitive":false,"primaryKey":true,"nullable":false,"codeList":"x"}""";
    private static final String FILTER =
            """
            {"and":[{"item":"code","operator":"EQ","value":"1"},\
            {"or":[{"item":"name","operator":"IN","values":["x","y"]}]}]}""";

    private static final Node NODE = Node.shared();

    private final BadInputNode inside = new BadInputNode(NODE);
    private final BadInputCheck check = new BadInputCheck(NODE);

    static List<Arguments> restCalls() {
        String entry = "{\"core\":" + CORE + ",\"items\":[" + ITEM + "]}";
        String reason = "{\"reason\":\"x\"}";
        String grant = NODE.grant("rest-permit.streets");
        return List.of(
                Arguments.of("", "POST /api/v1/sessions", "{\"login\":\"x\",\"password\":\"x\"}"),
                Arguments.of(
                        "sysadmin",
                        "POST /api/v1/accounts",
                        "{\"login\":\"xxx\",\"name\":\"x\",\"department\":\""
                                + USCC
                                + "\",\"password\":\"Xx1-Xx1-Xx1-Xx1\"}"),
                Arguments.of(
                        "sysadmin",
                        "POST /api/v1/client-systems",
                        "{\"name\":\"x\",\"department\":\""
                                + USCC
                                + "\",\"certificate\":\"x\",\"roles\":[\"REQUESTER\"],\"legacy\":false}"),
                Arguments.of(
                        "sysadmin",
                        "POST /api/v1/departments",
                        "{\"uscc\":\""
                                + USCC
                                + "\",\"tenant\":\"210000\",\"name\":\"x\",\"shortName\":\"x\",\"authority\":false}"),
                Arguments.of(
                        "sysadmin",
                        "POST /api/v1/departments/tenants",
                        "{\"code\":\"210000\",\"name\":\"x\"}"),
                Arguments.of(
                        "secadmin",
                        "PUT /api/v1/accounts/" + ID + "/roles",
                        "{\"roles\":[\"REQUESTER\"]}"),
                Arguments.of("health", "POST /api/v1/catalogue-items", entry),
                Arguments.of("health", "PUT /api/v1/catalogue-items/" + ID, entry),
                Arguments.of(
                        "business", "POST /api/v1/catalogue-items/" + ID + "/rejection", reason),
                Arguments.of(
                        "business",
                        "POST /api/v1/sharing-requests",
                        "{\"item\":\""
                                + item()
                                + "\",\"purpose\":\"x\",\"matter\":\"x\",\"legalBasis\":\"x\",\"scenario\":\"x\",\"scope\":\"x\",\"mode\":\"x\",\"items\":[\"code\"],\"rowFilter\":"
                                + FILTER
                                + ",\"quota\":1,\"validUntil\":\"2027-01-01\"}"),
                Arguments.of(
                        "police", "POST /api/v1/sharing-requests/" + ID + "/rejection", reason),
                Arguments.of("police", "POST /api/v1/grants/" + ID + "/revocation", reason),
                Arguments.of(
                        "rest-permit",
                        "POST /api/v1/exchange/queries",
                        "{\"grant\":\""
                                + grant
                                + "\",\"purpose\":\"行政审批地址核验\",\"matter\":\"x\",\"items\":[\"code\"],\"filter\":"
                                + FILTER
                                + ",\"limit\":1,\"cursor\":\"x\"}"),
                Arguments.of(
                        "rest-permit",
                        "POST /api/v1/exchange/queries",
                        "{\"grant\":\""
                                + grant
                                + "\",\"purpose\":\"行政审批地址核验\",\"filter\":{\"item\":\"name\",\"operator\":\"PREFIX\",\"value\":\"x\"}}"),
                Arguments.of(
                        "market",
                        "POST /api/v1/licences",
                        "{\"item\":\""
                                + ID
                                + "\",\"typeCode\":\"x\",\"number\":\"x\",\"name\":\"x\",\"kind\":\"x\",\"legalRepresentative\":\"x\",\"businessScope\":\"x\",\"registeredCapital\":\"x\",\"establishedOn\":\"2020-01-01\",\"address\":\"x\",\"validFrom\":\"2020-01-01\"}"),
                Arguments.of(
                        "rest-permit",
                        "POST /api/v1/licences/queries",
                        "{\"grant\":\""
                                + NODE.grant("rest-permit.licences")
                                + "\",\"purpose\":\"行政审批免提交证照\",\"matter\":\"企业开办\",\"holderCode\":\"x\",\"items\":[\"number\"]}"),
                Arguments.of("", "POST /api/v1/verifications", "{\"document\":\"AAAA\"}"),
                Arguments.of(
                        "business",
                        "POST /api/v1/rule-packs/trials",
                        "{\"stack\":[\"CN-809\"],\"shareType\":\"CONDITIONAL\",\"submittedAt\":\"2026-01-05T01:00:00Z\"}"));
    }

    private static String item() {
        return new BadInputNode(NODE)
                .strings("select id::text from cat_item where title = '街道乡镇行政区划信息'")
                .get(0);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("restCalls")
    void everyTextOfARestCall(String caller, String address, String json) {
        BadInputClient client = client(caller);
        String[] parts = address.split(" ");
        for (String fragment : FRAGMENTS) {
            for (JsonNode variant : variants(tree(json), fragment)) {
                BadInputReply reply =
                        client.send(
                                "en",
                                parts[0],
                                parts[1],
                                "application/json",
                                java.net.http.HttpRequest.BodyPublishers.ofString(
                                        variant.toString()));
                assertThat(reply.status()).as(variant + "\n" + reply.text()).isLessThan(500);
            }
        }
        allIsThere();
    }

    private static BadInputClient client(String caller) {
        if (caller.isEmpty()) {
            return BadInputClient.nobody(NODE);
        }
        return caller.contains("-")
                ? BadInputClient.system(NODE, caller)
                : BadInputClient.person(NODE, caller);
    }

    /** The tree with one text after the other replaced. */
    private static List<JsonNode> variants(JsonNode tree, String fragment) {
        List<JsonNode> variants = new ArrayList<>();
        for (int i = 0; ; i++) {
            JsonNode copy = tree.deepCopy();
            int[] left = {i};
            replace(copy, left, fragment);
            if (left[0] >= 0) {
                return variants;
            }
            variants.add(copy);
        }
    }

    private static void replace(JsonNode node, int[] left, String fragment) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                step(object.get(name), left, fragment, value -> object.put(name, value));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                step(array.get(i), left, fragment, value -> array.set(at, array.textNode(value)));
            }
        }
    }

    private static void step(JsonNode child, int[] left, String fragment, Consumer<String> setter) {
        if (!child.isTextual()) {
            replace(child, left, fragment);
        } else if (left[0]-- == 0) {
            setter.accept(fragment);
        }
    }

    @Test
    void everyTextOfAnAddress() {
        BadInputClient officer = BadInputClient.person(NODE, "business");
        for (String fragment : FRAGMENTS) {
            String text = URLEncoder.encode(fragment, StandardCharsets.UTF_8);
            for (String path :
                    List.of(
                            "/api/v1/catalogue-items?text=" + text,
                            "/api/v1/catalogue-items?state=" + text,
                            "/api/v1/catalogue-items?page=" + text,
                            "/api/v1/sharing-requests?state=" + text,
                            "/api/v1/grants?size=" + text,
                            "/api/v1/grants/" + text.replace("+", "%20"),
                            "/api/v1/catalogue-items/" + text.replace("+", "%20") + "/mount",
                            "/api/v1/receipts/" + text.replace("+", "%20"),
                            "/" + text.replace("+", "%20"))) {
                BadInputReply reply = officer.get("en", path);
                assertThat(reply.status()).as(path + "\n" + reply.text()).isLessThan(500);
            }
        }
        allIsThere();
    }

    /** Found as text, whatever it looks like. */
    @Test
    void aTitleIsOnlyATitle() {
        BadInputClient officer = BadInputClient.person(NODE, "health");
        String title = "'; drop table cat_item; -- %_\\ " + UUID.randomUUID();
        ObjectNode entry = (ObjectNode) tree("{\"core\":" + CORE + ",\"items\":[" + ITEM + "]}");
        ((ObjectNode) entry.get("core")).put("title", title);
        ((ObjectNode) entry.get("items").get(0)).remove("codeList");
        BadInputReply entered = officer.post("en", "/api/v1/catalogue-items", entry.toString());
        assertThat(entered.status()).as(entered.text()).isEqualTo(200);
        BadInputReply found =
                officer.get(
                        "en",
                        "/api/v1/catalogue-items?text="
                                + URLEncoder.encode(title, StandardCharsets.UTF_8));
        assertThat(tree(found.text()).get("total").asInt()).isEqualTo(1);
        allIsThere();
    }

    static List<Arguments> soapCalls() {
        return List.of(
                Arguments.of(
                        "Exchange",
                        """
                        <query xmlns="urn:zhengshu:exchange:1"><grant>%s</grant><purpose>房屋坐落核验</purpose>\
                        <matter>x</matter><items>code</items><filter><and><item>code</item>\
                        <operator>EQ</operator><value>x</value></and><and><item>name</item>\
                        <operator>IN</operator><values>x</values></and></filter><limit>1</limit>\
                        <cursor>x</cursor></query>"""
                                .formatted(NODE.grant("soap-housing.streets"))),
                Arguments.of(
                        "SharingRequests",
                        """
                        <submit xmlns="urn:zhengshu:sharing-requests:1"><item>%s</item><purpose>x</purpose>\
                        <matter>x</matter><legalBasis>x</legalBasis><scenario>x</scenario><scope>x</scope>\
                        <mode>x</mode><items>code</items><quota>1</quota><validUntil>2027-01-01</validUntil></submit>"""
                                .formatted(item())),
                Arguments.of(
                        "SharingRequests",
                        "<list xmlns=\"urn:zhengshu:sharing-requests:1\"><state>x</state><page>1</page><size>1</size></list>"),
                Arguments.of(
                        "SharingRequests",
                        "<withdraw xmlns=\"urn:zhengshu:sharing-requests:1\"><id>x</id></withdraw>"),
                Arguments.of(
                        "Catalogue",
                        "<list xmlns=\"urn:zhengshu:catalogue:1\"><text>x</text><state>DRAFT</state></list>"),
                Arguments.of("Grants", "<get xmlns=\"urn:zhengshu:grants:1\"><id>x</id></get>"),
                Arguments.of("Mounts", "<get xmlns=\"urn:zhengshu:mounts:1\"><id>x</id></get>"),
                Arguments.of("Receipts", "<get xmlns=\"urn:zhengshu:receipts:1\"><id>x</id></get>"),
                Arguments.of(
                        "RulePacks",
                        "<trial xmlns=\"urn:zhengshu:rule-packs:1\"><stack>CN-809</stack><shareType>x</shareType><submittedAt>x</submittedAt></trial>"),
                Arguments.of(
                        "Licences",
                        "<fetch xmlns=\"urn:zhengshu:licences:1\"><grant>"
                                + NODE.grant("soap-tax.licences")
                                + "</grant><purpose>x</purpose><matter>x</matter><holderCode>x</holderCode><items>number</items></fetch>"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("soapCalls")
    void everyTextOfASoapCall(String service, String xml) {
        Soap system = Soap.system(NODE, "soap-housing");
        BadInputClient nobody = BadInputClient.nobody(NODE);
        Matcher texts = Pattern.compile(">([^<]+)</").matcher(xml);
        while (texts.find()) {
            for (String fragment : FRAGMENTS) {
                String escaped = fragment.replace("&", "&amp;").replace("<", "&lt;");
                String variant =
                        xml.substring(0, texts.start(1)) + escaped + xml.substring(texts.end(1));
                BadInputReply reply = nobody.soap("en", service, system.signed(variant, 300));
                assertThat(reply.text())
                        .as(variant)
                        .doesNotContain(":Server</faultcode>", "kernel/internal");
            }
        }
        allIsThere();
    }

    private void allIsThere() {
        Set<String> tables =
                new TreeSet<>(
                        inside.strings(
                                "select tablename from pg_tables where schemaname = 'public'"));
        assertThat(tables)
                .contains("cat_item", "aud_entry", "idn_account", "shr_grant", "mnt_mount");
        assertThat(inside.number("select count(*) from aud_entry")).isGreaterThan(100);
        assertThat(inside.number("select count(*) from pg_namespace where nspname = 'mnt_data'"))
                .isEqualTo(1);
        check.goodCalls();
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }
}
