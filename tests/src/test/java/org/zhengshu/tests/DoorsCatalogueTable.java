package org.zhengshu.tests;

import static org.zhengshu.tests.DoorsCase.answered;
import static org.zhengshu.tests.DoorsCase.refused;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The table's lines on the catalogue and on mounted data. */
final class DoorsCatalogueTable {
    private static final String ITEMS = "/api/v1/catalogue-items";
    private static final String CIVIL = "civil";
    private static final String AUTHORITY = "business";
    private static final String REASON = "{'reason':'请补充更新周期'}";

    private static final Function<DoorsWorld, Map<String, String>> DRAFT =
            w -> Map.of("id", w.draft(CIVIL, DoorsEntries.SIMPLE));
    private static final Function<DoorsWorld, Map<String, String>> SUBMITTED =
            w -> Map.of("id", w.submitted(CIVIL, DoorsEntries.SIMPLE));
    private static final Function<DoorsWorld, Map<String, String>> PUBLISHED =
            w -> Map.of("id", w.published(CIVIL, DoorsEntries.SIMPLE));

    private static final Function<DoorsWorld, Map<String, String>> CHANGING =
            w -> Map.of("id", w.changing(CIVIL, DoorsEntries.SIMPLE, DoorsEntries.EVERY_TYPE));

    private DoorsCatalogueTable() {}

    static List<DoorsCase> cases() {
        return java.util.stream.Stream.of(reading(), writing(), changing(), reviewing(), mounting())
                .flatMap(List::stream)
                .toList();
    }

    private static List<DoorsCase> reading() {
        DoorsCall list =
                DoorsCall.bare(
                                "GET",
                                ITEMS + "?text=%E5%8C%BB%E7%96%97&state=PUBLISHED&page=1&size=5",
                                "Catalogue",
                                "list",
                                "{'text':'医疗','state':'PUBLISHED','page':1,'size':5}")
                        .listed("item");
        DoorsCall tooLong =
                DoorsCall.bare("GET", ITEMS + "?size=201", "Catalogue", "list", "{'size':201}");
        return List.of(
                answered("catalogue.list", "by text and state", "asker", list),
                answered(
                        "catalogue.list",
                        "the first twenty",
                        "asker",
                        DoorsCall.bare("GET", ITEMS, "Catalogue", "list", "{}").listed("item")),
                answered(
                        "catalogue.list",
                        "of one department",
                        "asker",
                        DoorsCall.bare(
                                        "GET",
                                        ITEMS + "?provider=11210000YY00000013",
                                        "Catalogue",
                                        "list",
                                        "{'provider':'11210000YY00000013'}")
                                .listed("item")),
                answered(
                        "catalogue.search",
                        "by the name of a data item, of one kind",
                        "asker",
                        search("{'text':'名称 医疗','shareTypes':['1'],'page':1,'size':5}")),
                answered("catalogue.search", "everything", "asker", search("{'size':3}")),
                refused(
                        "catalogue.search",
                        "pages of nothing",
                        CIVIL,
                        search("{'size':0}"),
                        "kernel/invalid-input"),
                refused("catalogue.list", "page too long", CIVIL, tooLong, "kernel/invalid-input"),
                answered("catalogue.get", "published", "asker", get("$everyType")),
                answered("catalogue.get", "the own draft", CIVIL, get("$draft")),
                refused(
                        "catalogue.get",
                        "another's draft",
                        "police",
                        get("$draft"),
                        "kernel/not-found"),
                refused("catalogue.get", "unknown", CIVIL, get("$unknown"), "kernel/not-found"));
    }

    private static DoorsCall search(String query) {
        return DoorsCall.post(ITEMS + "/searches", query, "Catalogue", "search");
    }

    private static List<DoorsCase> writing() {
        DoorsCall wrongCode =
                enter(DoorsEntries.SIMPLE.replace("'openFlag':'0'", "'openFlag':'9'"));
        DoorsCall noTitle = enter(DoorsEntries.SIMPLE.replace("双通道核验目录", " "));
        return List.of(
                answered("catalogue.enter", "every type", CIVIL, enter(DoorsEntries.EVERY_TYPE))
                        .fresh(w -> Map.of()),
                refused(
                        "catalogue.enter",
                        "no such code",
                        CIVIL,
                        wrongCode,
                        "kernel/invalid-input"),
                refused("catalogue.enter", "no title", CIVIL, noTitle, "kernel/invalid-input"),
                refused(
                        "catalogue.enter",
                        "wrong role",
                        "asker",
                        enter(DoorsEntries.SIMPLE),
                        "identity/forbidden"),
                answered("catalogue.rewrite", "a draft", CIVIL, rewrite("$id")).fresh(DRAFT),
                refused(
                        "catalogue.rewrite",
                        "published",
                        CIVIL,
                        rewrite("$everyType"),
                        "catalogue/not-editable"),
                refused(
                        "catalogue.rewrite",
                        "another's",
                        "police",
                        rewrite("$draft"),
                        "identity/forbidden"),
                answered("catalogue.submit", "a draft", CIVIL, act("$id", "submission", "submit"))
                        .fresh(DRAFT),
                refused(
                        "catalogue.submit",
                        "published",
                        CIVIL,
                        act("$everyType", "submission", "submit"),
                        "catalogue/wrong-state"));
    }

