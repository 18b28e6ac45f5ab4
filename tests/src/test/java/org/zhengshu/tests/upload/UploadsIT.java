package org.zhengshu.tests.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhengshu.tests.upload.Tus.PATH;
import static org.zhengshu.tests.upload.Tus.checksum;
import static org.zhengshu.tests.upload.Tus.metadata;
import static org.zhengshu.tests.upload.Tus.part;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.tests.crash.Await;
import org.zhengshu.tests.crash.Postgres;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** Uploads in pieces by the words of tus 1.0.0, and what is refused (断点续传). */
class UploadsIT {
    private static final Node NODE = Node.shared();
    private static final byte[] FILE = Tus.file(4_000);
    private static final int THIRD = FILE.length / 3;

    private static Tus tus;
    private static String item;

    @BeforeAll
    static void publishAnEntry() {
        Rest officer = Rest.person(NODE, "health");
        tus = new Tus(officer);
        item = Tus.entry(NODE, officer);
    }

    @Test
    void optionsSayWhatTheServerCan() {
        Reply reply = tus.rest().send("OPTIONS", PATH, null, BodyPublishers.noBody());
        assertThat(reply.status()).as(reply.text()).isEqualTo(204);
        assertThat(reply.header("Tus-Version")).isEqualTo("1.0.0");
        assertThat(reply.header("Tus-Extension"))
                .isEqualTo("creation,expiration,termination,checksum");
        assertThat(reply.header("Tus-Max-Size")).isEqualTo("2147483648");
        assertThat(reply.header("Tus-Checksum-Algorithm").split(",")).contains("sha1", "sha256");
        assertThat(reply.verify(NODE.anchors()).failures()).isEmpty();
    }

    @Test
    @Tag("MNT-7")
    @Tag("MNT-10")
    void aFileInPiecesBecomesWhatItWouldInOneRequest() throws Exception {
        Reply begun = tus.begin(item, FILE.length);
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        assertThat(begun.header("Tus-Resumable")).isEqualTo("1.0.0");
        assertThat(begun.header("Location"))
                .isEqualTo(NODE.https() + PATH + "/" + begun.json().get("id").asText());
        String address = PATH + "/" + begun.json().get("id").asText();
        assertThat(tus.offset(address)).isZero();

        Reply first = tus.patch(address, 0, part(FILE, 0, THIRD));
        assertThat(first.status()).as(first.text()).isEqualTo(204);
        assertThat(first.bytes()).isEmpty();
        assertThat(first.header("Upload-Offset")).isEqualTo(Integer.toString(THIRD));
        assertThat(
                        ZonedDateTime.parse(
                                first.header("Upload-Expires"),
                                DateTimeFormatter.RFC_1123_DATE_TIME))
                .isAfter(ZonedDateTime.parse(begun.json().get("begunAt").asText()));
        assertThat(first.verify(NODE.anchors()).failures()).isEmpty();
        assertThat(tus.summed(address, THIRD, part(FILE, THIRD, 2L * THIRD)).status())
                .isEqualTo(204);
        assertThat(tus.load(item, address).problem()).isEqualTo("mounting/upload-unfinished");
        byte[] last = part(FILE, 2L * THIRD, FILE.length);
        String sha1 = checksum("SHA-1", last);
        assertThat(tus.patch(address, 2L * THIRD, last, "Upload-Checksum", sha1).status())
                .isEqualTo(204);
        Reply head = tus.head(address);
        assertThat(head.header("Upload-Offset")).isEqualTo(Integer.toString(FILE.length));
        assertThat(head.header("Upload-Length")).isEqualTo(Integer.toString(FILE.length));
        assertThat(head.header("Upload-Metadata")).isEqualTo(metadata(item, "文件.csv"));
        assertThat(head.header("Cache-Control")).isEqualTo("no-store");

        Reply loaded = tus.load(item, address);
        assertThat(loaded.status()).as(loaded.text()).isEqualTo(200);
        assertThat(loaded.verify(NODE.anchors()).failures()).isEmpty();
        Reply whole = tus.rest().putCsv("/api/v1/catalogue-items/" + item + "/mount", FILE);
        for (String member : new String[] {"rows", "bytes", "sha256", "sm3", "charset", "item"}) {
            assertThat(loaded.json().get(member)).isEqualTo(whole.json().get(member));
        }
        assertThat(loaded.json().get("sha256").asText()).isEqualTo(Tus.sha256(FILE));
        assertThat(pieces(address)).isZero();
        JsonNode after = tus.rest().get(address).json();
        assertThat(after.get("state").asText()).isEqualTo("LOADED");
        assertThat(after.get("mount")).isEqualTo(loaded.json().get("id"));
        assertThat(tus.patch(address, FILE.length, new byte[1]).status()).isEqualTo(410);
        assertThat(tus.load(item, address).problem()).isEqualTo("mounting/upload-gone");
    }

