package org.zhengshu.tests;

import static org.zhengshu.tests.DoorsCase.answered;
import static org.zhengshu.tests.DoorsCase.refused;

import java.util.List;
import java.util.Map;

/** The table's lines on the exchange and on receipts. */
final class DoorsExchangeTable {
    private static final String QUERY = "exchange.query";
    private static final String BY = "housing";

    private DoorsExchangeTable() {}

    static List<DoorsCase> cases() {
        return List.of(
                answered(QUERY, "all that is granted", BY, query("$open", ",'limit':3")),
                answered(QUERY, "chosen items", BY, query("$open", ",'items':['name'],'limit':2")),
                answered(
                        QUERY,
                        "a filter beside the grant's own",
                        BY,
                        query(
                                "$hunan",
                                ",'filter':{'or':[{'item':'name','operator':'PREFIX','value':'东'},"
                                        + "{'item':'code','operator':'IN','values':['430102001','430102002']}]}")),
                answered(
                        QUERY,
                        "no row fits",
                        BY,
                        query(
                                "$hunan",
                                ",'filter':{'item':'code','operator':'EQ','value':'110101001'}")),
                answered(QUERY, "every type, empty values", BY, query("$typed", "")),
                answered(
                        QUERY,
                        "the granted matter",
                        BY,
                        query("$bound", ",'matter':'$matter','limit':1")),
                answered(QUERY, "a next page", BY, query("$hunan", ",'limit':2,'cursor':'$cursor'"))
                        .given(
                                w ->
                                        Map.of(
                                                "cursor",
                                                w.query(
                                                                BY,
                                                                w.variables().get("hunan"),
                                                                ",'limit':5")
                                                        .get("nextCursor")
                                                        .asText())),
                refused(
                        QUERY,
                        "item not granted",
                        BY,
                        query("$hunan", ",'items':['code','area_code']"),
                        "exchange/item-not-granted"),
                refused(
                        QUERY,
                        "wrong purpose",
                        BY,
                        DoorsCall.post(
                                "/api/v1/exchange/queries",
                                "{'grant':'$open','purpose':'其他用途'}",
                                "Exchange",
                                "query"),
                        "exchange/purpose-mismatch"),
                refused(
                        QUERY,
                        "wrong matter",
                        BY,
                        query("$bound", ",'matter':'其他事项'"),
                        "exchange/purpose-mismatch"),
                refused(QUERY, "no matter", BY, query("$bound", ""), "exchange/purpose-mismatch"),
                refused(QUERY, "expired", BY, query("$expired", ""), "exchange/grant-expired"),
                refused(QUERY, "revoked", BY, query("$revoked", ""), "exchange/grant-revoked"),
                refused(QUERY, "over quota", BY, query("$used", ""), "exchange/quota-exhausted"),
                refused(
                        QUERY,
                        "unknown grant",
                        BY,
                        query("$unknown", ""),
                        "exchange/grant-unknown"),
                refused(
                        QUERY,
                        "another department's grant",
                        BY,
                        query("$foreign", ""),
                        "exchange/grant-unknown"),
                refused(
                        QUERY,
                        "resource revoked",
                        BY,
                        query("$withdrawn", ""),
                        "catalogue/not-published"),
                refused(
                        QUERY,
                        "nothing mounted",
                        BY,
                        query("$unmounted", ""),
                        "mounting/not-mounted"),
                refused(
                        QUERY,
                        "filter of the wrong shape",
                        BY,
                        query("$open", ",'filter':{'item':'code','operator':'EQ'}"),
                        "kernel/invalid-input"),
                refused(
                        QUERY,
                        "filter on an item outside the grant",
                        BY,
                        query(
                                "$hunan",
                                ",'filter':{'item':'area_code','operator':'EQ','value':'430102'}"),
                        "kernel/invalid-input"),
                refused(
                        QUERY,
                        "cursor of older data",
                        BY,
                        query("$changed", ",'cursor':'$stale'"),
                        "exchange/cursor-stale"),
                refused(
                        QUERY,
                        "no cursor at all",
                        BY,
                        query("$open", ",'cursor':'1 or 1=1'"),
                        "kernel/invalid-input"),
                refused(
                        QUERY,
                        "limit too high",
                        BY,
                        query("$open", ",'limit':1001"),
                        "kernel/invalid-input"),
                refused(
                                QUERY,
                                "an unknown field",
                                BY,
                                query("$open", ",'sql':'x'"),
                                "kernel/malformed")
                        .reached(DoorsCase.Reached.DOOR)
                        .differs("detail", "place", "rule", "message"),
                refused(QUERY, "wrong role", "asker", query("$open", ""), "identity/forbidden"),
                refused(QUERY, "nobody", "nobody", query("$open", ""), "identity/not-authenticated")
                        .reached(DoorsCase.Reached.BOUNDARY_BY_REST_ONLY)
                        .differs("detail"),
                refused(
                                QUERY,
                                "a certificate that is not registered",
                                "stranger",
                                query("$open", ""),
                                "identity/untrusted-certificate")
                        .reached(DoorsCase.Reached.DOOR),
                answered("audit.receipt", "the own one", BY, receipt())
                        .given(
                                w ->
                                        Map.of(
                                                "id",
                                                CompletedReceipt.await(
                                                                w.rest(BY),
                                                                w.rest(BY)
                                                                        .get("/api/v1/departments"))
                                                        .id())),
                refused("audit.receipt", "another's", BY, receipt(), "kernel/not-found")
                        .given(
                                w ->
                                        Map.of(
                                                "id",
                                                w.rest("civil")
                                                        .get("/api/v1/departments")
                                                        .entry()
                                                        .get("id")
                                                        .asText())),
                refused("audit.receipt", "unknown", BY, receipt(), "kernel/not-found")
                        .given(w -> Map.of("id", w.variables().get("unknown"))));
    }

    private static DoorsCall query(String grant, String more) {
        return DoorsCall.post(
                "/api/v1/exchange/queries",
                "{'grant':'" + grant + "','purpose':'$purpose'" + more + "}",
                "Exchange",
                "query");
    }

    private static DoorsCall receipt() {
        return DoorsCall.bare("GET", "/api/v1/receipts/$id", "Receipts", "get", "{'id':'$id'}");
    }
}