    private static List<DoorsCase> changing() {
        DoorsCall otherClass = change("$id", DoorsEntries.SIMPLE.replace("'201001'", "'201002'"));
        return List.of(
                answered(
                                "catalogue.change",
                                "a published entry",
                                CIVIL,
                                change("$id", DoorsEntries.EVERY_TYPE))
                        .fresh(PUBLISHED),
                refused(
                        "catalogue.change",
                        "a draft",
                        CIVIL,
                        change("$draft", DoorsEntries.EVERY_TYPE),
                        "catalogue/wrong-state"),
                refused(
                                "catalogue.change",
                                "another class",
                                CIVIL,
                                otherClass,
                                "kernel/invalid-input")
                        .given(PUBLISHED),
                refused(
                                "catalogue.change",
                                "another's",
                                "police",
                                change("$id", DoorsEntries.SIMPLE),
                                "identity/forbidden")
                        .given(PUBLISHED),
                answered("catalogue.get", "a change of its own", CIVIL, get("$id")).given(CHANGING),
                answered("catalogue.get", "without the change", "asker", get("$id"))
                        .given(CHANGING),
                answered("catalogue.publish", "a change", AUTHORITY, publish("$id"))
                        .fresh(CHANGING),
                answered("catalogue.reject", "a change", AUTHORITY, reject(REASON))
                        .fresh(CHANGING));
    }

    private static List<DoorsCase> reviewing() {
        return List.of(
                answered("catalogue.publish", "submitted", AUTHORITY, publish("$id"))
                        .fresh(SUBMITTED),
                refused(
                        "catalogue.publish",
                        "a draft",
                        AUTHORITY,
                        publish("$draft"),
                        "catalogue/wrong-state"),
                refused(
                                "catalogue.publish",
                                "another tenant's authority",
                                "shenyang",
                                publish("$id"),
                                "identity/forbidden")
                        .given(SUBMITTED),
                refused(
                        "catalogue.publish",
                        "wrong role",
                        CIVIL,
                        publish("$draft"),
                        "identity/forbidden"),
                answered("catalogue.reject", "submitted", AUTHORITY, reject(REASON))
                        .fresh(SUBMITTED),
                refused(
                                "catalogue.reject",
                                "without reason",
                                AUTHORITY,
                                reject("{'reason':' '}"),
                                "kernel/invalid-input")
                        .given(SUBMITTED),
                refused(
                                "catalogue.reject",
                                "published",
                                AUTHORITY,
                                reject(REASON),
                                "catalogue/wrong-state")
                        .given(PUBLISHED),
                answered("catalogue.revoke", "published", AUTHORITY, revoke("$id"))
                        .fresh(PUBLISHED),
                refused(
                        "catalogue.revoke",
                        "revoked",
                        AUTHORITY,
                        revoke("$gone"),
                        "catalogue/wrong-state"));
    }

    private static List<DoorsCase> mounting() {
        DoorsCall load = DoorsCall.load(DoorsEntries.CSV);
        DoorsCall bad = DoorsCall.load("code,name\n1,甲\n1,乙\n" + "x".repeat(33) + ",丙\n");
        return List.of(
                answered("mounting.load", "a file", CIVIL, load).fresh(PUBLISHED),
                refused("mounting.load", "bad rows", CIVIL, bad, "mounting/csv-rejected")
                        .given(PUBLISHED),
                refused("mounting.load", "a draft", CIVIL, load, "catalogue/not-published")
                        .given(DRAFT),
                refused("mounting.load", "another's", "police", load, "identity/forbidden")
                        .given(PUBLISHED),
                answered("mounting.get", "mounted", "asker", mount("$streets")),
                refused(
                        "mounting.get",
                        "not mounted",
                        CIVIL,
                        mount("$empty"),
                        "mounting/not-mounted"),
                refused("mounting.get", "unknown", CIVIL, mount("$unknown"), "kernel/not-found"),
                answered("mounting.sample", "shown", "asker", sample("$streets")),
                refused(
                        "mounting.sample",
                        "not mounted",
                        CIVIL,
                        sample("$empty"),
                        "mounting/not-mounted"),
                refused(
                        "mounting.sample",
                        "another's draft",
                        "asker",
                        sample("$draft"),
                        "kernel/not-found"));
    }

    private static DoorsCall sample(String item) {
        return DoorsCall.bare(
                "GET", ITEMS + "/" + item + "/sample", "Mounts", "sample", "{'id':'" + item + "'}");
    }

    private static DoorsCall enter(String entry) {
        return DoorsCall.post(ITEMS, entry, "Catalogue", "enter");
    }

    private static DoorsCall rewrite(String id) {
        return DoorsCall.bare(
                        "PUT", ITEMS + "/" + id, "Catalogue", "rewrite", "{'id':'" + id + "'}")
                .with(DoorsEntries.EVERY_TYPE);
    }

    private static DoorsCall change(String id, String entry) {
        return DoorsCall.bare(
                        "PUT",
                        ITEMS + "/" + id + "/change",
                        "Catalogue",
                        "change",
                        "{'id':'" + id + "'}")
                .with(entry);
    }

    private static DoorsCall get(String id) {
        return DoorsCall.bare("GET", ITEMS + "/" + id, "Catalogue", "get", "{'id':'" + id + "'}");
    }

    private static DoorsCall act(String id, String step, String operation) {
        return DoorsCall.bare(
                "POST",
                ITEMS + "/" + id + "/" + step,
                "Catalogue",
                operation,
                "{'id':'" + id + "'}");
    }

    private static DoorsCall publish(String id) {
        return act(id, "publication", "publish");
    }

    private static DoorsCall revoke(String id) {
        return act(id, "revocation", "revoke");
    }

    private static DoorsCall reject(String reason) {
        return act("$id", "rejection", "reject").with(reason);
    }

    private static DoorsCall mount(String id) {
        return DoorsCall.bare(
                "GET", ITEMS + "/" + id + "/mount", "Mounts", "get", "{'id':'" + id + "'}");
    }
}
