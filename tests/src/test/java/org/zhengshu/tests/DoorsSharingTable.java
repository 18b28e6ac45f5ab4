package org.zhengshu.tests;

import static org.zhengshu.tests.DoorsCase.answered;
import static org.zhengshu.tests.DoorsCase.refused;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The table's lines on requests, decisions and grants. */
final class DoorsSharingTable {
    static final String REQUESTS = "/api/v1/sharing-requests";
    static final String CONSUMER = "housing";
    static final String PROVIDER = "civil";

    static final Function<DoorsWorld, Map<String, String>> PENDING =
            w -> w.pending(CONSUMER, w.variables().get("conditional"), "'code','name'");
    static final Function<DoorsWorld, Map<String, String>> APPROVED =
            w -> {
                Map<String, String> request = PENDING.apply(w);
                String path = REQUESTS + "/" + request.get("request") + "/approval";
                DoorsWorld.ok(w.rest(PROVIDER).post(path));
                return request;
            };
    private static final Function<DoorsWorld, Map<String, String>> GRANT =
            w -> Map.of("id", w.granted(CONSUMER, w.variables().get("everyType"), "'code'", ""));

    private DoorsSharingTable() {}

    static List<DoorsCase> cases() {
        return Stream.of(asking(), submitting(), deciding(), reading(), grants())
                .flatMap(List::stream)
                .toList();
    }

    private static List<DoorsCase> asking() {
        return List.of(
                answered(
                        "sharing.preview",
                        "unconditional",
                        CONSUMER,
                        preview("$everyType", "'code'")),
                answered(
                        "sharing.preview",
                        "conditional",
                        CONSUMER,
                        preview("$conditional", "'code','name'")),
                refused(
                        "sharing.preview",
                        "not shared",
                        CONSUMER,
                        preview("$secret", "'code'"),
                        "sharing/not-shared"),
                refused(
                        "sharing.preview",
                        "unknown item",
                        CONSUMER,
                        preview("$streets", "'code','x'"),
                        "sharing/request-incomplete"),
                refused(
                        "sharing.preview",
                        "not yet published",
                        CONSUMER,
                        preview("$draft", "'code'"),
                        "catalogue/not-published"));
    }

    private static DoorsCall preview(String item, String items) {
        return DoorsCall.post(
                REQUESTS + "/previews",
                "{'item':'%s','items':[%s]}".formatted(item, items),
                "SharingRequests",
                "preview");
    }

    private static List<DoorsCase> submitting() {
        String whole =
                ",'matter':'$matter','legalBasis':'三定规定','scenario':'核验','scope':'全部','mode':'服务接口'";
        String filter =
                ",'rowFilter':{'and':[{'item':'code','operator':'PREFIX','value':'2'},"
                        + "{'or':[{'item':'name','operator':'EQ','value':'甲'},"
                        + "{'item':'name','operator':'IS_NULL','value':'true'}]}]},'quota':7";
        return List.of(
                answered(
                                "sharing.submit",
                                "unconditional, granted at once",
                                CONSUMER,
                                submit("$everyType", "'code','day'", ",'quota':9"))
                        .fresh(w -> Map.of()),
                answered(
                                "sharing.submit",
                                "conditional with row filter, quota and term",
                                CONSUMER,
                                submit("$conditional", "'code','name'", whole + filter))
                        .fresh(w -> Map.of()),
                refused(
                        "sharing.submit",
                        "conditional without matter and basis",
                        CONSUMER,
                        submit("$conditional", "'code'", ""),
                        "sharing/request-incomplete"),
                refused(
                        "sharing.submit",
                        "unknown item, filter that means nothing, past term",
                        CONSUMER,
                        DoorsCall.post(
                                REQUESTS,
                                "{'item':'$streets','purpose':'$purpose','items':['code','x'],'validUntil':"
                                        + "'$yesterday','rowFilter':{'item':'y','operator':'EQ','value':'1'}}",
                                "SharingRequests",
                                "submit"),
                        "sharing/request-incomplete"),
                refused(
                        "sharing.submit",
                        "not shared",
                        CONSUMER,
                        submit("$secret", "'code'", ""),
                        "sharing/not-shared"),
                refused(
                        "sharing.submit",
                        "not yet published",
                        CONSUMER,
                        submit("$draft", "'code'", ""),
                        "catalogue/not-published"),
                refused(
                        "sharing.submit",
                        "revoked resource",
                        CONSUMER,
                        submit("$gone", "'code'", ""),
                        "catalogue/not-published"),
                refused(
                        "sharing.submit",
                        "no items, quota of nothing",
                        CONSUMER,
                        submit("$streets", "", ",'quota':0"),
                        "kernel/invalid-input"));
    }

    private static List<DoorsCase> deciding() {
        return List.of(
                answered("sharing.approve", "by the provider", PROVIDER, act("approval", "approve"))
                        .fresh(PENDING),
                refused(
                                "sharing.approve",
                                "by the wrong department",
                                "police",
                                act("approval", "approve"),
                                "sharing/not-the-decider")
                        .given(PENDING),
                refused(
                                "sharing.approve",
                                "twice",
                                PROVIDER,
                                act("approval", "approve"),
                                "sharing/request-closed")
                        .given(APPROVED),
                refused(
                                "sharing.approve",
                                "wrong role",
                                "asker",
                                act("approval", "approve"),
                                "identity/forbidden")
                        .given(PENDING),
                answered("sharing.reject", "with its reason", PROVIDER, reject("依据不足"))
                        .fresh(PENDING),
                refused("sharing.reject", "without", PROVIDER, reject(" "), "kernel/invalid-input")
                        .given(PENDING),
                refused(
                                "sharing.reject",
                                "approved",
                                PROVIDER,
                                reject("晚了"),
                                "sharing/request-closed")
                        .given(APPROVED),
                answered(
                                "sharing.withdraw",
                                "by the asker",
                                CONSUMER,
                                act("withdrawal", "withdraw"))
                        .fresh(PENDING),
                refused(
                                "sharing.withdraw",
                                "by another",
                                "asker",
                                act("withdrawal", "withdraw"),
                                "identity/forbidden")
                        .given(PENDING),
                refused(
                                "sharing.withdraw",
                                "approved",
                                CONSUMER,
                                act("withdrawal", "withdraw"),
                                "sharing/request-closed")
                        .given(APPROVED));
    }

