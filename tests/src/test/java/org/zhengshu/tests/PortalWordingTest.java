package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhengshu.proof.Check;
import org.zhengshu.proof.Wording;
import org.zhengshu.tests.node.Node;

/**
 * What the portal says of a licence's checks, in Traditional Chinese too, is what the node says.
 */
class PortalWordingTest {
    private static final Path TEXTS = Node.project().resolve("web/src/main/portal/src/locales");

    private static final List<Check.Outcome> OUTCOMES =
            List.of(Check.Outcome.PASS, Check.Outcome.FAIL, Check.Outcome.INDETERMINATE);

    @Test
    void theSentencesOfThePortalAreThoseOfTheNode() throws IOException {
        JsonNode zh = texts("zh-CN");
        JsonNode en = texts("en");
        JsonNode tw = texts("zh-TW");
        assertThat(zh.get("checks")).hasSizeGreaterThan(15);
        for (String key : (Iterable<String>) zh.get("checks")::fieldNames) {
            String name = key.replace('-', '.');
            Wording open = Wording.of(new Check(name, Check.Outcome.INDETERMINATE, ""));
            for (Check.Outcome outcome : OUTCOMES) {
                String place = "/meaning/" + key + "/" + outcome;
                Wording wording = Wording.of(new Check(name, outcome, ""));
                if (zh.at(place).isMissingNode()) {
                    assertThat(wording).as(place + ": no file has it").isEqualTo(open);
                    continue;
                }
                assertThat(zh.at(place).asText()).as(place).isEqualTo(wording.zh());
                assertThat(en.at(place).asText()).as(place).isEqualTo(wording.en());
                assertThat(tw.at(place).asText()).as(place).isNotEqualTo(zh.at(place).asText());
            }
        }
    }

    private static JsonNode texts(String language) throws IOException {
        return new ObjectMapper()
                .readTree(TEXTS.resolve(language).resolve("verification.json").toFile());
    }
}
