package org.zhengshu.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The portal's part of the list of components (软件物料清单): the packages that its build found in its
 * files, with their versions and hashes from npm's lock file.
 */
final class PortalComponents {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FOLDER = "node_modules/";

    /** Names of Subresource Integrity, and of CycloneDX. */
    private static final Map<String, String> HASHES =
            Map.of("sha1", "SHA-1", "sha256", "SHA-256", "sha384", "SHA-384", "sha512", "SHA-512");

    private PortalComponents() {}

    /**
     * Each name and version once, in the order of their places.
     *
     * @param packed the places of the packages, one a line
     */
    static List<ObjectNode> of(Path lock, Path packed) throws IOException {
        JsonNode packages = MAPPER.readTree(lock.toFile()).path("packages");
        List<ObjectNode> components = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (String place : Files.readAllLines(packed)) {
            JsonNode stated = packages.path(place);
            if (!place.contains(FOLDER) || stated.path("version").asText().isEmpty()) {
                throw new IOException(lock + " does not say which version is at " + place);
            }
            ObjectNode component = component(place, stated);
            if (known.add(component.get("purl").asText())) {
                components.add(component);
            }
        }
        return components;
    }

    private static ObjectNode component(String place, JsonNode stated) throws IOException {
        String full = place.substring(place.lastIndexOf(FOLDER) + FOLDER.length());
        int slash = full.indexOf('/');
        String name = full.substring(slash + 1);
        String version = stated.path("version").asText();
        String scope = slash < 0 ? "" : "%40" + full.substring(1, slash) + "/";
        String purl = "pkg:npm/" + scope + name + "@" + version;
        ObjectNode component = MAPPER.createObjectNode();
        component.put("type", "library").put("bom-ref", purl);
        if (slash >= 0) {
            component.put("group", full.substring(0, slash));
        }
        component.put("name", name).put("version", version);
        hashes(component, stated.path("integrity").asText());
        licence(component, stated.path("license").asText());
        component.put("purl", purl);
        return component;
    }

    private static void hashes(ObjectNode component, String integrity) throws IOException {
        ArrayNode hashes = component.putArray("hashes");
        for (String one : integrity.strip().split("\\s+")) {
            int dash = one.indexOf('-');
            String algorithm = dash < 0 ? null : HASHES.get(one.substring(0, dash));
            if (algorithm == null) {
                throw new IOException(component.get("purl") + ": integrity is " + integrity);
            }
            byte[] hash = Base64.getDecoder().decode(one.substring(dash + 1));
            hashes.addObject().put("alg", algorithm).put("content", HexFormat.of().formatHex(hash));
        }
    }

    /** One identifier is an id, several are an expression (SPDX). */
    private static void licence(ObjectNode component, String text) {
        if (text.isBlank()) {
            return;
        }
        ObjectNode licence = component.putArray("licenses").addObject();
        if (text.matches("[A-Za-z0-9.+-]+")) {
            licence.putObject("license").put("id", text);
        } else {
            licence.put("expression", text);
        }
    }
}
