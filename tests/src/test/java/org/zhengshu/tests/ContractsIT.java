package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** A newer revision of an entry leaves the callers of the older one their contract. */
class ContractsIT {
    private static final String FIRST =
            DoorsEntries.SIMPLE.replace(
                    "{'technicalName':'name'",
                    """
                    {'technicalName':'phone','name':'电话','dataType':'C','length':20,'nullable':true},
                    {'technicalName':'grade','name':'等级','dataType':'C','length':2,'nullable':true},
                    {'technicalName':'name'""");

    /** Without the phone, the grade now a number, a day more. */
    private static final String SECOND =
            DoorsEntries.SIMPLE.replace(
                    "{'technicalName':'name'",
                    """
                    {'technicalName':'grade','name':'等级','dataType':'I','nullable':true},
                    {'technicalName':'day','name':'日期','dataType':'D','nullable':true},
                    {'technicalName':'name'""");

    private final DoorsWorld world = DoorsWorld.shared();
    private final Rest housing = world.rest("housing");

    /** An entry with data of the first revision, whose second one was published. */
    private String changed() {
        String id = world.published("civil", FIRST);
        world.mount("civil", id, "code,phone,grade,name\n1,138,A,甲\n");
        world.granted("housing", id, "'code','phone','grade','name'", "");
        world.change("civil", id, SECOND);
        assertThat(rows(select(address(id), "")).get(0)).hasSize(4);
        world.publish(id);
        return id;
    }

    private String address(String id) {
        return DoorsWorld.ok(housing.get("/api/v1/catalogue-items/" + id))
                .get("code")
                .asText()
                .replace('/', '-');
    }

    private Reply select(String address, String more) {
        return housing.post(
                "/api/v1/resources/" + address + "/queries",
                DoorsJson.strict("{'purpose':'" + DoorsWorld.OPEN_PURPOSE + "'" + more + "}"));
    }

    private static JsonNode rows(Reply reply) {
        return DoorsWorld.ok(reply).get("rows");
    }

    private Reply soap(String address, int revision, String operation) {
        return world.soap("housing")
                .call(
                        "resources/" + address,
                        ("<%1$s xmlns=\"urn:zhengshu:resource:%2$s-v%3$d\"><purpose>%4$s</purpose></%1$s>")
                                .formatted(operation, address, revision, DoorsWorld.OPEN_PURPOSE));
    }

    @Test
    @Tag("EXC-6")
    void theOlderContractOffersWhatTheEntryStillHas() {
        String address = address(changed());
        Reply old = select(address + "-v1", "");
        assertThat(rows(old).get(0).toString()).isEqualTo("{\"code\":\"1\",\"name\":\"甲\"}");
        assertThat(select(address + "-v1", ",'items':['phone']").problem())
                .isEqualTo("exchange/item-not-granted");
        assertThat(select(address + "-v1", ",'items':['grade']").problem())
                .isEqualTo("exchange/item-not-granted");
        Reply described = housing.get("/api/v1/resources/" + address + "-v1");
        assertThat(DoorsWorld.ok(described).get("items")).hasSize(4);
        assertThat(described.json().get("newestRevision").asInt()).isEqualTo(2);
        assertThat(housing.get("/api/v1/resources/" + address + "-v3").problem())
                .isEqualTo("kernel/not-found");
    }

    @Test
    @Tag("EXC-6")
    void itsCallersAreToldUntilWhenThroughBothDoors() {
        String address = address(changed());
        Reply old = select(address + "-v1", "");
        Instant since =
                Instant.ofEpochSecond(Long.parseLong(old.header("Deprecation").substring(1)));
        Instant sunset =
                Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(old.header("Sunset")));
        assertThat(sunset).isAfter(since);
        assertThat(old.header("Link"))
                .isEqualTo("</api/v1/resources/" + address + ">; rel=\"successor-version\"");
        Reply soap = soap(address, 1, "select");
        assertThat(soap.status()).as(soap.text()).isEqualTo(200);
        assertThat(soap.text())
                .contains("urn:zhengshu:contract:1")
                .contains("successor=\"/ws/resources/" + address + "?wsdl\"")
                .contains("<code>1</code><name>甲</name>");
        assertThat(select(address, ",'items':['code']").header("Deprecation")).isEmpty();
    }

    @Test
    @Tag("EXC-6")
    void theNewestContractHasItsOwnDocumentsAndNeedsItsOwnData() {
        String id = changed();
        String address = address(id);
        JsonNode row =
                DoorsWorld.ok(housing.get("/api/v1/resources/" + address + "/openapi.json"))
                        .at("/components/schemas/Row/properties");
        assertThat(row.fieldNames()).toIterable().containsExactly("code", "grade", "day", "name");
        assertThat(select(address, ",'items':['grade']").problem())
                .isEqualTo("mounting/not-mounted");
        world.mount("civil", id, "code,grade,day,name\n1,7,2026-01-01,甲\n");
        assertThat(rows(select(address, "")).get(0).toString())
                .isEqualTo("{\"code\":\"1\",\"grade\":7,\"name\":\"甲\"}");
        assertThat(rows(select(address + "-v1", "")).get(0).toString())
                .isEqualTo("{\"code\":\"1\",\"name\":\"甲\"}");
    }

    @Test
    @Tag("EXC-6")
    void afterItsNoticeItSaysWhereTheNewestIs() {
        String id = changed();
        String address = address(id);
        world.endNotice(id);
        Reply ended = select(address + "-v1", "");
        assertThat(ended.status()).isEqualTo(410);
        assertThat(ended.problem()).isEqualTo("exchange/contract-ended");
        assertThat(ended.text()).contains("/api/v1/resources/" + address + " ");
        assertThat(ended.verify(world.node().anchors()).ok()).isTrue();
        assertThat(soap(address, 1, "select").problem()).isEqualTo("exchange/contract-ended");
        assertThat(housing.get("/ws/resources/" + address + "-v1?wsdl").status()).isEqualTo(410);
    }
}
