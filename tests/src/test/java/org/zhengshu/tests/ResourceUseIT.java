package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Rest;

/**
 * What somebody learns about a resource before he asks for it: who uses it, what its rows look
 * like.
 */
class ResourceUseIT {
    private static final String ITEMS = "/api/v1/catalogue-items/";

    private final Node node = Node.shared();

    /** A published entry of its own, so that other tests do not count. */
    private String resource(String entry, String csv) {
        Rest officer = Rest.person(node, "transport");
        String id =
                DoorsWorld.ok(officer.post("/api/v1/catalogue-items", DoorsJson.strict(entry)))
                        .get("id")
                        .asText();
        DoorsWorld.ok(officer.post(ITEMS + id + "/submission"));
        DoorsWorld.ok(Rest.person(node, "business").post(ITEMS + id + "/publication"));
        DoorsWorld.ok(officer.putCsv(ITEMS + id + "/mount", csv.getBytes(StandardCharsets.UTF_8)));
        return id;
    }

    private String granted(String login, String item, String purpose) {
        String wish =
                "{'item':'%s','purpose':'%s','items':['code'],'validUntil':'%s'}"
                        .formatted(item, purpose, DoorsWorld.today(30));
        return DoorsWorld.ok(
                        Rest.person(node, login)
                                .post("/api/v1/sharing-requests", DoorsJson.strict(wish)))
                .get("grant")
                .asText();
    }

    private JsonNode usage(String login, String item) {
        return DoorsWorld.ok(Rest.person(node, login).get(ITEMS + item + "/usage"));
    }

    private void call(String system, String grant, String purpose) {
        DoorsWorld.ok(
                Rest.system(node, system)
                        .post(
                                "/api/v1/exchange/queries",
                                DoorsJson.strict(
                                        "{'grant':'%s','purpose':'%s'}"
                                                .formatted(grant, purpose))));
    }

    @Test
    @Tag("SHR-20")
    void whoAnswersForAResourceSeesItsUsersAndOthersTheirNumber() {
        String item = resource(DoorsEntries.SIMPLE, "code,name\n1,甲\n2,乙\n");
        assertThat(usage("transport", item).get("departments").asInt()).isZero();
        String first = granted("business", item, "使用情况一");
        granted("business", item, "使用情况二");
        String third = granted("civil", item, "使用情况三");
        call("rest-permit", first, "使用情况一");
        call("rest-permit", first, "使用情况一");
        call("rest-welfare", third, "使用情况三");
        String refused = DoorsJson.strict("{'grant':'%s','purpose':'别的用途'}".formatted(third));
        assertThat(
                        Rest.system(node, "rest-welfare")
                                .post("/api/v1/exchange/queries", refused)
                                .status())
                .isEqualTo(403);

        for (String named : List.of("transport", "business")) {
            JsonNode usage = usage(named, item);
            assertThat(usage.get("consumers")).as(named).hasSize(2);
            for (JsonNode consumer : usage.get("consumers")) {
                boolean permit = consumer.get("name").asText().contains("营商");
                assertThat(consumer.get("grants").asInt()).isEqualTo(permit ? 2 : 1);
                assertThat(consumer.get("calls").asInt())
                        .as("refusals do not count: %s", consumer)
                        .isEqualTo(permit ? 2 : 1);
            }
        }
        JsonNode usage = usage("education", item);
        assertThat(usage.get("consumers")).isEmpty();
        assertThat(usage.get("departments").asInt()).isEqualTo(2);
        assertThat(usage.get("grants").asInt()).isEqualTo(3);
        assertThat(usage.get("calls").asInt()).isEqualTo(3);
        assertThat(usage.get("atLeast").asBoolean()).isFalse();
    }

    @Test
    @Tag("SHR-20")
    void aRevokedGrantIsNoUse() {
        String item = resource(DoorsEntries.SIMPLE, "code,name\n1,甲\n");
        String grant = granted("civil", item, "将要撤销");
        assertThat(usage("education", item).get("grants").asInt()).isOne();
        DoorsWorld.ok(
                Rest.person(node, "transport")
                        .post(
                                "/api/v1/grants/" + grant + "/revocation",
                                DoorsJson.strict("{'reason':'用途已结束'}")));
        assertThat(usage("education", item).get("grants").asInt()).isZero();
    }

    /** The sample persons: not one value of theirs is in it, whoever asks. */
    @Test
    @Tag("MNT-12")
    void aSampleOfPersonsShowsNoneOfTheirValues() {
        Rest asker = Rest.person(node, "education");
        JsonNode found =
                DoorsWorld.ok(
                        asker.post(ITEMS + "searches", DoorsJson.strict("{'text':'人口基础信息'}")));
        String item = found.at("/hits/0/id").asText();
        JsonNode sample = DoorsWorld.ok(asker.get(ITEMS + item + "/sample"));
        assertThat(sample.get("rows")).hasSize(10);
        assertThat(sample.get("items"))
                .allSatisfy(i -> assertThat(i.get("treatment").asText()).isEqualTo("MASKED"));
        for (JsonNode row : sample.get("rows")) {
            for (JsonNode value : row.get("values")) {
                assertThat(value.asText()).doesNotContainPattern("[\\p{L}\\p{N}]");
            }
        }
    }

    /** What is not shared is not in it, what everybody may have is. */
    @Test
    @Tag("MNT-12")
    void aSampleFollowsTheClassOfEachItem() {
        String entry =
                DoorsEntries.SIMPLE.replace(
                        "'items':[",
                        "'items':[{'technicalName':'note','name':'内部备注','dataType':'C','length':20,"
                                + "'sensitive':false,'primaryKey':false,'nullable':true,'shareType':'3'},");
        String item = resource(entry, "note,code,name\n内部甲,1,13800138000\n内部乙,2,乙街道\n");
        JsonNode sample =
                DoorsWorld.ok(Rest.person(node, "education").get(ITEMS + item + "/sample"));
        assertThat(sample.at("/items/0/treatment").asText()).isEqualTo("WITHHELD");
        assertThat(sample.toString()).doesNotContain("内部甲").doesNotContain("13800138000");
        assertThat(sample.at("/rows/0/values/2").asText()).isEqualTo("*".repeat(11));
        assertThat(sample.at("/rows/1/values/1").asText()).isEqualTo("2");
        assertThat(sample.at("/rows/1/values/2").asText()).isEqualTo("乙街道");
    }
}
