package org.zhengshu.tests.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** An outside client of tus 1.0.0 that says each header itself (tus 客户端). */
record Tus(Rest rest) {
    static final String PATH = "/api/v1/uploads";
    private static final String[] VERSION = {"Tus-Resumable", "1.0.0"};

    /** A published entry with a number and a name of at most 20 characters. */
    static String entry(Node node, Rest officer) {
        String entry =
                """
                {"core":{"classCode":"217","title":"续传测试 %s","summary":"测试",\
                "formatClass":"03","formatType":"其他","shareType":"1","shareModeClass":"1",\
                "shareModeType":"文件下载","openFlag":"0","updateCycle":"7"},"items":[\
                {"technicalName":"code","name":"编号","dataType":"C","length":10,"primaryKey":true,\
                "sensitive":false,"nullable":false},\
                {"technicalName":"name","name":"名称","dataType":"C","length":20,"primaryKey":false,\
                "sensitive":false,"nullable":true}]}"""
                        .formatted(UUID.randomUUID());
        Reply entered = officer.post("/api/v1/catalogue-items", entry);
        assertThat(entered.status()).as(entered.text()).isEqualTo(200);
        String id = entered.json().get("id").asText();
        officer.post("/api/v1/catalogue-items/" + id + "/submission");
        Reply published =
                Rest.person(node, "business")
                        .post("/api/v1/catalogue-items/" + id + "/publication");
        assertThat(published.status()).as(published.text()).isEqualTo(200);
        return id;
    }

    /** A file of so many rows. */
    static byte[] file(int rows) {
        StringBuilder csv = new StringBuilder("code,name\n");
        for (int i = 1; i <= rows; i++) {
            csv.append(i).append(",名称").append(i).append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] part(byte[] file, long from, long to) {
        return Arrays.copyOfRange(file, (int) from, (int) Math.min(to, file.length));
    }

    static String metadata(String item, String filename) {
        return "filename " + base64(filename) + ",item " + base64(item) + ",note";
    }

    Reply begin(String item, long length, String... more) {
        return begin(Long.toString(length), metadata(item, "文件.csv"), more);
    }

    Reply begin(String length, String metadata, String... more) {
        String[] said = {"Upload-Length", length, "Upload-Metadata", metadata};
        return rest.send("POST", PATH, null, BodyPublishers.noBody(), all(VERSION, said, more));
    }

    /** Begins an upload and gives its address. */
    String begun(String item, long length) {
        Reply begun = begin(item, length);
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        return begun.header("Location").replaceFirst("^https://[^/]+", "");
    }

    Reply head(String address) {
        return rest.send("HEAD", address, null, BodyPublishers.noBody(), VERSION);
    }

    long offset(String address) {
        Reply head = head(address);
        assertThat(head.status()).isEqualTo(200);
        return Long.parseLong(head.header("Upload-Offset"));
    }

    Reply patch(String address, long offset, byte[] bytes, String... more) {
        return patch(address, Long.toString(offset), bytes, more);
    }

    Reply patch(String address, String offset, byte[] bytes, String... more) {
        String[] said = {"Upload-Offset", offset};
        return rest.send(
                "PATCH",
                address,
                "application/offset+octet-stream",
                BodyPublishers.ofByteArray(bytes),
                all(VERSION, said, more));
    }

    Reply summed(String address, long offset, byte[] bytes) {
        return patch(address, offset, bytes, "Upload-Checksum", checksum("SHA-256", bytes));
    }

    Reply delete(String address) {
        return rest.send("DELETE", address, null, BodyPublishers.noBody(), VERSION);
    }

    /** Loads a complete upload, named by its address. */
    Reply load(String item, String address) {
        String id = address.substring(PATH.length() + 1);
        return rest.send(
                "PUT",
                "/api/v1/catalogue-items/" + item + "/mount?upload=" + id,
                null,
                BodyPublishers.noBody());
    }

    static String checksum(String algorithm, byte[] bytes) {
        return algorithm.replace("-", "").toLowerCase(java.util.Locale.ROOT)
                + " "
                + Base64.getEncoder().encodeToString(digest(algorithm, bytes));
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-256", bytes));
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String[] all(String[]... parts) {
        return Stream.of(parts).flatMap(Stream::of).toArray(String[]::new);
    }
}
