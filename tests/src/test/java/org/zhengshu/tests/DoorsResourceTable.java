package org.zhengshu.tests;

import static org.zhengshu.tests.DoorsCase.answered;
import static org.zhengshu.tests.DoorsCase.refused;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The table's lines on the services that each resource has of its own. */
final class DoorsResourceTable {
    private static final String DESCRIBE = "exchange.resource";
    private static final String SELECT = "exchange.select";
    private static final String COUNT = "exchange.count";
    private static final String RECORD = "exchange.record";
    private static final String BATCH = "exchange.batch";
    private static final String VERIFY = "exchange.verify";
    private static final String BY = "housing";
    private static final String UNKNOWN = "201001-999999";

    private DoorsResourceTable() {}

    static List<DoorsCase> cases() {
        return Stream.of(describing(), selecting(), refusals(), keys(), batches(), claims())
                .flatMap(List::stream)
                .toList();
    }

    private static List<DoorsCase> describing() {
        return List.of(
                answered(DESCRIBE, "a resource of every type", BY, describe("$typedAt")),
                refused(DESCRIBE, "no such code", BY, describe(UNKNOWN), "kernel/not-found"),
                refused(DESCRIBE, "revoked", BY, describe("$goneAt"), "kernel/not-found"),
                refused(DESCRIBE, "its provider", "civil", describe("$goneAt"), "kernel/not-found"),
                refused(
                                DESCRIBE,
                                "nobody",
                                "nobody",
                                describe("$typedAt"),
                                "identity/not-authenticated")
                        .differs("detail")
                        .reached(DoorsCase.Reached.BOUNDARY_BY_REST_ONLY));
    }

    private static List<DoorsCase> selecting() {
        return List.of(
                answered(SELECT, "all that is granted", BY, select("'grant':'$typed'")),
                answered(SELECT, "without naming the only grant", BY, select("'limit':2")),
                answered(
                        SELECT,
                        "items in the order of the contract",
                        BY,
                        select("'items':['moment','amount','code']")),
                answered(
                        SELECT,
                        "a condition",
                        BY,
                        select("'filter':{'item':'whole','operator':'GT','value':'0'}")),
                answered(
                        SELECT,
                        "SQL in a value is a value",
                        BY,
                        select(
                                "'filter':{'item':'name','operator':'EQ','value':\"x' or 1=1; drop table cat_item--\"}")),
                answered(COUNT, "all", BY, count("")),
                answered(
                        COUNT,
                        "a condition",
                        BY,
                        count("'filter':{'item':'amount','operator':'IS_NULL','value':'true'}")),
                refused(
                        COUNT,
                        "no purpose",
                        BY,
                        post("$typedAt", "count", "{'grant':'$typed'}", "count"),
                        "kernel/invalid-input"),
                refused(COUNT, "wrong role", "asker", count(""), "identity/forbidden"));
    }

    private static List<DoorsCase> refusals() {
        return List.of(
                refused(SELECT, "no such code", BY, select(UNKNOWN, ""), "kernel/not-found"),
                refused(SELECT, "revoked", BY, select("$goneAt", ""), "kernel/not-found"),
                refused(SELECT, "not mounted", BY, select("$emptyAt", ""), "mounting/not-mounted"),
                refused(
                        SELECT,
                        "which of many grants",
                        BY,
                        select("$streetsAt", ""),
                        "exchange/grant-ambiguous"),
                refused(
                        SELECT,
                        "a grant on another",
                        BY,
                        select("'grant':'$open'"),
                        "exchange/grant-unknown"),
                refused(
                        SELECT,
                        "a foreign grant",
                        BY,
                        select("$streetsAt", "'grant':'$foreign'"),
                        "exchange/grant-unknown"),
                refused(SELECT, "no grant at all", "market", select(""), "exchange/grant-unknown"),
                refused(
                        SELECT,
                        "expired",
                        BY,
                        select("$streetsAt", "'grant':'$expired'"),
                        "exchange/grant-expired"),
                refused(
                        SELECT,
                        "revoked grant",
                        BY,
                        select("$streetsAt", "'grant':'$revoked'"),
                        "exchange/grant-revoked"),
                refused(
                        SELECT,
                        "over quota",
                        BY,
                        select("$streetsAt", "'grant':'$used'"),
                        "exchange/quota-exhausted"),
                refused(
                        SELECT,
                        "an item outside the grant",
                        BY,
                        select("$streetsAt", "'grant':'$open','items':['city_code']"),
                        "exchange/item-not-granted"),
                refused(
                        SELECT,
                        "a condition outside the grant",
                        BY,
                        select(
                                "$streetsAt",
                                "'grant':'$open','filter':{'item':'city_code','operator':'EQ','value':'2101'}"),
                        "kernel/invalid-input"),
                refused(
                        SELECT,
                        "a cursor made up",
                        BY,
                        select("'cursor':'1 or 1=1'"),
                        "kernel/invalid-input"),
                refused(
                        SELECT,
                        "limit too high",
                        BY,
                        select("'limit':1001"),
                        "kernel/invalid-input"),
                refused(SELECT, "wrong role", "asker", select(""), "identity/forbidden"));
    }

