package org.zhengshu.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** The REST document that a node serves. */
public final class Contract {
    private final JsonNode document;

    private Contract(JsonNode document) {
        this.document = document;
    }

    public static Contract of(Node node) {
        Reply reply = Rest.nobody(node).get("/api/v1/openapi.json");
        assertThat(reply.status()).isEqualTo(200);
        return new Contract(reply.json());
    }

    /** The names of all roles. */
    public List<String> roles() {
        return texts(document.at("/components/schemas/Role/enum"));
    }

    public List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        document.get("paths")
                .fields()
                .forEachRemaining(
                        path ->
                                path.getValue()
                                        .fields()
                                        .forEachRemaining(
                                                verb ->
                                                        all.add(
                                                                new Operation(
                                                                        verb.getKey()
                                                                                .toUpperCase(
                                                                                        Locale
                                                                                                .ROOT),
                                                                        path.getKey(),
                                                                        verb.getValue()))));
        assertThat(all).isNotEmpty();
        return all;
    }

    /** The operation with that stable name. */
    public Operation operation(String name) {
        return operations().stream()
                .filter(o -> o.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no REST operation is " + name));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue).toList();
    }

    /** One operation of the document. */
    public final class Operation {
        private final String verb;
        private final String path;
        private final JsonNode node;

        private Operation(String verb, String path, JsonNode node) {
            this.verb = verb;
            this.path = path;
            this.node = node;
        }

        public String name() {
            return node.get("x-operation").textValue();
        }

        public boolean open() {
            return node.get("security").isEmpty();
        }

        /** True when the role may call; what is for everybody is not for the sandbox. */
        public boolean admits(String role) {
            if ("SANDBOX".equals(role) && !open()) {
                return roles().contains(role);
            }
            return !needsRole() || roles().contains(role);
        }

        /** True when a role decides who may call, false for what is open or for all who sign in. */
        public boolean needsRole() {
            return "roles".equals(node.get("x-access").textValue());
        }

        public List<String> roles() {
            return texts(node.get("x-roles"));
        }

        public boolean hasBody() {
            return node.has("requestBody");
        }

        public String verb() {
            return verb;
        }

        public String path() {
            return path;
        }

        /** Names of the parameters behind the question mark. */
        public List<String> queryParameters() {
            return StreamSupport.stream(node.path("parameters").spliterator(), false)
                    .filter(p -> "query".equals(p.path("in").asText()))
                    .map(p -> p.get("name").asText())
                    .toList();
        }

        /** True for a body in JSON. */
        public boolean takesJson() {
            return "application/json".equals(mediaType());
        }

        /** The example of its body in JSON. */
        public JsonNode example() {
            return node.at("/requestBody/content").get(mediaType()).get("example").deepCopy();
        }

        /** Calls it at any address with any body. */
        public Reply callAt(Rest caller, String address, String body) {
            return hasBody()
                    ? caller.send(verb, address, mediaType(), BodyPublishers.ofString(body))
                    : caller.send(verb, address, null, BodyPublishers.noBody());
        }

        /** Calls it with an id that nothing has and an empty body. */
        public Reply callEmpty(Rest caller) {
            return call(caller, "application/json".equals(mediaType()) ? "{}" : "");
        }

        /** Calls it with the example of its body. */
        public Reply callExample(Rest caller) {
            JsonNode example = example();
            try {
                return call(
                        caller,
                        example.isTextual()
                                ? example.textValue()
                                : new ObjectMapper().writeValueAsString(example));
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Fails when the document does not say that this answer can come. */
        void requireDocumented(Reply reply) {
            JsonNode response = node.get("responses").get(Integer.toString(reply.status()));
            assertThat(response).as(this + " answers " + reply.text()).isNotNull();
            if (reply.status() >= 400) {
                String reference = response.get("$ref").textValue().substring(1);
                assertThat(
                                document.at(reference)
                                        .at("/content/application~1problem+json/examples")
                                        .has(reply.problem()))
                        .as(this + " answers " + reply.text())
                        .isTrue();
            }
        }

        private Reply call(Rest caller, String body) {
            String address = path.replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
            return callAt(caller, address, body);
        }

        private String mediaType() {
            return hasBody() ? node.at("/requestBody/content").fieldNames().next() : "";
        }

        @Override
        public String toString() {
            return verb + " " + path;
        }
    }
}
