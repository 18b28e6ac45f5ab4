package org.zhengshu.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the tables refer to by name: resources, and grants in every state, held by housing. */
final class DoorsGrants {
    private static final String CONSUMER = "housing";
    private static final String COLUMNS = "'code','name','area_code'";

    private final DoorsWorld world;
    private final Map<String, String> named = new HashMap<>();

    DoorsGrants(DoorsWorld world) {
        this.world = world;
    }

    Map<String, String> variables() {
        named.put("purpose", DoorsWorld.OPEN_PURPOSE);
        named.put(
                "encodedPurpose",
                URLEncoder.encode(DoorsWorld.OPEN_PURPOSE, StandardCharsets.UTF_8));
        named.put("matter", DoorsWorld.MATTER);
        named.put("today", DoorsWorld.today(0));
        named.put("nextMonth", DoorsWorld.today(30));
        named.put("yesterday", DoorsWorld.today(-1));
        named.put("unknown", "00000000-0000-4000-8000-000000000000");
        sampleResources();
        grantsOnStreets();
        grantsOnOwnResources();
        for (String entry : List.of("streets", "everyType", "empty", "gone")) {
            named.put(entry.equals("everyType") ? "typedAt" : entry + "At", address(entry));
        }
        return Map.copyOf(named);
    }

    /** Code of an entry as it stands in the addresses of its own services. */
    private String address(String entry) {
        return DoorsWorld.ok(world.rest("civil").get("/api/v1/catalogue-items/" + named.get(entry)))
                .get("code")
                .asText()
                .replace('/', '-');
    }

    private void sampleResources() {
        JsonNode streets = grant("business", world.node().grant("rest-permit.streets"));
        named.put("streets", streets.get("item").asText());
        named.put("foreign", streets.get("id").asText());
        JsonNode persons = grant("civil", world.node().grant("rest-welfare.persons"));
        named.put("persons", persons.get("item").asText());
        JsonNode licences = grant("business", world.node().grant("rest-permit.licences"));
        named.put("licences", licences.get("item").asText());
        named.put("licenceGrant", licences.get("id").asText());
        named.put("licenceType", world.department("市场监管") + "001");
    }

    private JsonNode grant(String caller, String id) {
        return DoorsWorld.ok(world.rest(caller).get("/api/v1/grants/" + id));
    }

    private String onStreets(String more) {
        return world.granted(CONSUMER, named.get("streets"), COLUMNS, more);
    }

    private void grantsOnStreets() {
        named.put("open", onStreets(""));
        named.put(
                "hunan",
                world.granted(
                        CONSUMER,
                        named.get("streets"),
                        "'code','name'",
                        ",'rowFilter':{'item':'province_code','operator':'EQ','value':'43'}"));
        named.put("bound", onStreets(",'matter':'" + DoorsWorld.MATTER + "'"));
        named.put("expired", onStreets(""));
        world.expire(named.get("expired"));
        named.put("revoked", onStreets(""));
        world.revoke("civil", named.get("revoked"));
        named.put("used", onStreets(",'quota':1"));
        world.query(CONSUMER, named.get("used"), ",'limit':1");
    }

    private void grantsOnOwnResources() {
        named.put("everyType", world.published("civil", DoorsEntries.EVERY_TYPE));
        world.mount("civil", named.get("everyType"), DoorsEntries.EVERY_TYPE_CSV);
        named.put(
                "typed",
                world.granted(
                        CONSUMER,
                        named.get("everyType"),
                        "'code','name','amount','price','day','moment','flag','memo','blob','whole','real'",
                        ""));
        named.put("empty", world.published("civil", DoorsEntries.SIMPLE));
        named.put("unmounted", world.granted(CONSUMER, named.get("empty"), "'code'", ""));
        named.put("conditional", world.published("civil", DoorsEntries.CONDITIONAL));
        named.put("secret", world.published("civil", DoorsEntries.NOT_SHARED));
        named.put("draft", world.draft("civil", DoorsEntries.SIMPLE));
        String gone = world.published("civil", DoorsEntries.SIMPLE);
        world.mount("civil", gone, DoorsEntries.CSV);
        named.put("withdrawn", world.granted(CONSUMER, gone, "'code'", ""));
        DoorsWorld.ok(
                world.rest("business").post("/api/v1/catalogue-items/" + gone + "/revocation"));
        named.put("gone", gone);
        String changing = world.published("civil", DoorsEntries.SIMPLE);
        world.mount("civil", changing, DoorsEntries.CSV);
        named.put("changed", world.granted(CONSUMER, changing, "'code'", ""));
        named.put(
                "stale",
                world.query(CONSUMER, named.get("changed"), ",'limit':1")
                        .get("nextCursor")
                        .asText());
        world.mount("civil", changing, DoorsEntries.CSV);
    }
}
