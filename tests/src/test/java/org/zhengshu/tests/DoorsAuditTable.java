package org.zhengshu.tests;

import static org.zhengshu.tests.DoorsCase.answered;
import static org.zhengshu.tests.DoorsCase.refused;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The table's lines on what an auditor's system asks the log. */
final class DoorsAuditTable {
    private static final String BY = "auditor";
    private static final String OTHER = "housing";
    private static final String FORBIDDEN = "identity/forbidden";

    /** One entry that is older than the calls of the table. */
    private static final String SEARCH = "{'trace':'$trace','limit':5}";

    private DoorsAuditTable() {}

    static List<DoorsCase> cases() {
        return Stream.of(reading(), exports(), checks()).flatMap(List::stream).toList();
    }

    private static List<DoorsCase> reading() {
        DoorsCall entry =
                DoorsCall.bare(
                        "GET", "/api/v1/audit/entries/$entry", "Audit", "get", "{'id':'$entry'}");
        DoorsCall trace =
                DoorsCall.bare(
                        "GET",
                        "/api/v1/audit/traces/$trace",
                        "Audit",
                        "trace",
                        "{'trace':'$trace'}");
        DoorsCall access =
                DoorsCall.post(
                        "/api/v1/audit/subject-accesses",
                        "{'subject':'%s','caseReference':'核1','reason':'查询','to':'2020-01-01T00:00:00Z'}"
                                .formatted(DoorsLicences.HOLDER),
                        "Audit",
                        "subjectAccess");
        return List.of(
                answered("audit.search", "by trace", BY, search(SEARCH))
                        .given(DoorsAuditTable::call),
                refused("audit.search", "wrong role", OTHER, search("{}"), FORBIDDEN),
                refused(
                        "audit.search",
                        "a number that is none",
                        BY,
                        search("{'subject':'1'}"),
                        "kernel/invalid-input"),
                refused(
                        "audit.search",
                        "a cursor that is none",
                        BY,
                        search("{'cursor':'1'}"),
                        "kernel/invalid-input"),
                answered("audit.entry", "with its receipt", BY, entry).given(DoorsAuditTable::call),
                refused("audit.entry", "wrong role", OTHER, entry, FORBIDDEN)
                        .given(DoorsAuditTable::call),
                answered("audit.trace", "one call", BY, trace).given(DoorsAuditTable::call),
                refused("audit.trace", "wrong role", OTHER, trace, FORBIDDEN)
                        .given(DoorsAuditTable::call),
                answered("audit.subject-access", "nobody so long ago", BY, access)
                        .differs("at", "report"),
                refused("audit.subject-access", "wrong role", OTHER, access, FORBIDDEN));
    }

    private static List<DoorsCase> exports() {
        DoorsCall part =
                DoorsCall.post(
                        "/api/v1/audit/exports",
                        "{'log':'$log','first':0,'limit':1024}",
                        "Audit",
                        "export");
        DoorsCall none =
                DoorsCall.post("/api/v1/audit/exports", "{'log':'no/such/log'}", "Audit", "export");
        DoorsCall found =
                DoorsCall.post("/api/v1/audit/found-exports", SEARCH, "Audit", "exportFound");
        DoorsCall archives =
                DoorsCall.bare("GET", "/api/v1/audit/archives", "Audit", "archives", "{}")
                        .listed("part");
        return List.of(
                answered("audit.export", "a part", BY, part)
                        .given(DoorsAuditTable::call)
                        .differs("newest", "next", "end", "name", "sm3", "file", "fileSm3", "rows"),
                refused("audit.export", "no such log", BY, none, "kernel/not-found"),
                answered("audit.export-found", "by trace", BY, found).given(DoorsAuditTable::call),
                refused("audit.export-found", "wrong role", OTHER, found, FORBIDDEN)
                        .given(DoorsAuditTable::call),
                answered("audit.archives", "none yet", BY, archives),
                refused("audit.archives", "wrong role", OTHER, archives, FORBIDDEN));
    }

    private static List<DoorsCase> checks() {
        DoorsCall list =
                DoorsCall.bare(
                                "GET",
                                "/api/v1/audit/checks?page=999",
                                "Audit",
                                "checks",
                                "{'page':999}")
                        .listed("check");
        DoorsCall start =
                DoorsCall.post("/api/v1/audit/checks", "{'log':'no/such/log'}", "Audit", "check");
        DoorsCall report =
                DoorsCall.bare(
                        "GET",
                        "/api/v1/audit/checks/$check",
                        "Audit",
                        "checkReport",
                        "{'id':'$check'}");
        DoorsCall cancel =
                DoorsCall.bare(
                        "POST",
                        "/api/v1/audit/checks/$check/cancellation",
                        "Audit",
                        "cancelCheck",
                        "{'id':'$check'}");
        return List.of(
                answered("audit.checks", "a page", BY, list).differs("total"),
                refused("audit.checks", "wrong role", OTHER, list, FORBIDDEN),
                answered("audit.check", "a log", BY, start("$log"))
                        .fresh(DoorsAuditTable::idle)
                        .differs("size", "position", "log", "startedAt", "state"),
                refused("audit.check", "no such log", BY, start, "kernel/not-found"),
                answered("audit.check-report", "one that was cancelled", BY, report)
                        .given(DoorsAuditTable::cancelled),
                refused("audit.check-report", "wrong role", OTHER, report, FORBIDDEN)
                        .given(DoorsAuditTable::cancelled),
                answered("audit.cancel-check", "over already", BY, cancel)
                        .given(DoorsAuditTable::cancelled),
                refused("audit.cancel-check", "wrong role", OTHER, cancel, FORBIDDEN)
                        .given(DoorsAuditTable::cancelled));
    }

    private static DoorsCall search(String json) {
        return DoorsCall.post("/api/v1/audit/searches", json, "Audit", "search");
    }

    private static DoorsCall start(String log) {
        return DoorsCall.post("/api/v1/audit/checks", "{'log':'" + log + "'}", "Audit", "check");
    }

    /** A call of the past, and the log that it is in. */
    private static Map<String, String> call(DoorsWorld world) {
        var reply = world.rest("housing").get("/api/v1/departments");
        return Map.of(
                "trace", reply.header("Zhengshu-Trace"),
                "entry", reply.header("Zhengshu-Receipt-Id"),
                "log", world.log());
    }

    /** No check is open. */
    private static Map<String, String> idle(DoorsWorld world) {
        world.endChecks();
        return Map.of("log", world.log());
    }

    private static Map<String, String> cancelled(DoorsWorld world) {
        return Map.of("check", world.endedCheck(), "log", world.log());
    }
}
