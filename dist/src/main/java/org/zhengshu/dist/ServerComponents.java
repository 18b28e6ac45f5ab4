package org.zhengshu.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.zhengshu.proof.HashAlgorithm;

/**
 * The list of components (软件物料清单), CycloneDX 1.6: Maven's list of what the application brings,
 * completed with the libraries that the server brings and those of the portal.
 */
final class ServerComponents {
    private static final Pattern NAMED = Pattern.compile("(.+?)-([0-9][^/]*)\\.jar");
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ServerComponents() {}

    private record Coordinates(String group, String name, String version) {
        String purl() {
            return "pkg:maven/" + group + "/" + name + "@" + version + "?type=jar";
        }
    }

    static byte[] complete(Path bom, Map<String, Path> files, List<ObjectNode> portal)
            throws IOException {
        ObjectNode root = (ObjectNode) MAPPER.readTree(bom.toFile());
        ArrayNode components = root.withArray("components");
        Set<String> known = new HashSet<>();
        for (JsonNode component : components) {
            known.add(component.path("purl").asText());
            if (component.path("group").asText().equals("org.zhengshu")) {
                // not those of the package, where they are plain: SHA256SUMS has them
                ((ObjectNode) component).remove("hashes");
            }
        }
        for (var file : files.entrySet()) {
            if (file.getKey().startsWith("wildfly/") && file.getKey().endsWith(".jar")) {
                ObjectNode component = component(file.getKey(), file.getValue());
                if (!component.has("purl") || known.add(component.get("purl").asText())) {
                    components.add(component);
                }
            }
        }
        components.addAll(portal);
        return MAPPER.writeValueAsBytes(root);
    }

    private static ObjectNode component(String place, Path file) throws IOException {
        ObjectNode component = MAPPER.createObjectNode();
        component.put("type", "library");
        component.put("bom-ref", place);
        Optional<Coordinates> stated = coordinates(file);
        stated.ifPresent(c -> component.put("group", c.group()));
        Matcher named = NAMED.matcher(file.getFileName().toString());
        if (stated.isPresent()) {
            component.put("name", stated.get().name()).put("version", stated.get().version());
        } else if (named.matches()) {
            component.put("name", named.group(1)).put("version", named.group(2));
        } else {
            component.put("name", file.getFileName().toString());
        }
        byte[] hash = HashAlgorithm.SHA_256.digest(java.nio.file.Files.readAllBytes(file));
        component
                .putArray("hashes")
                .addObject()
                .put("alg", "SHA-256")
                .put("content", HexFormat.of().formatHex(hash));
        stated.ifPresent(c -> component.put("purl", c.purl()));
        return component;
    }

    /** What the jar says of itself, when it is about one artifact only. */
    private static Optional<Coordinates> coordinates(Path file) throws IOException {
        try (ZipFile jar = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> stated =
                    jar.stream()
                            .filter(e -> e.getName().matches("META-INF/maven/.*/pom\\.properties"))
                            .toList();
            if (stated.size() != 1) {
                return Optional.empty();
            }
            Properties values = new Properties();
            try (InputStream in = jar.getInputStream(stated.get(0))) {
                values.load(in);
            }
            return Optional.of(
                    new Coordinates(
                            values.getProperty("groupId"),
                            values.getProperty("artifactId"),
                            values.getProperty("version")));
        }
    }
}
