package org.zhengshu.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Rest;

/**
 * What a browser gets: pages in both languages that load nothing from elsewhere; and the figures.
 */
class PagesIT {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final List<String> PAGES = List.of("/", "/about", "/verify", "/api/docs", "/ws");

    private final Node node = Node.shared();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/resource/x",
                "/about",
                "/verify",
                "/api/docs",
                "/ws",
                "/ws/"
            })
    void pageIsInBothLanguagesAndRunsNothingInline(String path) throws Exception {
        HttpResponse<String> page = get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .contains("<html lang=\"zh-CN\">", "lang=\"en\"")
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContain("<style", " style=", " onclick=", "http://", "https://");
    }

    @Test
    void everyLinkOfEveryPageLeadsSomewhere() throws Exception {
        Set<String> links = new TreeSet<>();
        for (String path : PAGES) {
            var link = LINK.matcher(get(path).body());
            while (link.find()) {
                if (link.group(1).startsWith("/")) {
                    links.add(link.group(1));
                }
            }
        }
        assertThat(links)
                .contains("/api/v1/openapi.json", "/api/v1/openapi.yaml", "/ws/Exchange?wsdl");
        for (String link : links) {
            assertThat(get(link).statusCode()).as(link).isEqualTo(200);
        }
    }

    @Test
    void anUnknownAddressHasAPageForBrowsersAndAProblemForPrograms() throws Exception {
        HttpResponse<String> page = get("/nothing/here");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("没有此页", "Page not found");
        HttpResponse<String> problem = get("/api/nothing");
        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(problem.body()).contains("kernel/not-found").doesNotContain("<html");
        HttpResponse<String> rest = get("/api/v1/nothing");
        assertThat(rest.statusCode()).isEqualTo(404);
        assertThat(rest.headers().firstValue("Zhengshu-Receipt")).isPresent();
    }

    @Test
    void thePortalsFilesAreKeptAndItsEntryIsNot() throws Exception {
        HttpResponse<String> entry = get("/requests/1?made=1");
        assertThat(entry.headers().firstValue("Cache-Control").orElse("")).isEqualTo("no-store");
        var script = Pattern.compile("src=\"(/portal/[^\"]+\\.js)\"").matcher(entry.body());
        assertThat(script.find()).isTrue();
        HttpResponse<String> plain = get(script.group(1));
        assertThat(plain.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        assertThat(plain.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/javascript");
        HttpResponse<byte[]> packed =
                client.send(
                        HttpRequest.newBuilder(URI.create(node.http() + script.group(1)))
                                .header("Accept-Encoding", "br, gzip")
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(plain.body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/portal/",
                "/portal/nothing.js",
                "/portal/%2e%2e/WEB-INF/web.xml",
                "/portal/..%2fWEB-INF/web.xml",
                "/portal//WEB-INF/web.xml",
                "/catalog/more",
                "/login/x",
                "/WEB-INF/web.xml"
            })
    void whatIsNoPageOfThePortalIsNotFound(String path) throws Exception {
        assertThat(get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void theDocumentIsServedInBothForms() throws Exception {
        assertThat(get("/api/v1/openapi.json").headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/json");
        HttpResponse<String> yaml = get("/api/v1/openapi.yaml");
        assertThat(yaml.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/yaml");
        assertThat(yaml.body()).contains("openapi: 3.1.0", "x-operation: exchange.query");
    }

    @Test
    void theRootCertificateIsTheOneOnDisk() throws Exception {
        assertThat(get("/pki/root.pem").body())
                .isEqualTo(Files.readString(node.data().resolve("root.pem")));
    }

    @Test
    void callsAndLogAreCounted() throws Exception {
        String[] refused = {
            "zhengshu_calls_total{",
            "action=\"catalogue.list\"",
            "door=\"REST\"",
            "outcome=\"identity/not-authenticated\""
        };
        Rest.nobody(node).get("/api/v1/catalogue-items");
        double before = figure(refused);
        double size = figure("zhengshu_log_size");
        Rest.nobody(node).get("/api/v1/catalogue-items");
        assertThat(figure(refused)).isGreaterThanOrEqualTo(before + 1);
        assertThat(figure("zhengshu_log_size")).isGreaterThanOrEqualTo(size + 1);
        assertThat(figure("zhengshu_log_waiting")).isNotNegative();
    }

    /** The figure whose line begins with the first and has all of the parts. */
    private double figure(String... parts) throws Exception {
        return get("/metrics")
                .body()
                .lines()
                .filter(l -> l.startsWith(parts[0]) && Stream.of(parts).allMatch(l::contains))
                .mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + List.of(parts)));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(node.http() + path)).build(),
                BodyHandlers.ofString());
    }
}
