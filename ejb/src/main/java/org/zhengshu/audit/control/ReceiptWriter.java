package org.zhengshu.audit.control;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.proof.CanonicalJson;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.Receipt;

/**
 * Puts the receipts (存证回执) under one checkpoint together: entry, salt, inclusion path, signed
 * checkpoint, certificates. Writes the canonical form of RFC 8785 member by member in its order:
 * the entry is canonical already, the other strings need no escaping.
 */
public final class ReceiptWriter {
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final byte[] head;
    private final String hash;
    private final String size;

    /**
     * @param certificates as {@link #certificates} gives them
     */
    ReceiptWriter(HashAlgorithm hash, long size, String note, byte[] certificates) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(certificates.length + 1024);
        text(out, "{\"certificates\":");
        out.writeBytes(certificates);
        text(out, ",\"checkpoint\":");
        out.writeBytes(CanonicalJson.encode(note));
        text(out, ",\"entry\":");
        this.head = out.toByteArray();
        this.hash = hash.label();
        this.size = Long.toString(size);
    }

    /** The list of certificates in canonical form, the same for every receipt of a set of keys. */
    static byte[] certificates(List<byte[]> certificates) {
        return CanonicalJson.encode(certificates.stream().map(BASE64::encodeToString).toList());
    }

    /** One receipt under the checkpoint. */
    byte[] write(Entry entry, long index, List<byte[]> path) {
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(
                        head.length + entry.canonical().length + 48 * path.size() + 256);
        out.writeBytes(head);
        out.writeBytes(entry.canonical());
        StringBuilder tail = new StringBuilder(48 * path.size() + 256);
        tail.append(",\"format\":\"").append(Receipt.FORMAT).append("\",\"log\":{\"hash\":\"");
        tail.append(hash).append("\",\"index\":\"").append(index).append("\",\"path\":[");
        String before = "\"";
        for (byte[] node : path) {
            tail.append(before).append(BASE64.encodeToString(node)).append('"');
            before = ",\"";
        }
        tail.append("],\"size\":\"").append(size).append("\"},\"salt\":\"");
        tail.append(BASE64.encodeToString(entry.salt())).append("\"}");
        text(out, tail.toString());
        return out.toByteArray();
    }

    /** The form for a header: base64url without padding. */
    public static String header(byte[] receipt) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(receipt);
    }

    static List<byte[]> split(byte[] path) {
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < path.length; from += HashAlgorithm.LENGTH) {
            parts.add(java.util.Arrays.copyOfRange(path, from, from + HashAlgorithm.LENGTH));
        }
        return parts;
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