    @Test
    @Tag("MNT-10")
    void wrongRowsAreNamedAsInOneRequestAndTheUploadStays() throws Exception {
        byte[] csv = "code,name\n1,甲\n1,乙\n12345678901,丙\n".getBytes(StandardCharsets.UTF_8);
        String address = tus.begun(item, csv.length);
        assertThat(tus.patch(address, 0, csv).status()).isEqualTo(204);
        Reply refused = tus.load(item, address);
        Reply whole = tus.rest().putCsv("/api/v1/catalogue-items/" + item + "/mount", csv);
        assertThat(refused.problem()).isEqualTo("mounting/csv-rejected");
        assertThat(refused.json().get("violations")).isEqualTo(whole.json().get("violations"));
        assertThat(pieces(address)).isEqualTo(1);
        assertThat(tus.delete(address).status()).isEqualTo(204);
        assertThat(pieces(address)).isZero();
        assertThat(tus.head(address).status()).isEqualTo(410);
    }

    @Test
    @Tag("MNT-8")
    void whatIsNotTheNextPieceIsRefused() {
        String address = tus.begun(item, FILE.length);
        tus.patch(address, 0, part(FILE, 0, 100));
        for (long wrong : new long[] {0, 99, 101, FILE.length, Long.MAX_VALUE / 100}) {
            Reply reply = tus.patch(address, wrong, part(FILE, 100, 200));
            assertThat(reply.status()).as("%d: %s", wrong, reply.text()).isEqualTo(409);
            assertThat(reply.problem()).isEqualTo("mounting/upload-offset");
            assertThat(reply.header("Upload-Offset")).isEqualTo("100");
            assertThat(reply.header("Tus-Resumable")).isEqualTo("1.0.0");
            assertThat(reply.json().at("/violations/0/value").asText()).isEqualTo("100");
        }
        for (String wrong :
                new String[] {"-1", "-100", "x", "1e2", "99999999999999999999", "0x64"}) {
            Reply reply = tus.patch(address, wrong, part(FILE, 100, 200));
            assertThat(reply.problem())
                    .as("%s: %s", wrong, reply.text())
                    .isEqualTo("kernel/invalid-input");
        }
        assertThat(tus.patch(address, 100, part(FILE, 99, FILE.length)).status()).isEqualTo(413);
        assertThat(tus.patch(address, 100, new byte[0]).status()).isEqualTo(204);
        Reply text = tus.rest().send("PATCH", address, "text/csv", BodyPublishers.ofString("x"));
        assertThat(text.status()).isEqualTo(415);
        assertThat(tus.offset(address)).isEqualTo(100);
    }

    @Test
    @Tag("MNT-8")
    void aWrongChecksumTakesNothing() {
        String address = tus.begun(item, FILE.length);
        String wrong = checksum("SHA-256", new byte[1]);
        Reply mismatch = tus.patch(address, 0, FILE, "Upload-Checksum", wrong);
        assertThat(mismatch.status()).as(mismatch.text()).isEqualTo(460);
        assertThat(mismatch.problem()).isEqualTo("mounting/checksum-mismatch");
        assertThat(tus.offset(address)).isZero();
        for (String bad :
                new String[] {"sha256", "crc32 AAAA", "sha256 !", "sha256 AAAA", "x y z"}) {
            Reply reply = tus.patch(address, 0, FILE, "Upload-Checksum", bad);
            assertThat(reply.problem()).as(bad + reply.text()).isEqualTo("kernel/invalid-input");
        }
        assertThat(tus.offset(address)).isZero();
        assertThat(tus.summed(address, 0, FILE).status()).isEqualTo(204);
    }

    @Test
    void anotherVersionIsRefused() {
        for (String version : new String[] {"0.2.2", "2.0.0", "x"}) {
            Reply reply =
                    tus.rest()
                            .send(
                                    "HEAD",
                                    PATH,
                                    null,
                                    BodyPublishers.noBody(),
                                    "Tus-Resumable",
                                    version);
            assertThat(reply.status()).isEqualTo(412);
            assertThat(reply.header("Tus-Version")).isEqualTo("1.0.0");
        }
    }

    @Test
    @Tag("MNT-9")
    void anUploadOfAnotherIsNotThere() {
        String address = tus.begun(item, FILE.length);
        String unknown = PATH + "/" + UUID.randomUUID();
        Tus stranger = new Tus(Rest.person(NODE, "civil"));
        for (String there : new String[] {address, unknown}) {
            assertThat(stranger.head(there).status()).isEqualTo(404);
            assertThat(stranger.head(there).header("Upload-Offset")).isEmpty();
            assertThat(stranger.patch(there, 0, FILE).problem()).isEqualTo("kernel/not-found");
            assertThat(stranger.delete(there).problem()).isEqualTo("kernel/not-found");
            assertThat(stranger.rest().get(there).problem()).isEqualTo("kernel/not-found");
        }
        assertThat(stranger.rest().get(PATH).text())
                .doesNotContain(address.substring(PATH.length()));
        assertThat(tus.rest().get(PATH).text()).contains(address.substring(PATH.length() + 1));
        assertThat(new Tus(Rest.nobody(NODE)).head(address).status()).isEqualTo(401);
        assertThat(new Tus(Rest.person(NODE, "tax")).begin(item, 1).status()).isIn(403, 404);
        assertThat(tus.load(Tus.entry(NODE, tus.rest()), address).problem())
                .isEqualTo("kernel/invalid-input");
    }

