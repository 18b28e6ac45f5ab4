package org.zhengshu.tests;

import static org.zhengshu.tests.DoorsCase.answered;
import static org.zhengshu.tests.DoorsCase.refused;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.zhengshu.tests.node.Reply;

/** The table's lines on uploads in pieces. */
final class DoorsUploadTable {
    private static final String CIVIL = "civil";
    private static final String PATH = "/api/v1/uploads";
    private static final String FILE = "code,name\n1,甲\n2,乙\n";
    private static final int LENGTH = FILE.getBytes(StandardCharsets.UTF_8).length;
    private static final String[] TIMES = {"begunAt", "expiresAt"};

    private static final Function<DoorsWorld, Map<String, String>> ENTRY =
            w -> Map.of("id", w.published(CIVIL, DoorsEntries.SIMPLE));

    private static final Function<DoorsWorld, Map<String, String>> BEGUN = w -> upload(w, false);
    private static final Function<DoorsWorld, Map<String, String>> COMPLETE = w -> upload(w, true);

    private DoorsUploadTable() {}

    static List<DoorsCase> cases() {
        DoorsCall append = DoorsCall.append("$upload", 0, FILE, sha256(FILE));
        DoorsCall begin = begin("$id", LENGTH);
        return List.of(
                answered("mounting.begin-upload", "a file", CIVIL, begin)
                        .given(ENTRY)
                        .differs("id", "upload", "begunAt", "expiresAt"),
                refused("mounting.begin-upload", "another's", "police", begin, "identity/forbidden")
                        .given(ENTRY),
                refused(
                                "mounting.begin-upload",
                                "less than nothing",
                                CIVIL,
                                begin("$id", -1),
                                "kernel/invalid-input")
                        .given(ENTRY),
                refused(
                                "mounting.begin-upload",
                                "too large",
                                CIVIL,
                                begin("$id", 1L << 50),
                                "kernel/too-large")
                        .given(ENTRY),
                answered("mounting.append-upload", "the whole", CIVIL, append)
                        .fresh(BEGUN)
                        .differs(TIMES),
                refused(
                                "mounting.append-upload",
                                "not the next offset",
                                CIVIL,
                                DoorsCall.append("$upload", 3, FILE, sha256(FILE)),
                                "mounting/upload-offset")
                        .given(BEGUN),
                refused(
                                "mounting.append-upload",
                                "another checksum",
                                CIVIL,
                                DoorsCall.append("$upload", 0, FILE, sha256("")),
                                "mounting/checksum-mismatch")
                        .given(BEGUN),
                refused("mounting.append-upload", "another's", "police", append, "kernel/not-found")
                        .given(BEGUN),
                answered("mounting.upload", "begun", CIVIL, get("$upload")).given(BEGUN),
                refused("mounting.upload", "unknown", CIVIL, get("$unknown"), "kernel/not-found"),
                answered("mounting.uploads", "all", CIVIL, list()),
                refused("mounting.uploads", "wrong role", "asker", list(), "identity/forbidden"),
                answered("mounting.upload-limits", "all", CIVIL, limits()),
                refused(
                        "mounting.upload-limits",
                        "wrong role",
                        "asker",
                        limits(),
                        "identity/forbidden"),
                answered("mounting.cancel-upload", "begun", CIVIL, cancel())
                        .fresh(BEGUN)
                        .differs(TIMES),
                refused("mounting.cancel-upload", "over", CIVIL, cancel(), "mounting/upload-gone")
                        .given(DoorsUploadTable::cancelled),
                answered("mounting.load", "an upload", CIVIL, load("$upload"))
                        .fresh(COMPLETE)
                        .differs("upload"),
                refused(
                                "mounting.load",
                                "half an upload",
                                CIVIL,
                                load("$upload"),
                                "mounting/upload-unfinished")
                        .given(BEGUN),
                refused("mounting.load", "no upload", CIVIL, load("x"), "kernel/not-found")
                        .given(ENTRY));
    }

    private static Map<String, String> upload(DoorsWorld world, boolean complete) {
        String item = world.published(CIVIL, DoorsEntries.SIMPLE);
        Reply begun =
                world.rest(CIVIL).post(PATH, DoorsJson.strict(beginning("'" + item + "'", LENGTH)));
        String id = DoorsWorld.ok(begun).get("id").asText();
        if (complete) {
            DoorsWorld.ok(
                    world.rest(CIVIL)
                            .send(
                                    "PATCH",
                                    PATH + "/" + id,
                                    "application/offset+octet-stream",
                                    BodyPublishers.ofString(FILE),
                                    "Upload-Offset",
                                    "0"));
        }
        return Map.of("id", item, "upload", id);
    }

    private static Map<String, String> cancelled(DoorsWorld world) {
        Map<String, String> begun = upload(world, false);
        DoorsWorld.ok(world.rest(CIVIL).delete(PATH + "/" + begun.get("upload")));
        return begun;
    }

    private static String beginning(String item, long length) {
        return "{'item':%s,'length':%d,'filename':'../数据.csv'}".formatted(item, length);
    }

    private static DoorsCall begin(String item, long length) {
        return DoorsCall.post(PATH, beginning("'" + item + "'", length), "Mounts", "beginUpload");
    }

    private static DoorsCall get(String id) {
        return DoorsCall.bare(
                "GET", PATH + "/" + id, "Mounts", "uploadStatus", "{'id':'" + id + "'}");
    }

    private static DoorsCall list() {
        return DoorsCall.bare("GET", PATH, "Mounts", "uploads", "{}").listed("upload");
    }

    private static DoorsCall limits() {
        return DoorsCall.bare("GET", "/api/v1/upload-limits", "Mounts", "uploadLimits", "{}");
    }

    private static DoorsCall cancel() {
        return DoorsCall.bare(
                "DELETE", PATH + "/$upload", "Mounts", "cancelUpload", "{'id':'$upload'}");
    }

    private static DoorsCall load(String upload) {
        return DoorsCall.bare(
                "PUT",
                "/api/v1/catalogue-items/$id/mount?upload=" + upload,
                "Mounts",
                "load",
                "{'id':'$id','upload':'" + upload + "'}");
    }

    static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
