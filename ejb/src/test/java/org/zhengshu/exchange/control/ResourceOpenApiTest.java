package org.zhengshu.exchange.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.kernel.boundary.Json;

/** The OpenAPI document of a resource says what its data items say. */
class ResourceOpenApiTest {
    @Test
    @Tag("EXC-2")
    void isValidWithAndWithoutAKey() throws Exception {
        valid(SampleContract.of(SampleContract.everyType()));
        valid(SampleContract.of(List.of(SampleContract.item("day", "D", null, null))));
        valid(SampleContract.old(SampleContract.everyType()));
    }

    private static void valid(Contract contract) throws Exception {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        String document = Json.MAPPER.writeValueAsString(new ResourceOpenApi(contract).document());
        SwaggerParseResult result =
                new OpenAPIV3Parser().readContents(document, List.of(), options);
        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths()).isNotEmpty();
    }

    @Test
    void isTheSameEachTimeItIsMade() throws Exception {
        Contract contract = SampleContract.of(SampleContract.everyType());
        assertThat(document(contract)).isEqualTo(document(contract));
    }

    /** As the doors take them: a body that says its grant is no mistake. */
    @Test
    void everyBodyMaySayUnderWhatItIsSent() throws Exception {
        JsonNode schemas =
                document(SampleContract.of(SampleContract.everyType())).at("/components/schemas");
        for (String body : List.of("Query", "Condition", "Keys", "Claims")) {
            assertThat(schemas.get(body).get("properties").fieldNames())
                    .toIterable()
                    .as(body)
                    .contains("grant", "purpose", "matter");
        }
    }

    @Test
    void everyWayInIsAScheme() throws Exception {
        JsonNode document = document(SampleContract.of(SampleContract.everyType()));
        assertThat(document.at("/components/securitySchemes").fieldNames())
                .toIterable()
                .containsExactly(
                        "certificate",
                        "accessToken",
                        "signature",
                        "tifHeaders",
                        "nationalHeaders",
                        "session");
        assertThat(document.get("security"))
                .as("any of them alone")
                .hasSize(6)
                .allSatisfy(one -> assertThat(one).hasSize(1));
    }

    @Test
    void everyReferenceLeadsSomewhere() throws Exception {
        JsonNode document = document(SampleContract.of(SampleContract.everyType()));
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.textValue().substring(1)).isMissingNode())
                    .as(reference.textValue())
                    .isFalse();
        }
    }

    @Test
    void itemsHaveTheirTypesNamesAndLimits() throws Exception {
        JsonNode row =
                document(SampleContract.of(SampleContract.everyType()))
                        .at("/components/schemas/Row/properties");
        assertThat(row.fieldNames())
                .toIterable()
                .containsExactly(
                        "code", "person", "amount", "price", "day", "moment", "flag", "memo",
                        "blob", "whole", "real", "single");
        assertThat(row.at("/code/type").textValue()).isEqualTo("string");
        assertThat(row.at("/code/maxLength").intValue()).isEqualTo(8);
        assertThat(row.at("/code/x-primary-key").booleanValue()).isTrue();
        assertThat(row.at("/amount/type/0").textValue()).isEqualTo("number");
        assertThat(row.at("/amount/type/1").textValue()).isEqualTo("null");
        assertThat(row.at("/amount/multipleOf").decimalValue()).isEqualByComparingTo("1e-10");
        assertThat(row.at("/day/format").textValue()).isEqualTo("date");
        assertThat(row.at("/day/title").textValue()).isEqualTo("名称<day>");
    }

    @Test
    void aSensitiveItemIsMarkedAndItsExampleMasked() throws Exception {
        JsonNode person =
                document(SampleContract.of(SampleContract.everyType()))
                        .at("/components/schemas/Row/properties/person");
        assertThat(person.get("x-sensitive").booleanValue()).isTrue();
        assertThat(person.at("/examples/0").textValue()).isEqualTo("**");
    }

    @Test
    void itsServerStaysWithTheContract() throws Exception {
        JsonNode now = document(SampleContract.of(SampleContract.everyType()));
        assertThat(now.at("/servers/0/url").textValue())
                .isEqualTo("/api/v1/resources/103001-000001-v3");
        JsonNode old = document(SampleContract.old(SampleContract.everyType()));
        assertThat(old.at("/servers/0/url").textValue())
                .isEqualTo("/api/v1/resources/103001-000001-v2");
        assertThat(old.at("/info/description").textValue())
                .contains(SampleContract.SUNSET.toString());
    }

    private static JsonNode document(Contract contract) throws Exception {
        return Json.MAPPER.readTree(
                Json.MAPPER.writeValueAsBytes(new ResourceOpenApi(contract).document()));
    }
}
