package org.zhengshu.tests.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;

/** Who calls in a crash test, with what: signed in once, since sessions outlive a crash. */
final class World {
    static final String PURPOSE = "崩溃测试";

    /** Problems that the load brings on itself. */
    private static final Set<String> EXPECTED =
            Set.of("exchange/quota-exhausted", "exchange/grant-revoked");

    /** Problems that may come while the database comes and goes. */
    private static final Set<String> UNAVAILABLE =
            Set.of("kernel/busy", "audit/receipt-pending", "audit/outcome-unknown");

    private final Map<String, Rest> people = new HashMap<>();
    private final Map<String, Rest> systems = new HashMap<>();
    private final Map<String, String> items = new HashMap<>();
    private final Soap housing;
    private final Soap tax;
    private final byte[] streetsFile;
    private final byte[] clinicsFile;
    private boolean databaseStays = true;
    private String scarce;

    World(Node node, Connection connection, Random random) throws SQLException {
        for (String login : List.of("business", "civil", "tax", "market", "health")) {
            people.put(login, Rest.person(node, login));
        }
        for (String system : List.of("rest-permit", "rest-welfare")) {
            systems.put(system, Rest.system(node, system));
        }
        housing = Soap.system(node, "soap-housing");
        tax = Soap.system(node, "soap-tax");
        try (PreparedStatement s = connection.prepareStatement("select title, id from cat_item");
                ResultSet rows = s.executeQuery()) {
            while (rows.next()) {
                items.put(rows.getString(1), rows.getString(2));
            }
        }
        try {
            streetsFile = Files.readAllBytes(node.config().resolve("sample/streets.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clinicsFile = clinicsFile(random);
        scarce =
                person("business")
                        .post("/api/v1/sharing-requests", wish(streets(), 40L))
                        .json()
                        .get("grant")
                        .asText();
    }

    private static byte[] clinicsFile(Random random) {
        StringBuilder csv = new StringBuilder("code,name\n");
        for (int i = 0; i < 120_000; i++) {
            csv.append(i).append(",第").append(random.nextInt(1 << 30)).append("示例医疗机构\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** From now on calls may say that the database is away. */
    void databaseGoes() {
        databaseStays = false;
    }

    boolean expected(String code) {
        return EXPECTED.contains(code) || !databaseStays && UNAVAILABLE.contains(code);
    }

    Rest person(String login) {
        return people.get(login);
    }

    Rest system(String name) {
        return systems.get(name);
    }

    Soap housing() {
        return housing;
    }

    Soap tax() {
        return tax;
    }

    String streets() {
        return items.get("街道乡镇行政区划信息");
    }

    String companies() {
        return items.get("法人基础信息");
    }

    String clinics() {
        return items.get("医疗机构名录");
    }

    byte[] streetsFile() {
        return streetsFile;
    }

    byte[] clinicsFile() {
        return clinicsFile;
    }

    /** The grant with few answers that is in use now. */
    synchronized String scarce() {
        return scarce;
    }

    /** Puts the next grant in place of one that is used up. */
    synchronized void usedUp(String grant, Supplier<String> next) {
        if (scarce.equals(grant)) {
            String issued = next.get();
            scarce = issued.isEmpty() ? scarce : issued;
        }
    }

    /** A wish for codes and names, in JSON. */
    String wish(String item, Long quota) {
        boolean streets = item.equals(streets());
        return """
                {"item":"%s","purpose":"%s",%s"items":[%s],%s"validUntil":"%s"}"""
                .formatted(
                        item,
                        PURPOSE,
                        streets
                                ? ""
                                : "\"matter\":\"涉税信息共享\",\"legalBasis\":\"示例依据\","
                                        + "\"scenario\":\"示例\",\"scope\":\"全部记录\",\"mode\":\"服务接口\",",
                        streets ? "\"code\",\"name\"" : "\"uscc\",\"legal_representative\"",
                        quota == null ? "" : "\"quota\":" + quota + ",",
                        Load.until());
    }

    /** A wish for companies, as SOAP takes it. */
    String soapWish() {
        return """
                <submit xmlns="urn:zhengshu:sharing-requests:1"><item>%s</item><purpose>%s</purpose>\
                <matter>涉税信息共享</matter><legalBasis>示例依据</legalBasis><scenario>示例</scenario>\
                <scope>全部记录</scope><mode>服务接口</mode><items>uscc</items>\
                <items>legal_representative</items><quota>5</quota><validUntil>%s</validUntil></submit>"""
                .formatted(companies(), PURPOSE, Load.until());
    }
}
