package org.zhengshu.regulation.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhengshu.regulation.boundary.Code;
import org.zhengshu.regulation.boundary.CodeList;
import org.zhengshu.regulation.control.Reloading.Attempt;

/** Reads the folder of dictionaries, one file each. */
public final class CodeListReader {

    private CodeListReader() {}

    /** Reads the folder; a faulty list is left out. */
    public static Attempt<Map<String, CodeList>> read(Path folder) {
        Findings findings = new Findings();
        Optional<List<Path>> files = findings.of(folder, () -> JsonFiles.in(folder));
        Map<String, CodeList> lists = new HashMap<>();
        for (Path file : files.orElse(List.of())) {
            findings.of(file, () -> list(file)).ifPresent(list -> lists.put(list.id(), list));
        }
        return new Attempt<>(files.map(f -> Map.copyOf(lists)), findings.all());
    }

    private static CodeList list(Path file) {
        ObjectNode root = JsonFiles.read(file);
        JsonFiles.onlyFields("", root, Set.of("id", "version", "source", "codes"));
        String id = JsonFiles.text("", root, "id");
        if (!file.getFileName().toString().equals(id + ".json")) {
            throw new Malformed("id", "应与文件名一致", "must be the name of the file");
        }
        return new CodeList(
                id,
                JsonFiles.text("", root, "version"),
                JsonFiles.text("", root, "source"),
                codes(root.get("codes")));
    }

    private static List<Code> codes(JsonNode node) {
        List<Code> codes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode item : JsonFiles.array("codes", node)) {
            String at = "codes[" + codes.size() + "]";
            ObjectNode code = JsonFiles.object(at, item);
            JsonFiles.onlyFields(at, code, Set.of("code", "zh", "en", "aliases"));
            JsonNode aliases = code.get("aliases");
            codes.add(
                    new Code(
                            JsonFiles.text(at, code, "code"),
                            JsonFiles.text(at, code, "zh"),
                            JsonFiles.text(at, code, "en"),
                            aliases == null
                                    ? List.of()
                                    : JsonFiles.texts(at + ".aliases", aliases)));
            if (!seen.add(codes.get(codes.size() - 1).code())) {
                throw new Malformed(at, "代码重复", "the code is there twice");
            }
        }
        return codes;
    }
}
