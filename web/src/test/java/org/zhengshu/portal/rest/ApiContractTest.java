package org.zhengshu.portal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhengshu.kernel.boundary.Json;

/** The REST document says all that the resources do, in both languages, in OpenAPI 3.1. */
class ApiContractTest {
    private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target/classes");
    private static final java.nio.file.Path FOLDER =
            java.nio.file.Path.of("target/contract/api/v1");

    @Test
    void isValidOpenApi() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        for (String name : List.of("openapi.json", "openapi.yaml")) {
            var result =
                    new OpenAPIV3Parser()
                            .readLocation(FOLDER.resolve(name).toString(), List.of(), options);
            assertThat(result.getMessages()).as(name).isEmpty();
            assertThat(result.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
            assertThat(result.getOpenAPI().getPaths()).isNotEmpty();
        }
    }

    @Test
    void hasEveryMethodOfEveryResource() throws Exception {
        Set<String> documented = new TreeSet<>();
        document()
                .get("paths")
                .fields()
                .forEachRemaining(
                        path ->
                                path.getValue()
                                        .fieldNames()
                                        .forEachRemaining(
                                                verb ->
                                                        documented.add(
                                                                verb.toUpperCase(
                                                                                java.util.Locale
                                                                                        .ROOT)
                                                                        + " "
                                                                        + path.getKey())));
        assertThat(documented).isEqualTo(resourceMethods()).isNotEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        JsonNode document = document();
        List<String> broken = new ArrayList<>();
        for (JsonNode reference : document.findValues("$ref")) {
            String pointer = reference.textValue().substring(1);
            if (document.at(pointer).isMissingNode()) {
                broken.add(pointer);
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyOperationSaysWhoMayCallAndWhatCanHappen() throws IOException {
        Set<String> ids = new TreeSet<>();
        for (JsonNode path : document().get("paths")) {
            for (JsonNode operation : path) {
                String name = operation.get("x-operation").textValue();
                assertThat(ids.add(operation.get("operationId").textValue())).as(name).isTrue();
                assertThat(operation.get("summary").textValue())
                        .as(name)
                        .matches(".*\\p{IsHan}.* · .*[a-z].*");
                boolean open = "open".equals(operation.get("x-access").textValue());
                assertThat(operation.get("security").isEmpty()).as(name).isEqualTo(open);
                String access = operation.get("x-access").textValue();
                if (!"signed-in".equals(access)) {
                    assertThat(operation.get("x-roles").isEmpty()).as(name).isEqualTo(open);
                }
                JsonNode responses = operation.get("responses");
                assertThat(responses.fieldNames())
                        .toIterable()
                        .as(name)
                        .contains("200", "401", "500", "503");
                JsonNode answer = responses.get("200");
                assertThat(
                                answer.at("/content/application~1json/example").isMissingNode()
                                        && answer.at("/content/application~1zip").isMissingNode())
                        .as(name)
                        .isFalse();
                assertThat(answer.get("headers").fieldNames())
                        .toIterable()
                        .as(name)
                        .contains("Zhengshu-Receipt", "Zhengshu-Receipt-Id", "Zhengshu-Trace");
            }
        }
    }

    @Test
    void everyWayInIsAScheme() throws IOException {
        assertThat(document().at("/components/securitySchemes").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "certificate",
                        "accessToken",
                        "signature",
                        "tifHeaders",
                        "nationalHeaders",
                        "session");
    }

    private static JsonNode document() throws IOException {
        return Json.MAPPER.readTree(FOLDER.resolve("openapi.json").toFile());
    }

    private static Set<String> resourceMethods() throws Exception {
        Set<String> found = new TreeSet<>();
        try (Stream<java.nio.file.Path> files = Files.walk(CLASSES)) {
            for (java.nio.file.Path file :
                    files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name =
                        CLASSES.relativize(file).toString().replace('/', '.').replace(".class", "");
                Class<?> type = Class.forName(name, false, ApiContractTest.class.getClassLoader());
                if (type.isAnnotationPresent(Path.class)) {
                    for (Method method : type.getDeclaredMethods()) {
                        verbs(method).forEach(verb -> found.add(verb + " " + path(type, method)));
                    }
                }
            }
        }
        return found;
    }

    private static Stream<String> verbs(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(a -> a.isAnnotationPresent(HttpMethod.class))
                .map(a -> a.getAnnotation(HttpMethod.class).value());
    }

    private static String path(Class<?> type, Method method) {
        Path own = method.getAnnotation(Path.class);
        return "/api/v1/"
                + type.getAnnotation(Path.class).value()
                + (own == null ? "" : "/" + own.value());
    }
}
