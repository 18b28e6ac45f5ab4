package org.zhengshu.regulation.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhengshu.regulation.control.KeyReader.KeyBook;
import org.zhengshu.regulation.control.Reloading.Attempt;
import org.zhengshu.regulation.entity.KeySpec;
import org.zhengshu.regulation.entity.Pack;
import org.zhengshu.regulation.entity.PackLibrary;
import org.zhengshu.regulation.entity.PackLibrary.NodeStack;
import org.zhengshu.regulation.entity.PackStatus;
import org.zhengshu.regulation.entity.PackStatus.Use;

/** Reads the whole folder of packs and checks that its files agree with each other. */
public final class PackLibraryReader {

    private static final String KEYS = "keys.json";
    private static final String STATUSES = "statuses.json";
    private static final String APPROVERS = "approvers.json";
    private static final String NODE = "node.json";
    private static final Set<String> NOT_PACKS = Set.of(KEYS, STATUSES, APPROVERS, NODE);
    private static final String APPROVER_KEY = "request.approver";

    private final Path folder;
    private final Findings findings = new Findings();

    private PackLibraryReader(Path folder) {
        this.folder = folder;
    }

    /** Reads the folder; a faulty pack is left out, a faulty common file leaves nothing. */
    public static Attempt<PackLibrary> read(Path folder) {
        PackLibraryReader reader = new PackLibraryReader(folder);
        Optional<PackLibrary> library = reader.library();
        return new Attempt<>(library, reader.findings.all());
    }

    private Optional<PackLibrary> library() {
        Optional<KeyBook> book = common(KEYS, KeyReader::read);
        Optional<Map<String, PackStatus>> statuses = common(STATUSES, PackLibraryReader::statuses);
        Optional<NodeStack> node = common(NODE, PackLibraryReader::node);
        Optional<Map<String, List<String>>> approvers =
                book.flatMap(b -> common(APPROVERS, file -> approvers(file, b.specs())));
        if (statuses.isEmpty() || node.isEmpty() || approvers.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Pack> packs = packs(new PackReader(book.get(), statuses.get()));
        check(node.get(), packs);
        return Optional.of(
                new PackLibrary(
                        book.get().specs(), statuses.get(), approvers.get(), packs, node.get()));
    }

    private interface FileReader<T> {
        T read(Path file);
    }

    private <T> Optional<T> common(String name, FileReader<T> reader) {
        Path file = folder.resolve(name);
        return findings.of(file, () -> reader.read(file));
    }

    private Map<String, Pack> packs(PackReader reader) {
        Map<String, Pack> packs = new HashMap<>();
        for (Path file : findings.of(folder, () -> JsonFiles.in(folder)).orElse(List.of())) {
            if (!NOT_PACKS.contains(file.getFileName().toString())) {
                reader.read(file, findings).ifPresent(pack -> packs.put(pack.id(), pack));
            }
        }
        return packs;
    }

    private static Map<String, PackStatus> statuses(Path file) {
        ObjectNode root = JsonFiles.read(file);
        Map<String, PackStatus> statuses = new HashMap<>();
        for (String id : JsonFiles.names(root)) {
            ObjectNode node = JsonFiles.object(id, root.get(id));
            JsonFiles.onlyFields(id, node, Set.of("use", "supplement", "zh", "en"));
            Use use =
                    Use.of(JsonFiles.text(id, node, "use"))
                            .orElseThrow(
                                    () -> new Malformed(id + ".use", "未知的适用范围", "unknown use"));
            statuses.put(
                    id,
                    new PackStatus(
                            id,
                            use,
                            JsonFiles.flag(id, node, "supplement"),
                            JsonFiles.text(id, node, "zh"),
                            JsonFiles.text(id, node, "en")));
        }
        return statuses;
    }

    private static Map<String, List<String>> approvers(Path file, Map<String, KeySpec> specs) {
        ObjectNode root = JsonFiles.read(file);
        KeySpec spec = specs.get(APPROVER_KEY);
        List<String> kinds = spec == null ? List.of() : spec.values();
        Map<String, List<String>> approvers = new HashMap<>();
        for (String kind : kinds) {
            approvers.put(kind, JsonFiles.texts(kind, root.get(kind)));
        }
        JsonFiles.onlyFields("", root, Set.copyOf(kinds));
        return approvers;
    }

    private static NodeStack node(Path file) {
        ObjectNode root = JsonFiles.read(file);
        JsonFiles.onlyFields("", root, Set.of("jurisdiction", "stack", "supplement", "aliases"));
        Map<String, String> aliases = new HashMap<>();
        if (root.has("aliases")) {
            ObjectNode node = JsonFiles.object("aliases", root.get("aliases"));
            for (String alias : JsonFiles.names(node)) {
                aliases.put(alias, JsonFiles.text("aliases", node, alias));
            }
        }
        return new NodeStack(
                JsonFiles.text("", root, "jurisdiction"),
                JsonFiles.texts("stack", root.get("stack")),
                JsonFiles.optionalText("", root, "supplement").map(List::of).orElse(List.of()),
                aliases);
    }

    private void check(NodeStack node, Map<String, Pack> packs) {
        node.stack().forEach(id -> checkStack("stack", id, packs, false));
        node.supplements().forEach(id -> checkStack("supplement", id, packs, true));
        node.aliases()
                .forEach(
                        (alias, id) -> {
                            if (packs.containsKey(alias) || !packs.containsKey(id)) {
                                wrong(
                                        "aliases." + alias,
                                        "别名与法规配置重名或指向不存在的配置",
                                        "the alias is a pack, or leads to none");
                            }
                        });
    }

    private void checkStack(String at, String id, Map<String, Pack> packs, boolean supplement) {
        Pack pack = packs.get(id);
        if (pack == null) {
            wrong(at, "没有可用的法规配置 " + id, "no usable rule pack " + id);
        } else if (pack.status().use() != Use.ACTIVATE
                || pack.status().supplement() != supplement) {
            wrong(
                    at,
                    id + " 状态为“" + pack.status().zh() + "”，不得在此启用",
                    id + " has the status \"" + pack.status().en() + "\" and may not stand here");
        }
    }

    private void wrong(String key, String zh, String en) {
        findings.add(folder.resolve(NODE), key, zh, en);
    }
}
