package org.zhengshu.tests;

import static org.zhengshu.tests.DoorsCase.answered;
import static org.zhengshu.tests.DoorsCase.refused;
import static org.zhengshu.tests.DoorsSharingTable.APPROVED;
import static org.zhengshu.tests.DoorsSharingTable.CONSUMER;
import static org.zhengshu.tests.DoorsSharingTable.PENDING;
import static org.zhengshu.tests.DoorsSharingTable.PROVIDER;
import static org.zhengshu.tests.DoorsSharingTable.REQUESTS;
import static org.zhengshu.tests.DoorsSharingTable.act;
import static org.zhengshu.tests.DoorsSharingTable.get;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The table's lines on requests that are sent back, supplemented and reminded of. */
final class DoorsSupplementTable {
    private static final Function<DoorsWorld, Map<String, String>> RETURNED =
            w -> {
                Map<String, String> request = PENDING.apply(w);
                DoorsWorld.ok(
                        w.rest(PROVIDER)
                                .post(
                                        REQUESTS + "/" + request.get("request") + "/return",
                                        DoorsJson.strict(
                                                "{'fields':['scope','items'],'opinion':'范围不明'}")));
                return request;
            };
    private static final Function<DoorsWorld, Map<String, String>> SUPPLEMENTED =
            w -> {
                Map<String, String> request = RETURNED.apply(w);
                DoorsWorld.ok(
                        w.rest(CONSUMER)
                                .post(
                                        REQUESTS + "/" + request.get("request") + "/supplement",
                                        DoorsJson.strict(
                                                "{'revision':1,'scope':'全市','items':['code']}")));
                return request;
            };
    private static final Function<DoorsWorld, Map<String, String>> REMINDED =
            w -> {
                Map<String, String> request = PENDING.apply(w);
                DoorsWorld.ok(
                        w.rest(CONSUMER)
                                .post(REQUESTS + "/" + request.get("request") + "/reminder"));
                return request;
            };

    private DoorsSupplementTable() {}

    static List<DoorsCase> cases() {
        return Stream.of(returning(), supplementing(), reminding()).flatMap(List::stream).toList();
    }

    private static List<DoorsCase> returning() {
        String gaps = "{'fields':['scope','items'],'opinion':'范围不明，<b>请写明</b>'}";
        return List.of(
                answered("sharing.return", "for two members", PROVIDER, sendBack(gaps))
                        .fresh(PENDING),
                refused(
                                "sharing.return",
                                "for members that there are not",
                                PROVIDER,
                                sendBack("{'fields':['state','scope'],'opinion':'范围不明'}"),
                                "kernel/invalid-input")
                        .given(PENDING),
                refused(
                                "sharing.return",
                                "for nothing, without an opinion",
                                PROVIDER,
                                sendBack("{'fields':[],'opinion':' '}"),
                                "kernel/invalid-input")
                        .given(PENDING),
                refused(
                                "sharing.return",
                                "by the wrong department",
                                "police",
                                sendBack(gaps),
                                "sharing/not-the-decider")
                        .given(PENDING),
                refused(
                                "sharing.return",
                                "wrong role",
                                "asker",
                                sendBack(gaps),
                                "identity/forbidden")
                        .given(PENDING),
                refused(
                                "sharing.return",
                                "while it is away",
                                PROVIDER,
                                sendBack(gaps),
                                "sharing/request-returned")
                        .given(RETURNED),
                refused(
                                "sharing.return",
                                "a second time",
                                PROVIDER,
                                sendBack(gaps),
                                "sharing/supplement-once")
                        .given(SUPPLEMENTED),
                refused(
                                "sharing.return",
                                "approved",
                                PROVIDER,
                                sendBack(gaps),
                                "sharing/request-closed")
                        .given(APPROVED),
                refused(
                                "sharing.approve",
                                "while it is away",
                                PROVIDER,
                                act("approval", "approve"),
                                "sharing/request-returned")
                        .given(RETURNED),
                answered("sharing.approve", "what was read", PROVIDER, approve(2))
                        .fresh(SUPPLEMENTED),
                refused(
                                "sharing.approve",
                                "an older content",
                                PROVIDER,
                                approve(1),
                                "kernel/conflict")
                        .given(SUPPLEMENTED),
                answered("sharing.reject", "what was read", PROVIDER, reject(2))
                        .fresh(SUPPLEMENTED),
                refused(
                                "sharing.reject",
                                "an older content",
                                PROVIDER,
                                reject(1),
                                "kernel/conflict")
                        .given(SUPPLEMENTED),
                answered(
                                "sharing.withdraw",
                                "while it is away",
                                CONSUMER,
                                act("withdrawal", "withdraw"))
                        .fresh(RETURNED));
    }

