package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** Bad CSV: every wrong place is named and nothing at all is mounted. */
class BadInputCsvIT {
    private static final String REJECTED = "mounting/csv-rejected";
    private static final String GOOD = "code,name,born,amount\n1,甲,2020-01-31,1.5\n2,乙,,\n";
    private static final Charset GBK = Charset.forName("GBK");

    private static final Node NODE = Node.shared();
    private static Rest officer;
    private static String item;

    private final BadInputCheck check = new BadInputCheck(NODE);
    private final BadInputNode inside = new BadInputNode(NODE);

    @BeforeAll
    static void publishAnEntry() {
        officer = Rest.person(NODE, "health");
        String entry =
                """
                {"core":{"classCode":"217","title":"坏数据测试 %s","summary":"测试",\
                "formatClass":"03","formatType":"其他","shareType":"1","shareModeClass":"1",\
                "shareModeType":"文件下载","openFlag":"0","updateCycle":"7"},"items":[\
                {"technicalName":"code","name":"编号","dataType":"C","length":10,"primaryKey":true,\
                "sensitive":false,"nullable":false},\
                {"technicalName":"name","name":"名称","dataType":"C","length":20,"primaryKey":false,\
                "sensitive":false,"nullable":true},\
                {"technicalName":"born","name":"日期","dataType":"D","primaryKey":false,\
                "sensitive":false,"nullable":true},\
                {"technicalName":"amount","name":"金额","dataType":"N","length":10,"scale":2,\
                "primaryKey":false,"sensitive":false,"nullable":true}]}"""
                        .formatted(UUID.randomUUID());
        Reply entered = officer.post("/api/v1/catalogue-items", entry);
        assertThat(entered.status()).as(entered.text()).isEqualTo(200);
        item = entered.json().get("id").asText();
        officer.post("/api/v1/catalogue-items/" + item + "/submission");
        Reply published =
                Rest.person(NODE, "business")
                        .post("/api/v1/catalogue-items/" + item + "/publication");
        assertThat(published.status()).as(published.text()).isEqualTo(200);
    }

    private static String path() {
        return "/api/v1/catalogue-items/" + item + "/mount";
    }

