package org.zhengshu.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/**
 * The chain's first calls on a node without sample data, in a process of its own: departments,
 * officers and a system, an entry with data, a request, its decision, an exchange. Leaves the
 * answer and its receipt in a folder, and the id of the grant.
 */
final class InstalledChain {
    static final String AUTHORITY = DoorsLicences.withCheckCharacter("11210000MB0000000");
    static final String SYSTEM = "tax-system";

    private static final String CIVIL = DoorsLicences.withCheckCharacter("11210000MB0000001");
    private static final String TAX = DoorsLicences.withCheckCharacter("11210000MB0000002");
    private static final String CSV = "code,name\n21001,辽河街道\n21002,浑河街道\n";
    static final String PASSWORD = "Liaoning-2026-Chain";

    private final String https;
    private final Path data;
    private final Path work;

    private InstalledChain(String https, Path data, Path work) {
        this.https = https;
        this.data = data;
        this.work = work;
    }

    /** Address, data folder, folder for what it leaves. */
    public static void main(String[] arguments) throws IOException {
        new InstalledChain(arguments[0], Path.of(arguments[1]), Path.of(arguments[2])).run();
    }

    private void run() throws IOException {
        Rest sysadmin = administrator("sysadmin");
        Rest secadmin = administrator("secadmin");
        administrator("auditadmin");
        department(sysadmin, CIVIL, "民政");
        department(sysadmin, TAX, "税务");
        officer(
                sysadmin,
                secadmin,
                "civil-officer",
                CIVIL,
                "'CATALOGUE_OFFICER','DECIDING_OFFICER'");
        officer(sysadmin, secadmin, "reviewer", AUTHORITY, "'REVIEWER'");
        officer(sysadmin, secadmin, "tax-officer", TAX, "'REQUESTER'");
        String pem =
                Files.readString(data.resolve("pki/clients/" + SYSTEM + ".pem"))
                        .replace("\n", "\\n");
        DoorsWorld.ok(
                sysadmin.post(
                        "/api/v1/client-systems",
                        DoorsJson.strict(
                                "{'name':'%s','department':'%s','certificate':'%s','roles':['DATA_CONSUMER'],'legacy':false}"
                                        .formatted(SYSTEM, TAX, pem))));
        String grant = decided(publishedAndMounted());
        Reply answer =
                Rest.system(https, data, SYSTEM)
                        .post(
                                "/api/v1/exchange/queries",
                                DoorsJson.strict(
                                        "{'grant':'%s','purpose':'纳税人信息核对','matter':'登记'}"
                                                .formatted(grant)));
        DoorsWorld.ok(answer);
        Files.write(work.resolve("answer.json"), answer.bytes());
        Files.writeString(work.resolve("answer.receipt"), answer.receipt());
        Files.writeString(work.resolve("grant"), grant);
    }

    private Rest nobody() {
        return Rest.nobody(https, data.resolve("root.pem"));
    }

    private Rest administrator(String login) throws IOException {
        Properties passwords = new Properties();
        Path file = data.resolve("administrators.properties");
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            passwords.load(reader);
        }
        String first = passwords.getProperty(login);
        Rest newcomer = nobody().signedIn(login, first);
        for (String path : List.of("/api/v1/accounts/me", "/ws/resources/any?wsdl")) {
            Reply refused = newcomer.get(path);
            if (refused.status() != 403
                    || !refused.text().contains("identity/one-time-password")
                    || !refused.text().contains("/api/v1/accounts/me/password")) {
                throw new IllegalStateException(path + ": " + refused.text());
            }
        }
        String json = "{'present':'%s','future':'%s'}".formatted(first, PASSWORD);
        Reply changed = newcomer.put("/api/v1/accounts/me/password", DoorsJson.strict(json));
        DoorsWorld.ok(changed);
        if (!changed.entry().at("/facts/oneTimePassword").asText().equals("true")) {
            throw new IllegalStateException(changed.entry().toString());
        }
        return nobody().signedIn(login, PASSWORD);
    }

    private static void department(Rest sysadmin, String uscc, String name) {
        String json =
                "{'uscc':'%s','tenant':'210000','name':'%s','shortName':'%s','authority':false}"
                        .formatted(uscc, "辽宁省" + name + "厅", name);
        DoorsWorld.ok(sysadmin.post("/api/v1/departments", DoorsJson.strict(json)));
    }

    private static void officer(
            Rest sysadmin, Rest secadmin, String login, String department, String roles) {
        String json =
                "{'login':'%s','name':'经办人','department':'%s','password':'%s'}"
                        .formatted(login, department, PASSWORD);
        String id =
                DoorsWorld.ok(sysadmin.post("/api/v1/accounts", DoorsJson.strict(json)))
                        .get("id")
                        .asText();
        DoorsWorld.ok(
                secadmin.put(
                        "/api/v1/accounts/" + id + "/roles",
                        DoorsJson.strict("{'roles':[" + roles + "]}")));
    }

    private String publishedAndMounted() {
        Rest officer = nobody().signedIn("civil-officer", PASSWORD);
        JsonNode entered =
                DoorsWorld.ok(
                        officer.post(
                                "/api/v1/catalogue-items",
                                DoorsJson.strict(DoorsEntries.CONDITIONAL)));
        String id = entered.get("id").asText();
        String path = "/api/v1/catalogue-items/" + id;
        DoorsWorld.ok(officer.post(path + "/submission"));
        DoorsWorld.ok(nobody().signedIn("reviewer", PASSWORD).post(path + "/publication"));
        DoorsWorld.ok(officer.putCsv(path + "/mount", CSV.getBytes(StandardCharsets.UTF_8)));
        return id;
    }

    private String decided(String item) {
        String wish =
                """
                {'item':'%s','purpose':'纳税人信息核对','matter':'登记','legalBasis':'税收征收管理法','scenario':'核对',
                'scope':'辽宁','mode':'服务接口','items':['code','name'],'quota':1000,'validUntil':'%s'}"""
                        .formatted(item, DoorsWorld.today(90));
        JsonNode request =
                DoorsWorld.ok(
                        nobody().signedIn("tax-officer", PASSWORD)
                                .post("/api/v1/sharing-requests", DoorsJson.strict(wish)));
        String approval = "/api/v1/sharing-requests/" + request.get("id").asText() + "/approval";
        return DoorsWorld.ok(nobody().signedIn("civil-officer", PASSWORD).post(approval))
                .get("grant")
                .asText();
    }
}
