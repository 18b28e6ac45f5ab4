package org.zhengshu.audit.control;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.proof.CanonicalJson;
import org.zhengshu.proof.HashAlgorithm;

/** Puts a receipt (存证回执) together: entry, salt, inclusion path, signed checkpoint, certificates. */
public final class ReceiptWriter {
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private ReceiptWriter() {}

    static byte[] write(
            Entry entry,
            HashAlgorithm hash,
            long index,
            long size,
            List<byte[]> path,
            String note,
            List<byte[]> certificates) {
        return CanonicalJson.encode(
                Map.of(
                        "format",
                        "zhengshu-receipt-1",
                        "entry",
                        CanonicalJson.parse(entry.canonical()),
                        "salt",
                        BASE64.encodeToString(entry.salt()),
                        "log",
                        Map.of(
                                "hash", hash.label(),
                                "index", Long.toString(index),
                                "size", Long.toString(size),
                                "path", encoded(path)),
                        "checkpoint",
                        note,
                        "certificates",
                        encoded(certificates)));
    }

    /** Said where an act is done and its entry not yet sequenced. */
    static Problem pending(UUID id) {
        return ProblemType.RECEIPT_PENDING.because(
                "操作已完成，请勿重复提交；回执稍后可取：/api/v1/receipts/" + id,
                "the operation is done, do not repeat it; fetch its receipt later: /api/v1/receipts/"
                        + id);
    }

    /** The form for a header: base64url without padding. */
    public static String header(byte[] receipt) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(receipt);
    }

    private static List<String> encoded(List<byte[]> parts) {
        return parts.stream().map(BASE64::encodeToString).toList();
    }

    static List<byte[]> split(byte[] path) {
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < path.length; from += 32) {
            parts.add(java.util.Arrays.copyOfRange(path, from, from + 32));
        }
        return parts;
    }
}
