package org.zhengshu.tests.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Rest;

/** What is told before a request is made is what becomes of it. */
class NoticeIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REQUESTS = "/api/v1/sharing-requests";

    private final Rest asker = Rest.person(Node.shared(), "planning");

    @Test
    @Tag("SHR-12")
    void theNoticeIsWhatTheRequestGets() {
        String item = found("人口 身份").path("hits").get(0).path("id").asText();
        ObjectNode wish = JSON.createObjectNode().put("item", item);
        wish.putArray("items").add("name").add("id_number");
        JsonNode notice = asker.post(REQUESTS + "/previews", wish.toString()).json();
        assertThat(notice.path("mode").asText()).isEqualTo("REVIEW");
        for (String field : words(notice.path("requiredFields"))) {
            if (!List.of("items", "term").contains(field)) {
                wish.put(field, "核验");
            }
        }
        wish.put("purpose", "核验").put("validUntil", "2099-12-31");
        JsonNode request = asker.post(REQUESTS, wish.toString()).json();
        for (String member :
                List.of(
                        "shareType",
                        "approver",
                        "approverArticles",
                        "steps",
                        "dueOn",
                        "dueProvisional",
                        "dueArticles",
                        "rulePacks")) {
            assertThat(request.path(member)).as(member).isEqualTo(notice.path(member));
        }
        assertThat(request.path("workdaysLeft").asInt()).isEqualTo(notice.path("workdays").asInt());
        asker.post(REQUESTS + "/" + request.path("id").asText() + "/withdrawal");
    }

    @Test
    void theCountOfAKindIsWhatChoosingItFinds() {
        JsonNode all = found("");
        for (JsonNode facet : all.path("facets")) {
            for (JsonNode value : facet.path("values")) {
                ObjectNode narrowed = JSON.createObjectNode();
                narrowed.putArray(facet.path("name").asText()).add(value.path("value").asText());
                assertThat(search(narrowed).path("total").asLong())
                        .as("%s %s", facet.path("name"), value)
                        .isEqualTo(value.path("count").asLong());
            }
        }
        assertThat(found("%").path("total").asLong()).isZero();
    }

    private JsonNode found(String text) {
        return search(JSON.createObjectNode().put("text", text));
    }

    private JsonNode search(ObjectNode query) {
        return asker.post("/api/v1/catalogue-items/searches", query.toString()).json();
    }

    private static List<String> words(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }
}