    private static List<DoorsCase> keys() {
        return List.of(
                answered(RECORD, "a row with everything", BY, byKey("a1")),
                answered(RECORD, "a row of empty values", BY, byKey("a2")),
                answered(RECORD, "no such row", BY, byKey("zz")),
                answered(
                        RECORD,
                        "SQL in a key is a key",
                        BY,
                        byKey("x%27%20or%20%271%27=%271", "x' or '1'='1")),
                refused(
                        RECORD,
                        "a key too long",
                        BY,
                        byKey("k".repeat(33)),
                        "kernel/invalid-input"),
                refused(RECORD, "wrong role", "asker", byKey("a1"), "identity/forbidden"));
    }

    private static List<DoorsCase> batches() {
        return List.of(
                answered(BATCH, "in the order asked", BY, batch("", "a3", "nothing", "a1", "a3")),
                answered(BATCH, "chosen items", BY, batch("'items':['name'],", "a2")),
                answered(BATCH, "the most", BY, batch("", many(1000))),
                refused(BATCH, "one too many", BY, batch("", many(1001)), "kernel/invalid-input"),
                refused(BATCH, "none", BY, batch(""), "kernel/invalid-input"),
                refused(
                        BATCH,
                        "not the key",
                        BY,
                        post(
                                "$typedAt",
                                "batches",
                                "{'purpose':'$purpose','keys':[{'name':'a1'}]}",
                                "batch"),
                        "kernel/invalid-input"),
                refused(
                        BATCH,
                        "an item outside the grant",
                        BY,
                        batch("'items':['row_no'],", "a1"),
                        "exchange/item-not-granted"));
    }

    private static List<DoorsCase> claims() {
        return List.of(
                answered(
                        VERIFY,
                        "in every form of a value",
                        BY,
                        verify("a1", "'price':'12.5','moment':'2026-02-28 23:59:59.5','flag':'是'")),
                answered(
                        VERIFY,
                        "wrong values",
                        BY,
                        verify("a1", "'price':'12.51','day':'2026-02-27'")),
                answered(VERIFY, "empty values", BY, verify("a2", "'name':'x','whole':'0'")),
                answered(VERIFY, "no such row", BY, verify("zz", "'name':'x'")),
                refused(
                        VERIFY,
                        "not of its type",
                        BY,
                        verify("a1", "'day':'2026-02-30'"),
                        "kernel/invalid-input"),
                refused(
                        VERIFY,
                        "outside the grant",
                        BY,
                        verify("a1", "'row_no':'1'"),
                        "exchange/item-not-granted"),
                refused(
                        VERIFY,
                        "nothing claimed",
                        BY,
                        post(
                                "$typedAt",
                                "verifications",
                                "{'purpose':'$purpose','claims':[]}",
                                "verify"),
                        "kernel/invalid-input"));
    }

    private static String[] many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i).toArray(String[]::new);
    }

    private static DoorsCall describe(String address) {
        return DoorsCall.bare(
                "GET",
                "/api/v1/resources/" + address + "-v1",
                "resources/" + address,
                "describe",
                "{}");
    }

    private static DoorsCall select(String more) {
        return select("$typedAt", more);
    }

    private static DoorsCall select(String address, String more) {
        return post(address, "queries", "{'purpose':'$purpose'" + comma(more) + "}", "select");
    }

    private static DoorsCall count(String more) {
        return post("$typedAt", "count", "{'purpose':'$purpose'" + comma(more) + "}", "count");
    }

    private static DoorsCall byKey(String key) {
        return byKey(key, key);
    }

    private static DoorsCall byKey(String encoded, String key) {
        return DoorsCall.bare(
                "GET",
                "/api/v1/resources/$typedAt-v1/records/" + encoded + "?_purpose=$encodedPurpose",
                "resources/$typedAt",
                "byKey",
                "{'purpose':'$purpose','key':{'code':\"" + key + "\"}}");
    }

    private static DoorsCall batch(String more, String... keys) {
        String all =
                Stream.of(keys).map(k -> "{'code':'" + k + "'}").collect(Collectors.joining(","));
        return post(
                "$typedAt",
                "batches",
                "{'purpose':'$purpose'," + more + "'keys':[" + all + "]}",
                "batch");
    }

    private static DoorsCall verify(String key, String values) {
        return post(
                "$typedAt",
                "verifications",
                "{'purpose':'$purpose','claims':[{'key':{'code':'"
                        + key
                        + "'},'values':{"
                        + values
                        + "}}]}",
                "verify");
    }

    private static String comma(String more) {
        return more.isEmpty() ? "" : "," + more;
    }

    private static DoorsCall post(String address, String path, String body, String operation) {
        return DoorsCall.post(
                "/api/v1/resources/" + address + "-v1/" + path,
                body,
                "resources/" + address,
                operation);
    }
}
