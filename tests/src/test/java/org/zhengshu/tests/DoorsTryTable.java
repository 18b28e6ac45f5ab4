package org.zhengshu.tests;

import static org.zhengshu.tests.DoorsCase.answered;
import static org.zhengshu.tests.DoorsCase.refused;

import java.util.List;

/** The table's lines on trying a resource with generated rows. */
final class DoorsTryTable {
    private static final String TRY = "exchange.try-out";
    private static final String BY = "asker";
    private static final String INVALID = "kernel/invalid-input";
    private static final String NOT_FOUND = "kernel/not-found";

    private DoorsTryTable() {}

    static List<DoorsCase> cases() {
        return List.of(
                answered(TRY, "the first rows", BY, tried("'limit':20")),
                answered(
                        TRY,
                        "by condition",
                        BY,
                        tried(
                                "'filter':{'and':[{'item':'whole','operator':'GE','value':'0'},"
                                        + "{'item':'name','operator':'PREFIX','value':'样例'}]}")),
                answered(
                        TRY,
                        "chosen items by key",
                        BY,
                        tried("'items':['amount','real'],'key':['样例编号3']")),
                answered(TRY, "nothing passes", BY, tried("'key':['a1']")),
                answered(TRY, "what is not mounted", BY, tried("$emptyAt", "'limit':1")),
                refused(TRY, "no such code", BY, tried("201001-999999", "'limit':1"), NOT_FOUND),
                refused(TRY, "revoked", BY, tried("$goneAt", "'limit':1"), NOT_FOUND),
                refused(
                        TRY,
                        "an item that is not there",
                        BY,
                        tried("'items':['code','x']"),
                        INVALID),
                refused(TRY, "a key too short", BY, tried("'key':['']"), INVALID),
                refused(TRY, "a key of two", BY, tried("'key':['a','b']"), INVALID),
                refused(
                        TRY,
                        "a value of another type",
                        BY,
                        tried("'filter':{'item':'day','operator':'EQ','value':'昨天'}"),
                        INVALID),
                refused(
                        TRY,
                        "a condition on an item that is not there",
                        BY,
                        tried("'filter':{'item':'x','operator':'EQ','value':'1'}"),
                        INVALID),
                refused(
                        TRY,
                        "a key and a condition",
                        BY,
                        tried("'key':['1'],'filter':{'item':'whole','operator':'EQ','value':'1'}"),
                        INVALID),
                refused(
                        TRY,
                        "too many conditions",
                        BY,
                        tried("'filter':{'or':[" + many() + "]}"),
                        INVALID),
                refused(TRY, "too many rows", BY, tried("'limit':21"), INVALID),
                refused(TRY, "nobody", "nobody", tried("'limit':1"), "identity/not-authenticated")
                        .differs("detail")
                        .reached(DoorsCase.Reached.BOUNDARY_BY_REST_ONLY));
    }

    private static String many() {
        String one = "{'item':'whole','operator':'EQ','value':'1'}";
        return one + ("," + one).repeat(50);
    }

    private static DoorsCall tried(String body) {
        return tried("$typedAt", body);
    }

    private static DoorsCall tried(String address, String body) {
        return DoorsCall.bare(
                        "POST",
                        "/api/v1/resources/" + address + "/try-outs",
                        "Exchange",
                        "tryOut",
                        "{'resource':'" + address + "'}")
                .with("{" + body + "}");
    }
}
