package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** A resource is tried before it is asked for: generated rows, never those that are mounted. */
@Tag("EXC-7")
class TryOutIT {
    private static final String ITEMS = "/api/v1/catalogue-items/";

    private final Node node = Node.shared();
    private final Rest asker = Rest.person(node, "education");

    private static Reply tried(Rest rest, String code, String body) {
        return rest.post("/api/v1/resources/" + code + "/try-outs", DoorsJson.strict(body));
    }

    private JsonNode entry(String content) {
        return DoorsWorld.ok(
                Rest.person(node, "transport")
                        .post("/api/v1/catalogue-items", DoorsJson.strict(content)));
    }

    private String published(String id) {
        DoorsWorld.ok(Rest.person(node, "transport").post(ITEMS + id + "/submission"));
        return DoorsWorld.ok(Rest.person(node, "business").post(ITEMS + id + "/publication"))
                .get("code")
                .asText()
                .replace('/', '-');
    }

    /** The marks of the mounted rows stand in no answer; the log has the try and whose it was. */
    @Test
    void nothingOfTheMountedRowsIsInTheAnswer() {
        String id = entry(DoorsEntries.SIMPLE).get("id").asText();
        String code = published(id);
        JsonNode before = DoorsWorld.ok(tried(asker, code, "{'limit':20}"));
        DoorsWorld.ok(
                Rest.person(node, "transport")
                        .putCsv(
                                ITEMS + id + "/mount",
                                "code,name\nREAL-1,真实\n".getBytes(StandardCharsets.UTF_8)));
        Reply reply = tried(asker, code, "{'limit':20}");
        JsonNode after = DoorsWorld.ok(reply);
        assertThat(after).as("whatever is mounted").isEqualTo(before);
        assertThat(reply.text()).doesNotContain("REAL-1", "真实\"");
        assertThat(after.get("generated").asBoolean()).isTrue();
        assertThat(after.get("notice").asText()).contains("非真实数据", "not real data");
        assertThat(after.get("rows")).hasSize(20);
        assertThat(after.get("total").asInt()).isEqualTo(50);
        JsonNode few = DoorsWorld.ok(tried(asker, code, "{}"));
        assertThat(few.get("rows")).as("nobody said how many").hasSize(5);
        assertThat(few.get("count").asInt()).isEqualTo(5);
        assertThat(few.get("total").asInt()).isEqualTo(50);
        assertThat(tried(asker, code, "{'key':['REAL-1']}").json().get("rows"))
                .as("a key of a mounted row finds nothing")
                .isEmpty();
        assertThat(reply.entry().get("action").asText()).isEqualTo("exchange.try-out");
        assertThat(reply.entry().toString()).contains(code.replace('-', '/'));
        assertThat(reply.verify(node.anchors()).ok()).isTrue();
        JsonNode usage = DoorsWorld.ok(asker.get(ITEMS + id + "/usage"));
        assertThat(usage.get("calls").asInt()).as("a try is no use").isZero();
    }

    @Test
    void whatNobodyMaySeeCannotBeTried() {
        String draft = entry(DoorsEntries.SIMPLE).get("id").asText();
        assertThat(tried(asker, draft, "{'limit':1}").problem()).isEqualTo("kernel/not-found");
        String items =
                """
                {'technicalName':'code','name':'编号','dataType':'C','length':32,'primaryKey':true},
                {'technicalName':'secret','name':'内部标记','dataType':'C','length':9,'shareType':'3'}""";
        String code =
                published(
                        entry(
                                        DoorsEntries.SIMPLE.substring(
                                                        0, DoorsEntries.SIMPLE.indexOf("'items'"))
                                                + "'items':["
                                                + items
                                                + "]}")
                                .get("id")
                                .asText());
        JsonNode all = DoorsWorld.ok(tried(asker, code, "{'limit':2}"));
        assertThat(all.get("items").toString()).isEqualTo("[\"code\"]");
        Reply refused = tried(asker, code, "{'items':['secret']}");
        assertThat(refused.problem()).isEqualTo("kernel/invalid-input");
        assertThat(refused.text()).contains("不予共享", "NotShared");
        assertThat(
                        tried(
                                        asker,
                                        code,
                                        "{'filter':{'item':'secret','operator':'EQ','value':'1'}}")
                                .problem())
                .isEqualTo("kernel/invalid-input");
        assertThat(tried(Rest.nobody(node), code, "{'limit':1}").problem())
                .isEqualTo("identity/not-authenticated");
    }
}
