package org.zhengshu.audit.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.TreeMap;
import org.zhengshu.proof.CanonicalJson;
import org.zhengshu.proof.ProofException;

/** What an entry's committed text says (条目原文); what somebody made unreadable says nothing. */
final class EntryText {
    private final JsonNode tree;

    private EntryText(JsonNode tree) {
        this.tree = tree;
    }

    /** Nothing is in the text of an entry that was redacted or archived. */
    static EntryText of(byte[] canonical) {
        if (canonical == null) {
            return new EntryText(MissingNode.getInstance());
        }
        try {
            return new EntryText(CanonicalJson.parse(canonical));
        } catch (ProofException e) {
            return new EntryText(MissingNode.getInstance());
        }
    }

    /** A member; null when it is not there. */
    String member(String name) {
        return text(tree.path(name));
    }

    String actor(String name) {
        return text(tree.path("actor").path(name));
    }

    Map<String, Object> facts() {
        Map<String, Object> facts = new TreeMap<>();
        tree.path("facts")
                .fields()
                .forEachRemaining(
                        fact ->
                                facts.put(
                                        fact.getKey(),
                                        fact.getValue().isIntegralNumber()
                                                ? (Object) fact.getValue().longValue()
                                                : fact.getValue().asText()));
        return facts;
    }

    /** How many subjects; null for none. */
    Integer subjects() {
        String commitment = member("subjects");
        return commitment == null || !commitment.matches("[0-9]{1,9}(:.*)?")
                ? null
                : Integer.valueOf(commitment.replaceAll(":.*", ""));
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }
}
