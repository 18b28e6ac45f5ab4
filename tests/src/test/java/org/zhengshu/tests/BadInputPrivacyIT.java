package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;

/**
 * Personal data in a wrong place may be shown to the caller, but stands in no log of the server.
 */
class BadInputPrivacyIT {
    /** Of the form of a citizen's number, with a division that does not exist. */
    private static final String CITIZEN = "990101199003071234";

    private static final String PHONE = "13912345678";

    private final Node node = Node.shared();
    private final BadInputNode inside = new BadInputNode(node);

    @Test
    void noLogHoldsACitizensNumber() throws IOException {
        long json = inside.logLength();
        Path console = node.data().resolve("server/log/console.log");
        long lines = Files.size(console);
        everywhere(CITIZEN);
        everywhere(PHONE);
        for (BadInputNode.Line line : inside.logSince(json)) {
            assertThat(line.text()).doesNotContain(CITIZEN, PHONE);
        }
        try (var in = Files.newInputStream(console)) {
            in.skipNBytes(lines);
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain(CITIZEN, PHONE);
        }
    }

    private void everywhere(String number) {
        BadInputClient system = BadInputClient.system(node, "rest-permit");
        BadInputClient admin = BadInputClient.person(node, "sysadmin");
        BadInputClient nobody = BadInputClient.nobody(node);
        for (String json :
                List.of(
                        "{\"grant\":\"" + number + "\"}",
                        "{\"" + number + "\":1}",
                        "{\"limit\":" + number + "}",
                        "{\"limit\":\"" + number + "\"}",
                        number,
                        "{\"purpose\":\"" + number + "\",\"cursor\":\"" + number + "\"}",
                        BadInputCheck.query(node, 1)
                                .replace("}", ",\"items\":[\"" + number + "\"]}"),
                        BadInputCheck.query(node, 1)
                                .replace(
                                        "}",
                                        ",\"filter\":{\"item\":\""
                                                + number
                                                + "\",\"operator\":\"EQ\",\"value\":\"x\"}}"))) {
            system.post("en", "/api/v1/exchange/queries", json);
        }
        nobody.get("en", "/api/v1/catalogue-items/" + number);
        nobody.get("en", "/api/v1/" + number);
        nobody.get("en", "/" + number + "?" + number + "=" + number);
        nobody.post(
                "en",
                "/api/v1/sessions",
                "{\"login\":\"" + number + "\",\"password\":\"" + number + "\"}");
        admin.post(
                "en",
                "/api/v1/departments",
                "{\"uscc\":\""
                        + number
                        + "\",\"tenant\":\"210000\",\"name\":\"x\",\"shortName\":\"x\",\"authority\":false}");
        BadInputClient police = BadInputClient.person(node, "police");
        String persons =
                inside.strings("select id::text from cat_item where title = '人口基础信息'").get(0);
        BadInputReply rejected =
                police.send(
                        "en",
                        "PUT",
                        "/api/v1/catalogue-items/" + persons + "/mount",
                        "text/csv",
                        BodyPublishers.ofString("id_number,name\n" + number + "," + number + "\n"));
        assertThat(rejected.status()).isEqualTo(422);
        nobody.soap("en", "Verification", number.getBytes(StandardCharsets.UTF_8));
        nobody.soap(
                "en",
                "Exchange",
                Soap.system(node, "soap-housing")
                        .signed(
                                "<query xmlns=\"urn:zhengshu:exchange:1\"><x"
                                        + number
                                        + ">"
                                        + number
                                        + "</x"
                                        + number
                                        + "></query>",
                                300));
        nobody.send(
                "en",
                "GET",
                "/api/v1/departments",
                null,
                BodyPublishers.noBody(),
                "Authorization",
                "Bearer " + number,
                "Accept",
                number);
    }

    /** What an exception of the database says stands in stack traces. */
    @Test
    @Tag("KRN-18")
    void noStackTraceHoldsACitizensNumber() throws IOException {
        inside.execute(
                """
                create or replace function owasp_fails() returns trigger language plpgsql as $$
                begin raise exception 'no such person: %s, call %s'; end $$;
                create or replace trigger owasp_fails before insert on idn_tenant for each row
                when (new.code = '990102') execute function owasp_fails()"""
                        .formatted(CITIZEN, PHONE));
        long json = inside.logLength();
        Path console = node.data().resolve("server/log/console.log");
        long lines = Files.size(console);
        try {
            Reply failed =
                    Rest.person(node, "sysadmin")
                            .post(
                                    "/api/v1/departments/tenants",
                                    "{\"code\":\"990102\",\"name\":\"x\"}");
            assertThat(failed.problem()).as(failed.text()).isEqualTo("kernel/internal");
            assertThat(failed.text()).doesNotContain(CITIZEN, PHONE);
        } finally {
            inside.execute("drop function owasp_fails cascade");
        }
        String masked = "no such person: ******************, call ***********";
        assertThat(inside.logSince(json))
                .anyMatch(l -> l.text().contains(masked) && l.text().contains("PSQLException"))
                .allSatisfy(l -> assertThat(l.text()).doesNotContain(CITIZEN, PHONE));
        try (var in = Files.newInputStream(console)) {
            in.skipNBytes(lines);
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains(masked)
                    .doesNotContain(CITIZEN, PHONE);
        }
    }

    /** The same key twice at the same time: the database's own words name the value. */
    @Test
    void aDatabaseConflictIsNotSpelledOut() {
        long json = inside.logLength();
        Rest admin = Rest.person(node, "sysadmin");
        String tenant = "{\"code\":\"990101\",\"name\":\"x\"}";
        Reply first = admin.post("/api/v1/departments/tenants", tenant);
        Reply second = admin.post("/api/v1/departments/tenants", tenant);
        assertThat(List.of(first.status(), second.status())).contains(409);
        assertThat(inside.logSince(json)).noneMatch(l -> l.text().contains("(990101)"));
    }
}
