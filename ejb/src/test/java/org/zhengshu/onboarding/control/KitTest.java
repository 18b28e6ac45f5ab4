package org.zhengshu.onboarding.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.zhengshu.exchange.boundary.ApiDocument;
import org.zhengshu.exchange.boundary.ResourceView;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.sharing.boundary.GrantView;

/** What people wrote is data in a kit and never part of a program. */
@Tag("ONB-15")
class KitTest {
    /** Ends strings, comments, lines, cells and elements in every language of the kit. */
    private static final String HOSTILE =
            "PWNED'\"`$(touch x)\n\u2028\u0085*/ */ ''' \"\"\" \\u000a | <script>&amp;]]> @BASE@ %{x} ${x}";

    private static final List<String> SCRIPTS =
            List.of("curl.sh", "zhengshu.py", "soap.py", "Java17.java", "Java8.java", "CSharp.cs");

    private static Kit kit(String text) {
        ResourceView.Item item =
                new ResourceView.Item("code", text, "C", 8, null, true, false, false, "1");
        ResourceView resource =
                new ResourceView(
                        "103001/000001",
                        text,
                        "provider",
                        text,
                        2,
                        2,
                        null,
                        null,
                        true,
                        "/r",
                        "/o",
                        "/s",
                        "/w",
                        List.of(item));
        GrantView grant =
                new GrantView(
                        UUID.fromString("3b6f9e20-7d14-4c8a-b5e3-9f0a2c4d6e81"),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        "103001/000001",
                        "consumer",
                        "provider",
                        text,
                        text,
                        List.of("code", "gone"),
                        null,
                        null,
                        0,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "ACTIVE",
                        null,
                        null);
        ApiDocument api =
                new ApiDocument("3.1.0", Map.of(), List.of(), List.of(), Map.of(), Map.of());
        return new Kit(
                "https://node.example:8443",
                "103001-000001-v2",
                resource,
                grant,
                api,
                "<wsdl/>",
                "no roots");
    }

    private static Map<String, String> files(Kit kit) {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(kit.file().bytes()))) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                files.put(e.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    @Test
    void scriptsAreTheSameWhateverPeopleWrote() {
        Map<String, String> hostile = files(kit(HOSTILE));
        Map<String, String> plain = files(kit("街道"));
        for (String script : SCRIPTS) {
            String name = "kit-103001-000001-v2/" + script;
            assertThat(hostile.get(name)).as(script).isNotBlank().isEqualTo(plain.get(name));
            assertThat(hostile.get(name)).as(script).doesNotContainPattern("@[A-Z]+@");
        }
    }

    @Test
    void theReadmeHasNeitherMarksNorLinesOfTheirs() {
        String hostile = files(kit(HOSTILE)).get("kit-103001-000001-v2/README.md");
        String plain = files(kit("街道")).get("kit-103001-000001-v2/README.md");
        assertThat(hostile.lines().count()).isEqualTo(plain.lines().count());
        assertThat(hostile).contains("PWNED").doesNotContain("<script", "$(touch", "\u2028");
        assertThat(hostile.chars().filter(c -> c == '|').count())
                .isEqualTo(plain.chars().filter(c -> c == '|').count());
    }

    @Test
    void whatIsSentHasTheTextsAsTheyAre() throws Exception {
        String hostile = HOSTILE.replace("\u2028", "").replace("\u0085", "");
        Map<String, String> files = files(kit(hostile));
        var json = Json.MAPPER.readTree(files.get("kit-103001-000001-v2/query.json"));
        assertThat(json.get("purpose").asText()).isEqualTo(hostile);
        assertThat(json.get("items").toString()).isEqualTo("[\"code\"]");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        byte[] xml = files.get("kit-103001-000001-v2/query.xml").getBytes(StandardCharsets.UTF_8);
        Element select =
                factory.newDocumentBuilder()
                        .parse(new ByteArrayInputStream(xml))
                        .getDocumentElement();
        assertThat(select.getNamespaceURI()).isEqualTo("urn:zhengshu:resource:103001-000001-v2");
        assertThat(select.getElementsByTagNameNS("*", "purpose").item(0).getTextContent())
                .isEqualTo(hostile);
        assertThat(select.getElementsByTagNameNS("*", "items").getLength()).isEqualTo(1);
    }

    @Test
    void theSameInputGivesTheSameBytesAndNamesThatStayInTheirFolder() {
        assertThat(kit("街道").file().bytes()).isEqualTo(kit("街道").file().bytes());
        assertThat(kit("街道").file().name()).isEqualTo("kit-103001-000001-v2.zip");
        assertThat(new ArrayList<>(files(kit(HOSTILE)).keySet()))
                .hasSize(13)
                .allMatch(name -> name.matches("kit-103001-000001-v2/[A-Za-z0-9-]+\\.[a-z]+"));
    }
}