    private static List<DoorsCase> reading() {
        DoorsCall list =
                DoorsCall.bare(
                                "GET",
                                REQUESTS + "?state=APPROVED&page=2&size=2",
                                "SharingRequests",
                                "list",
                                "{'state':'APPROVED','page':2,'size':2}")
                        .listed("request");
        DoorsCall toDecide =
                DoorsCall.bare(
                                "GET",
                                REQUESTS + "?side=TO_DECIDE&size=3",
                                "SharingRequests",
                                "list",
                                "{'side':'TO_DECIDE','size':3}")
                        .listed("request");
        DoorsCall zero =
                DoorsCall.bare(
                        "GET", REQUESTS + "?page=0", "SharingRequests", "list", "{'page':0}");
        return List.of(
                answered("sharing.list", "a second page", CONSUMER, list),
                answered("sharing.list", "what to decide", PROVIDER, toDecide),
                refused("sharing.list", "page zero", CONSUMER, zero, "kernel/invalid-input"),
                answered("sharing.get", "by the asker", CONSUMER, get()).given(PENDING),
                answered("sharing.get", "by the authority", "business", get()).given(APPROVED),
                refused("sharing.get", "by a stranger to it", "police", get(), "kernel/not-found")
                        .given(PENDING));
    }

    private static List<DoorsCase> grants() {
        DoorsCall list =
                DoorsCall.bare(
                                "GET",
                                "/api/v1/grants?page=1&size=3",
                                "Grants",
                                "list",
                                "{'page':1,'size':3}")
                        .listed("grant");
        DoorsCall tooMany =
                DoorsCall.bare("GET", "/api/v1/grants?size=0", "Grants", "list", "{'size':0}");
        DoorsCall revoke =
                DoorsCall.bare("POST", "/api/v1/grants/$id/revocation", "Grants", "revoke", ID)
                        .with("{'reason':'用途已结束'}");
        return List.of(
                answered("sharing.grants", "a page", CONSUMER, list),
                refused(
                        "sharing.grants",
                        "pages of nothing",
                        CONSUMER,
                        tooMany,
                        "kernel/invalid-input"),
                answered("sharing.grant", "with a row filter", CONSUMER, grant())
                        .given(w -> Map.of("id", w.variables().get("hunan"))),
                answered("sharing.grant", "revoked", PROVIDER, grant())
                        .given(w -> Map.of("id", w.variables().get("revoked"))),
                refused("sharing.grant", "another's", CONSUMER, grant(), "exchange/grant-unknown")
                        .given(w -> Map.of("id", w.variables().get("foreign"))),
                answered("sharing.revoke", "by the provider", PROVIDER, revoke).fresh(GRANT),
                refused(
                                "sharing.revoke",
                                "by the consumer",
                                CONSUMER,
                                revoke,
                                "sharing/not-the-decider")
                        .given(GRANT),
                refused("sharing.revoke", "twice", PROVIDER, revoke, "sharing/grant-closed")
                        .given(w -> Map.of("id", w.variables().get("revoked"))),
                refused("sharing.revoke", "wrong role", "asker", revoke, "identity/forbidden")
                        .given(GRANT),
                answered(
                                "sharing.usage",
                                "by name, for the provider",
                                PROVIDER,
                                usage("$everyType"))
                        .differs("since"),
                answered("sharing.usage", "by number, for others", "asker", usage("$everyType"))
                        .differs("since"),
                refused(
                        "sharing.usage",
                        "another's draft",
                        "asker",
                        usage("$draft"),
                        "kernel/not-found"));
    }

    private static DoorsCall usage(String item) {
        return DoorsCall.bare(
                "GET",
                "/api/v1/catalogue-items/" + item + "/usage",
                "Grants",
                "usage",
                "{'id':'" + item + "'}");
    }

    private static final String ID = "{'id':'$id'}";

    private static DoorsCall submit(String item, String items, String more) {
        return DoorsCall.post(
                REQUESTS,
                "{'item':'%s','purpose':'$purpose','items':[%s],'validUntil':'$nextMonth'%s}"
                        .formatted(item, items, more),
                "SharingRequests",
                "submit");
    }

    static DoorsCall act(String step, String operation) {
        return DoorsCall.bare(
                "POST",
                REQUESTS + "/$request/" + step,
                "SharingRequests",
                operation,
                "{'id':'$request'}");
    }

    private static DoorsCall reject(String reason) {
        return act("rejection", "reject").with("{'reason':'" + reason + "'}");
    }

    static DoorsCall get() {
        return DoorsCall.bare(
                "GET", REQUESTS + "/$request", "SharingRequests", "get", "{'id':'$request'}");
    }

    private static DoorsCall grant() {
        return DoorsCall.bare("GET", "/api/v1/grants/$id", "Grants", "get", ID);
    }
}
