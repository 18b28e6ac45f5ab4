package org.zhengshu.proof.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengshu.proof.CanonicalJson;
import org.zhengshu.proof.ProofException;

/**
 * Compares the readable columns of an entry (可读列) with what its leaf commits to: a column has the
 * text of the member of its name, else of the fact of its name; of an object its id.
 */
final class Columns {
    /** The action of the entry that logs a redaction. */
    static final String REDACT = "audit.redact";

    /** The outcome of what was done; a refused one removes nothing. */
    private static final String ANSWERED = "answered";

    private static final String AT = "at";
    private static final String FACTS = "facts";
    private static final String ID = "id";
    private static final int MAX_NAMES = 100;

    private Columns() {}

    static Item.Committed committed(LogRecord.Entry entry) {
        if (entry.content().isEmpty()) {
            return new Item.Committed(
                    instant(entry.columns().get(AT)), List.of(), Item.Redaction.NONE);
        }
        JsonNode tree;
        try {
            tree = CanonicalJson.parse(entry.content().get().canonical(), LogFile.MAX_LINE);
        } catch (ProofException e) {
            return new Item.Committed(Optional.empty(), List.of("entry"), Item.Redaction.NONE);
        }
        List<String> differing = new ArrayList<>();
        if (!entry.id().equals(text(tree.path(ID)))) {
            differing.add(ID);
        }
        for (Map.Entry<String, String> column : entry.columns().entrySet()) {
            if (!agrees(column.getKey(), column.getValue(), value(tree, column.getKey()))) {
                differing.add(Item.shortened(column.getKey()));
            }
        }
        return new Item.Committed(
                instant(text(tree.path(AT))),
                differing.stream().limit(MAX_NAMES).toList(),
                redaction(tree));
    }

    private static JsonNode value(JsonNode tree, String name) {
        JsonNode value = tree.path(name);
        return value.isMissingNode() ? tree.path(FACTS).path(name) : value;
    }

    private static boolean agrees(String name, String column, JsonNode value) {
        String committed = text(value.isObject() ? value.path(ID) : value);
        if (column == null || committed == null) {
            return column == null && committed == null;
        }
        return column.equals(committed)
                || (name.equals(AT)
                        && instant(column).isPresent()
                        && instant(column).equals(instant(committed)));
    }

    /** A text as it is, any other value in its JSON form, null for nothing. */
    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The facts of a redaction name the entry's id, and its index as the fact seq. */
    private static Item.Redaction redaction(JsonNode tree) {
        if (!REDACT.equals(text(tree.path("action")))
                || !ANSWERED.equals(text(tree.path("outcome")))) {
            return Item.Redaction.NONE;
        }
        List<String> named = new ArrayList<>();
        for (JsonNode fact : tree.path(FACTS)) {
            if (fact.isTextual()) {
                named.add(fact.textValue());
            } else if (fact.isArray()) {
                fact.forEach(item -> named.add(item.asText()));
            }
        }
        return new Item.Redaction(
                named.stream().limit(MAX_NAMES).map(Item::shortened).toList(),
                Optional.ofNullable(text(tree.path(FACTS).path("seq"))));
    }
}