    @ParameterizedTest
    @CsvSource({
        "../../../etc/passwd,passwd",
        "C:\\temp\\数据.csv,数据.csv",
        "/,",
        "..,",
        "a\u202efdp.csv,afdp.csv",
        "<script>alert(1)</script>.csv,script>.csv"
    })
    void aFileNameIsOnlyAName(String given, String shown) {
        Reply begun = tus.begin("1", metadata(item, given));
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        assertThat(begun.json().path("filename").asText("")).isEqualTo(shown == null ? "" : shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "item !",
                "item",
                "filename YQ==",
                "item MTIz",
                ",",
                "item YQ==,item YQ==",
                "item gICA",
                "filename AAAA"
            })
    void wrongMetadataIsRefused(String metadata) {
        Reply begun = tus.begin("1", metadata);
        assertThat(begun.status()).as(begun.text()).isEqualTo(400);
        assertThat(begun.header("Tus-Resumable")).isEqualTo("1.0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "-1,400",
        "x,400",
        "1.5,400",
        "2147483649,413",
        "9223372036854775807,413",
        "99999999999999999999999999,413"
    })
    @Tag("MNT-11")
    void lengthsThatCannotBe(String length, int status) {
        Reply begun = tus.begin(length, metadata(item, "x"));
        assertThat(begun.status()).as(begun.text()).isEqualTo(status);
    }

    @Test
    void extensionsThatAreNotThereAreRefused() {
        assertThat(tus.begin(item, 1, "Upload-Defer-Length", "1").status()).isEqualTo(400);
        assertThat(tus.begin(item, 1, "Upload-Concat", "partial").status()).isEqualTo(400);
    }

    @Test
    void aProxyThatKnowsNoPatchLetsAPostPass() {
        String address = tus.begun(item, 10);
        Reply reply =
                tus.rest()
                        .send(
                                "POST",
                                address,
                                "application/offset+octet-stream",
                                BodyPublishers.ofByteArray(new byte[4]),
                                "Tus-Resumable",
                                "1.0.0",
                                "Upload-Offset",
                                "0",
                                "X-HTTP-Method-Override",
                                "PATCH");
        assertThat(reply.status()).as(reply.text()).isEqualTo(204);
        assertThat(tus.offset(address)).isEqualTo(4);
    }

    @Test
    void beginningAgainUnderOneKeyBeginsOnce() {
        String key = UUID.randomUUID().toString();
        Reply first = tus.begin(item, 10, "Idempotency-Key", key);
        Reply again = tus.begin(item, 10, "Idempotency-Key", key);
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(tus.begin(item, 11, "Idempotency-Key", key).problem())
                .isEqualTo("kernel/key-reused");
    }

    @Test
    @Tag("MNT-10")
    void aFileThatIsNotTheDeclaredOneIsNotLoaded() {
        String declared = "{\"item\":\"%s\",\"length\":%d,\"sha256\":\"%s\"}";
        Reply begun = tus.rest().post(PATH, declared.formatted(item, FILE.length, "0".repeat(64)));
        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
        String address = PATH + "/" + begun.json().get("id").asText();
        assertThat(tus.patch(address, 0, FILE).status()).isEqualTo(204);
        Reply refused = tus.load(item, address);
        assertThat(refused.status()).as(refused.text()).isEqualTo(460);
        assertThat(tus.offset(address)).isEqualTo(FILE.length);
    }

    @Test
    @Tag("MNT-9")
    void whatNobodyGoesOnWithEnds() throws Exception {
        String address = tus.begun(item, FILE.length);
        tus.patch(address, 0, part(FILE, 0, 1000));
        try (Connection connection = Postgres.open(NODE)) {
            Postgres.execute(
                    connection,
                    "update mnt_upload set expires_at = now() - interval '1 second' where id = '"
                            + id(address)
                            + "'");
        }
        Reply patch = tus.patch(address, 1000, part(FILE, 1000, 2000));
        assertThat(patch.problem()).isEqualTo("mounting/upload-gone");
        assertThat(tus.head(address).status()).isEqualTo(410);
        assertThat(tus.head(address).header("Upload-Offset")).isEmpty();
        assertThat(tus.rest().get(PATH).text()).doesNotContain(id(address));
        Await.until("expired pieces removed", () -> pieces(address) == 0);
    }

    private static String id(String address) {
        return address.substring(PATH.length() + 1);
    }

    private static long pieces(String address) throws java.sql.SQLException {
        try (Connection connection = Postgres.open(NODE)) {
            return Postgres.count(
                    connection, "mnt_upload_piece where upload_id = '" + id(address) + "'");
        }
    }
}