    static Stream<Arguments> badFiles() {
        String head = "code,name,born,amount\n";
        return Stream.of(
                Arguments.of("empty file", "", "EMPTY_FILE", "line 0"),
                Arguments.of("blank lines", "\n\n\n", "EMPTY_FILE", "line 0"),
                Arguments.of(
                        "missing column", "code,name,born\n1,甲,\n", "MISSING_COLUMN", "amount"),
                Arguments.of(
                        "unknown column", "x,code,name,born,amount\n,,,,\n", "UNKNOWN_COLUMN", "x"),
                Arguments.of(
                        "column twice", "code,code,name,born,amount\n", "DUPLICATE_COLUMN", "code"),
                Arguments.of(
                        "SQL as column",
                        "code,\"'; drop table x; --\",name,born,amount\n",
                        "UNKNOWN_COLUMN",
                        "drop"),
                Arguments.of("open quote", head + "1,\"甲,,\n2,乙,,\n", "QUOTES", "line 2"),
                Arguments.of("quote inside", head + "1,甲\"乙,,\n", "QUOTES", "line 2"),
                Arguments.of("after the quote", head + "1,\"甲\"乙,,\n", "QUOTES", "line 2"),
                Arguments.of("no date", head + "1,甲,2020-02-30,\n", "DATE", "born"),
                Arguments.of("no number", head + "1,甲,,一百\n", "NUMBER", "amount"),
                Arguments.of("too many digits", head + "1,甲,,1.123\n", "NUMBER_RANGE", "amount"),
                Arguments.of("too long", head + "12345678901,甲,,\n", "LENGTH", "code"),
                Arguments.of("required", head + ",甲,,\n", "REQUIRED", "code"),
                Arguments.of("too few values", head + "1,甲\n", "FIELD_COUNT", "line 2"),
                Arguments.of("too many values", head + "1,甲,,,,\n", "FIELD_COUNT", "line 2"),
                Arguments.of("NUL", head + "1,a\u0000b,,\n", "CHARACTER", "name"),
                Arguments.of("same key", head + "1,甲,,\n2,乙,,\n1,丙,,\n", "DUPLICATE_KEY", "row 3"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFiles")
    void isRejected(String name, String csv, String rule, String place) {
        BadInputReply reply = rejected(place, csv.getBytes(StandardCharsets.UTF_8));
        assertThat(reply.member("rule")).as(reply.text()).isEqualTo(rule);
    }

    private BadInputReply rejected(String place, byte[] csv) {
        BadInputClient client = BadInputClient.person(NODE, "health");
        long mounts =
                inside.number("select count(*) from mnt_mount where item_id = '" + item + "'");
        BadInputReply reply =
                check.refused(
                        REJECTED,
                        place,
                        l ->
                                client.send(
                                        l,
                                        "PUT",
                                        path(),
                                        "text/csv",
                                        BodyPublishers.ofByteArray(csv)));
        assertThat(inside.number("select count(*) from mnt_mount where item_id = '" + item + "'"))
                .isEqualTo(mounts);
        assertNoStrayTable();
        return reply;
    }

    private void assertNoStrayTable() {
        assertThat(
                        inside.strings(
                                """
                                select tablename from pg_tables where schemaname = 'mnt_data'
                                except select table_name from mnt_mount where state = 'BOUND'"""))
                .isEmpty();
    }

    @Test
    void tenMegabytesInOneField() {
        byte[] csv = new byte[10 << 20];
        Arrays.fill(csv, (byte) 'x');
        byte[] head = "code,name,born,amount\n1,".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(head, 0, csv, 0, head.length);
        BadInputReply plain = rejected("line 2", csv);
        assertThat(plain.member("rule")).isEqualTo("FIELD_TOO_LARGE");
        assertThat(plain.bytes().length).isLessThan(10_000);
        csv[head.length] = '"';
        assertThat(rejected("line 2", csv).member("rule")).isEqualTo("FIELD_TOO_LARGE");
    }

    @Test
    void wrongBytesLateInTheFile() {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        csv.writeBytes("code,name,born,amount\n".getBytes(StandardCharsets.UTF_8));
        for (int i = 1; i <= 30_000; i++) {
            csv.writeBytes((i + ",名称,,\n").getBytes(StandardCharsets.UTF_8));
        }
        csv.writeBytes(new byte[] {'x', ',', (byte) 0xC0, (byte) 0x80, ',', ',', '\n'});
        BadInputReply reply = rejected("line 30002", csv.toByteArray());
        assertThat(reply.member("rule")).isEqualTo("WRONG_BYTE");
    }

    @Test
    void aHundredPlacesAreListedAndAllAreCounted() {
        StringBuilder csv = new StringBuilder("code,name,born,amount\n");
        for (int i = 1; i <= 250; i++) {
            csv.append(i).append(",甲,no date,\n");
        }
        BadInputReply reply = rejected("line 2", csv.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(reply.member("detail")).contains("250");
        assertThat(reply.text().split("\"rule\":", -1)).hasSize(101);
    }

    @Test
    void utf16IsNamed() {
        byte[] csv = GOOD.getBytes(StandardCharsets.UTF_16);
        assertThat(rejected("", csv).member("rule")).isEqualTo("UTF16");
    }

    @Test
    void gbkIsReadRightAndARejectedFileLeavesWhatWasThere() {
        Reply mounted = officer.putCsv(path(), GOOD.getBytes(GBK));
        assertThat(mounted.status()).as(mounted.text()).isEqualTo(200);
        assertThat(mounted.json().get("rows").asInt()).isEqualTo(2);
        assertThat(mounted.json().get("charset").asText()).isEqualTo("GB18030");
        String table =
                inside.strings(
                                "select table_name from mnt_mount where state = 'BOUND' and item_id = '"
                                        + item
                                        + "'")
                        .get(0);
        String names = "select name from mnt_data." + table + " order by code";
        assertThat(inside.strings(names)).containsExactly("甲", "乙");
        rejected("born", "code,name,born,amount\n1,丙,no date,\n".getBytes(GBK));
        assertThat(inside.strings(names)).containsExactly("甲", "乙");
    }

    @Test
    @Tag("IDN-13")
    void aFileThatIsNotTheOneOfItsDigest() {
        String csv = "code,name,born,amount\n1,丙,,\n";
        check.refused(
                "identity/digest-mismatch",
                "Content-Digest",
                language ->
                        BadInputClient.person(NODE, "health")
                                .send(
                                        language,
                                        "PUT",
                                        path(),
                                        "text/csv",
                                        BodyPublishers.ofString(csv),
                                        "Content-Digest",
                                        Caller.digest(csv + "x")));
        assertNoStrayTable();
        Reply mounted =
                officer.send(
                        "PUT",
                        path(),
                        "text/csv",
                        BodyPublishers.ofString(csv),
                        "Content-Digest",
                        Caller.digest(csv));
        assertThat(mounted.status()).as(mounted.text()).isEqualTo(200);
    }

    @Test
    void aHeaderAloneIsAnEmptyTable() {
        Reply mounted =
                officer.putCsv(path(), "code,name,born,amount\n".getBytes(StandardCharsets.UTF_8));
        assertThat(mounted.status()).as(mounted.text()).isEqualTo(200);
        assertThat(mounted.json().get("rows").asInt()).isZero();
        assertNoStrayTable();
    }

    @Test
    void theSameOverSoap() {
        String csv = java.util.Base64.getEncoder().encodeToString("code\n".getBytes(GBK));
        String call =
                "<load xmlns=\"urn:zhengshu:mounts:1\"><id>%s</id><file>%s</file></load>"
                        .formatted(item, csv);
        org.zhengshu.tests.node.Soap system =
                org.zhengshu.tests.node.Soap.system(NODE, "soap-housing");
        BadInputClient nobody = BadInputClient.nobody(NODE);
        check.refused(
                "identity/forbidden", "", l -> nobody.soap(l, "Mounts", system.signed(call, 300)));
    }

    @Test
    void wrongContentType() {
        BadInputClient client = BadInputClient.person(NODE, "health");
        check.refused(
                "kernel/unsupported-media-type",
                "",
                l ->
                        client.send(
                                l,
                                "PUT",
                                path(),
                                "application/vnd.ms-excel",
                                BodyPublishers.ofString(GOOD)));
    }
}
