package org.zhengshu.onboarding.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.zhengshu.exchange.boundary.ApiDocument;
import org.zhengshu.exchange.boundary.ResourceAddress;
import org.zhengshu.exchange.boundary.ResourceView;
import org.zhengshu.kernel.boundary.FileView;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.TypedXml;
import org.zhengshu.sharing.boundary.GrantView;

/**
 * The files of one kit (接入包内容), from the templates in the folder kit; the same input gives the same
 * bytes. Scripts hold nothing that people wrote: that is data of its own, in JSON and XML, and in
 * the README with its marks taken out.
 *
 * @param base scheme and authority of the node, checked
 * @param address of the contract, as it stands in addresses
 * @param roots in PEM, also those that TLS does not know
 */
public record Kit(
        String base,
        String address,
        ResourceView resource,
        GrantView grant,
        ApiDocument openApi,
        String wsdl,
        String roots) {
    /** The first that a zip file can tell. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final List<String> TEMPLATES =
            List.of(
                    "README.md",
                    "curl.sh",
                    "zhengshu.py",
                    "soap.py",
                    "Java17.java",
                    "Java8.java",
                    "CSharp.cs");
    private static final Pattern PLACE = Pattern.compile("@([A-Z]+)@");
    private static final Pattern CERTIFICATE =
            Pattern.compile(
                    "-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\\r?\\n?",
                    Pattern.DOTALL);
    private static final int ROWS = 3;

    /** What the samples send, in the order of the contract. */
    public record Query(UUID grant, String purpose, String matter, List<String> items, int limit) {}

    public FileView file() {
        return new FileView("kit-" + address + ".zip", zip());
    }

    private byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files().entrySet()) {
                ZipEntry entry = new ZipEntry("kit-" + address + "/" + file.getKey());
                entry.setTimeLocal(ALWAYS);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        Map<String, String> values = values();
        TEMPLATES.forEach(name -> files.put(name, filled(template(name), values)));
        files.put("query.json", json(query()));
        files.put(
                "query.xml",
                new String(TypedXml.bytes("select", namespace(), query()), StandardCharsets.UTF_8));
        files.put("openapi.json", json(documented()));
        files.put("resource.wsdl", wsdl);
        files.put("root.pem", rootsOfTls());
        files.put("all-roots.pem", roots);
        return files;
    }

    private Map<String, String> values() {
        return Map.of(
                "BASE", base,
                "ADDRESS", address,
                "CODE", resource.code(),
                "TITLE", plain(resource.title()),
                "GRANT", grant.id().toString(),
                "PURPOSE", plain(grant.purpose()),
                "MATTER", plain(grant.matter() == null ? "–" : grant.matter()),
                "ITEMS", String.join(", ", items()),
                "UNTIL", grant.validUntil().toString(),
                "NAMESPACE", namespace());
    }

    /** Nothing that ends a line or a cell, or is a mark of Markdown or HTML. */
    private static String plain(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}\\p{M} –—·、，。：；（）《》〔〕“”？！.,:-]", " ").strip();
    }

    private Query query() {
        return new Query(grant.id(), grant.purpose(), grant.matter(), items(), ROWS);
    }

    /** Those of the grant that this contract has. */
    private List<String> items() {
        return resource.items().stream()
                .map(ResourceView.Item::technicalName)
                .filter(grant.items()::contains)
                .toList();
    }

    private String namespace() {
        return ResourceAddress.namespace(resource.code(), resource.revision());
    }

    /** With the whole address: a file has none that it could be relative to. */
    private ApiDocument documented() {
        return new ApiDocument(
                openApi.openapi(),
                openApi.info(),
                List.of(Map.of("url", base + "/api/v1/resources/" + address)),
                openApi.security(),
                openApi.paths(),
                openApi.components());
    }

    /** Programs stumble over a root whose algorithm they do not know, such as SM2. */
    private String rootsOfTls() {
        return CERTIFICATE
                .matcher(roots)
                .results()
                .map(MatchResult::group)
                .filter(Kit::isKnownToTls)
                .collect(Collectors.joining());
    }

    private static boolean isKnownToTls(String pem) {
        try {
            CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            return true;
        } catch (CertificateException unknown) {
            return false;
        }
    }

    private static String json(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String filled(String template, Map<String, String> values) {
        return PLACE.matcher(template)
                .replaceAll(m -> Matcher.quoteReplacement(values.get(m.group(1))));
    }

    private static String template(String name) {
        try (InputStream in =
                Kit.class.getResourceAsStream("/org/zhengshu/onboarding/kit/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
