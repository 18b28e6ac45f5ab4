package org.zhengshu.regulation.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.zhengshu.regulation.control.KeyReader.KeyBook;
import org.zhengshu.regulation.entity.KeySpec;
import org.zhengshu.regulation.entity.Pack;
import org.zhengshu.regulation.entity.Pack.Provision;
import org.zhengshu.regulation.entity.PackStatus;

/** Reads one pack file and reports each faulty key by its name. */
final class PackReader {

    private static final Set<String> FIELDS =
            Set.of(
                    "id",
                    "title",
                    "status",
                    "statusConfidence",
                    "from",
                    "until",
                    "textComplete",
                    "keys");

    private final KeyBook book;
    private final Map<String, PackStatus> statuses;
    private final ValueReader values;

    PackReader(KeyBook book, Map<String, PackStatus> statuses) {
        this.book = book;
        this.statuses = statuses;
        this.values = new ValueReader(book.limits());
    }

    Optional<Pack> read(Path file, Findings findings) {
        int before = findings.count();
        Optional<Pack> pack = findings.of(file, () -> pack(file, findings));
        return findings.count() == before ? pack : Optional.empty();
    }

    private Pack pack(Path file, Findings findings) {
        ObjectNode root = JsonFiles.read(file);
        JsonFiles.onlyFields("", root, FIELDS);
        String id = JsonFiles.text("", root, "id");
        if (!file.getFileName().toString().equals(id + ".json")) {
            throw new Malformed("id", "应与文件名一致", "must be the name of the file");
        }
        JsonFiles.optionalText("", root, "statusConfidence")
                .ifPresent(word -> confidence("statusConfidence", word));
        Map<String, Provision> provisions = new HashMap<>();
        ObjectNode keys = JsonFiles.object("keys", root.get("keys"));
        for (String key : JsonFiles.names(keys)) {
            findings.of(file, () -> provision(key, JsonFiles.object(key, keys.get(key))))
                    .ifPresent(provision -> provisions.put(key, provision));
        }
        return new Pack(
                id,
                JsonFiles.text("", root, "title"),
                status(JsonFiles.text("", root, "status")),
                day(root, "from", month -> month.atDay(1)),
                day(root, "until", YearMonth::atEndOfMonth),
                JsonFiles.flag("", root, "textComplete"),
                provisions);
    }

    private PackStatus status(String id) {
        PackStatus status = statuses.get(id);
        if (status == null) {
            throw new Malformed("status", "未知的效力状态 " + id, "unknown status " + id);
        }
        return status;
    }

    /** A day, or a month where the instrument tells no more. */
    private static Optional<LocalDate> day(
            ObjectNode root, String field, Function<YearMonth, LocalDate> ofMonth) {
        Optional<String> text = JsonFiles.optionalText("", root, field);
        try {
            return text.map(
                    t ->
                            t.length() == "yyyy-MM".length()
                                    ? ofMonth.apply(YearMonth.parse(t))
                                    : LocalDate.parse(t));
        } catch (DateTimeException e) {
            throw new Malformed(field, "应为 YYYY-MM-DD", "must be YYYY-MM-DD");
        }
    }

    private Provision provision(String key, ObjectNode node) {
        KeySpec spec = book.specs().get(key);
        if (spec == null) {
            throw new Malformed(key, "keys.json 中没有此参数", "keys.json has no such key");
        }
        JsonFiles.onlyFields(key, node, Set.of("value", "article", "confidence"));
        return new Provision(
                values.read(spec, node.get("value")),
                JsonFiles.text(key, node, "article"),
                confidence(key + ".confidence", JsonFiles.text(key, node, "confidence")));
    }

    private String confidence(String at, String word) {
        if (!book.confidences().contains(word)) {
            throw new Malformed(at, "未知的核对状态 " + word, "unknown confidence " + word);
        }
        return word;
    }
}