    private static List<DoorsCase> supplementing() {
        String whole = "{'revision':1,'scope':'全市','items':['code'],'note':'已缩减'}";
        return List.of(
                answered("sharing.supplement", "what was asked for", CONSUMER, supplement(whole))
                        .fresh(RETURNED),
                refused(
                                "sharing.supplement",
                                "what was not asked for",
                                CONSUMER,
                                supplement(
                                        "{'revision':1,'scope':'全市','items':['code','x'],'quota':5,"
                                                + "'rowFilter':{'item':'code','operator':'EQ','value':'1'}}"),
                                "sharing/request-incomplete")
                        .given(RETURNED),
                refused(
                                "sharing.supplement",
                                "an item that there is not",
                                CONSUMER,
                                supplement("{'revision':1,'scope':'全市','items':['code','x']}"),
                                "sharing/request-incomplete")
                        .given(RETURNED),
                refused(
                                "sharing.supplement",
                                "an older content",
                                CONSUMER,
                                supplement(whole.replace("'revision':1", "'revision':7")),
                                "kernel/conflict")
                        .given(RETURNED),
                refused(
                                "sharing.supplement",
                                "without the revision",
                                CONSUMER,
                                supplement("{'scope':'全市'}"),
                                "kernel/invalid-input")
                        .given(RETURNED),
                refused(
                                "sharing.supplement",
                                "by another",
                                "asker",
                                supplement(whole),
                                "identity/forbidden")
                        .given(RETURNED),
                refused(
                                "sharing.supplement",
                                "twice",
                                CONSUMER,
                                supplement(whole),
                                "sharing/not-returned")
                        .given(SUPPLEMENTED),
                refused(
                                "sharing.supplement",
                                "approved",
                                CONSUMER,
                                supplement(whole),
                                "sharing/request-closed")
                        .given(APPROVED),
                answered("sharing.get", "supplemented", PROVIDER, get()).given(SUPPLEMENTED));
    }

    private static List<DoorsCase> reminding() {
        return List.of(
                answered("sharing.remind", "once", CONSUMER, act("reminder", "remind"))
                        .fresh(PENDING),
                refused(
                                "sharing.remind",
                                "again at once",
                                CONSUMER,
                                act("reminder", "remind"),
                                "sharing/reminded-already")
                        .given(REMINDED),
                refused(
                                "sharing.remind",
                                "by another",
                                "asker",
                                act("reminder", "remind"),
                                "identity/forbidden")
                        .given(PENDING),
                refused(
                                "sharing.remind",
                                "while it is away",
                                CONSUMER,
                                act("reminder", "remind"),
                                "sharing/request-returned")
                        .given(RETURNED),
                refused(
                                "sharing.remind",
                                "approved",
                                CONSUMER,
                                act("reminder", "remind"),
                                "sharing/request-closed")
                        .given(APPROVED));
    }

    private static DoorsCall approve(int revision) {
        return DoorsCall.bare(
                "POST",
                REQUESTS + "/$request/approval?revision=" + revision,
                "SharingRequests",
                "approve",
                "{'id':'$request','revision':" + revision + "}");
    }

    private static DoorsCall reject(int revision) {
        return DoorsCall.bare(
                        "POST",
                        REQUESTS + "/$request/rejection?revision=" + revision,
                        "SharingRequests",
                        "reject",
                        "{'id':'$request','revision':" + revision + "}")
                .with("{'reason':'补正后仍不足'}");
    }

    private static DoorsCall sendBack(String gaps) {
        return act("return", "sendBack").with(gaps);
    }

    private static DoorsCall supplement(String content) {
        return act("supplement", "supplement").with(content);
    }
}
