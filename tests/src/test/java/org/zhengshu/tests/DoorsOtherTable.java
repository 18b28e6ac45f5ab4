package org.zhengshu.tests;

import static org.zhengshu.tests.DoorsCase.answered;
import static org.zhengshu.tests.DoorsCase.refused;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The table's lines on licences, rule packs and departments. */
final class DoorsOtherTable {
    /** A holder of the sample world. */
    private static final String HOLDER = DoorsLicences.HOLDER;

    private static final String VERIFY = "elicence.verify";
    private static final String BY_CODE = "elicence.verify-code";

    private DoorsOtherTable() {}

    static List<DoorsCase> cases() {
        return Stream.of(licences(), verifications(), rules(), departments(), witnesses())
                .flatMap(List::stream)
                .toList();
    }

    private static List<DoorsCase> licences() {
        return List.of(
                answered("elicence.issue", "a business licence", "market", issue("示例丁科技有限公司"))
                        .fresh(w -> Map.of())
                        .differs("identifier", "licence", "sha256", "sm3", "documentSm3"),
                refused(
                        "elicence.issue",
                        "a character that no font has",
                        "market",
                        issue("示例\uE000公司"),
                        "elicence/invalid"),
                refused(
                        "elicence.issue",
                        "by another than the provider",
                        "civil",
                        issue("示例"),
                        "identity/forbidden"),
                answered("elicence.fetch", "with its document", "business", fetch(HOLDER, "")),
                answered(
                        "elicence.fetch",
                        "without its document",
                        "business",
                        fetch(HOLDER, ",'items':['number','valid_until']")),
                refused(
                        "elicence.fetch",
                        "no such holder",
                        "business",
                        fetch("91999999YYLC99999X", ""),
                        "elicence/not-found"),
                refused(
                        "elicence.fetch",
                        "item not granted",
                        "business",
                        fetch(HOLDER, ",'items':['issuer']"),
                        "exchange/item-not-granted"),
                refused(
                        "elicence.fetch",
                        "another department's grant",
                        "housing",
                        fetch(HOLDER, ""),
                        "exchange/grant-unknown"),
                refused(
                        "elicence.fetch",
                        "wrong role",
                        "asker",
                        fetch(HOLDER, ""),
                        "identity/forbidden"));
    }

    /** Open to everybody, so that nobody calls: the service takes no signatures. */
    private static List<DoorsCase> verifications() {
        return List.of(
                answered(VERIFY, "an issued licence", "nobody", verify("$document"))
                        .given(w -> Map.of("document", DoorsLicences.document(w)))
                        .differs("checkedAt", "detail"),
                answered(VERIFY, "one changed byte", "nobody", verify("$document"))
                        .given(w -> Map.of("document", changed(DoorsLicences.document(w))))
                        .differs("checkedAt", "detail"),
                answered(VERIFY, "no PDF", "nobody", verify("aGVsbG8="))
                        .differs("checkedAt", "detail"),
                refused(VERIFY, "nothing", "nobody", verify(), "kernel/invalid-input"),
                answered(BY_CODE, "of an issued licence", "nobody", scan("$code"))
                        .given(w -> Map.of("code", DoorsLicences.code(w.node())))
                        .differs("checkedAt", "detail"),
                refused(
                                BY_CODE,
                                "another random number",
                                "nobody",
                                scan("$identifier/5D9D4F669A3C4C1E8F5B0A1B2C3D4E5F"),
                                "elicence/not-found")
                        .given(w -> Map.of("identifier", identifier(w))),
                refused(
                                BY_CODE,
                                "the identifier alone",
                                "nobody",
                                scan("$identifier"),
                                "kernel/invalid-input")
                        .given(w -> Map.of("identifier", identifier(w))),
                refused(BY_CODE, "no code", "nobody", scan("12345"), "kernel/invalid-input"));
    }

    private static List<DoorsCase> rules() {
        DoorsCall active = DoorsCall.bare("GET", "/api/v1/rule-packs", "RulePacks", "active", "{}");
        DoorsCall codes =
                DoorsCall.bare("GET", "/api/v1/code-lists", "RulePacks", "codeLists", "{}")
                        .listed("list");
        return List.of(
                answered("regulation.rules", "the active stack", "asker", active),
                answered("regulation.code-lists", "all", "asker", codes),
                refused(
                                "regulation.code-lists",
                                "a certificate that is not registered",
                                "stranger",
                                codes,
                                "identity/untrusted-certificate")
                        .reached(DoorsCase.Reached.DOOR),
                refused(
                                "regulation.rules",
                                "a certificate that is not registered",
                                "stranger",
                                active,
                                "identity/untrusted-certificate")
                        .reached(DoorsCase.Reached.DOOR),
                answered(
                        "regulation.trial",
                        "Liaoning",
                        "asker",
                        trial("'CN-809','LN-2019','LN-NODE'")),
                refused(
                        "regulation.trial",
                        "Liaoning without the node's own rules",
                        "asker",
                        trial("'CN-809','LN-2019'"),
                        "regulation/rule-missing"),
                answered("regulation.trial", "Guangdong", "asker", trial("'GD-2018'")),
                answered("regulation.trial", "Changzhi", "asker", trial("'CZ-2018'")),
                refused(
                        "regulation.trial",
                        "no such pack",
                        "asker",
                        trial("'XX-1'"),
                        "regulation/pack-not-allowed"),
                refused("regulation.trial", "no pack", "asker", trial(""), "kernel/invalid-input"));
    }

    private static List<DoorsCase> departments() {
        DoorsCall list =
                DoorsCall.bare("GET", "/api/v1/departments", "Departments", "list", "{}")
                        .listed("department");
        return List.of(
                answered("identity.departments", "all", "asker", list),
                refused(
                                "identity.departments",
                                "a certificate that is not registered",
                                "stranger",
                                list,
                                "identity/untrusted-certificate")
                        .reached(DoorsCase.Reached.DOOR));
    }

    private static List<DoorsCase> witnesses() {
        DoorsCall witnesses =
                DoorsCall.bare("GET", "/api/v1/audit/witnesses", "Evidence", "witnesses", "{}")
                        .listed("witness");
        DoorsCall logs =
                DoorsCall.bare("GET", "/api/v1/audit/watched-logs", "Evidence", "watchedLogs", "{}")
                        .listed("log");
        return Stream.of(
                        List.<Object>of("audit.witnesses", witnesses),
                        List.<Object>of("audit.watched-logs", logs))
                .flatMap(
                        of ->
                                Stream.of(
                                        answered((String) of.get(0), "all", "asker", call(of))
                                                .differs("lag", "trouble"),
                                        refused(
                                                        (String) of.get(0),
                                                        "a certificate that is not registered",
                                                        "stranger",
                                                        call(of),
                                                        "identity/untrusted-certificate")
                                                .reached(DoorsCase.Reached.DOOR)))
                .toList();
    }

    private static DoorsCall call(List<Object> nameAndCall) {
        return (DoorsCall) nameAndCall.get(1);
    }

    private static DoorsCall issue(String name) {
        return DoorsCall.post(
                "/api/v1/licences", DoorsLicences.issue("$licences", name), "Licences", "issue");
    }

    private static DoorsCall fetch(String holder, String more) {
        return DoorsCall.post(
                "/api/v1/licences/queries",
                "{'grant':'$licenceGrant','purpose':'行政审批免提交证照','matter':'企业开办','holderCode':'"
                        + holder
                        + "'"
                        + more
                        + "}",
                "Licences",
                "fetch");
    }

    private static DoorsCall verify(String document) {
        return DoorsCall.post(
                "/api/v1/verifications",
                "{'document':'" + document + "'}",
                "Verification",
                "verify");
    }

    private static DoorsCall verify() {
        return DoorsCall.post("/api/v1/verifications", "{}", "Verification", "verify");
    }

    private static DoorsCall scan(String code) {
        return DoorsCall.post(
                "/api/v1/verifications/codes",
                "{'code':'" + code + "'}",
                "Verification",
                "verifyCode");
    }

    private static String identifier(DoorsWorld world) {
        return DoorsLicences.code(world.node()).split("/")[0];
    }

    private static String changed(String base64) {
        byte[] pdf = Base64.getDecoder().decode(base64);
        pdf[pdf.length / 2] ^= 1;
        return Base64.getEncoder().encodeToString(pdf);
    }

    private static DoorsCall trial(String stack) {
        return DoorsCall.post(
                "/api/v1/rule-packs/trials",
                "{'stack':[%s],'shareType':'CONDITIONAL','submittedAt':'2026-03-02T01:00:00Z'}"
                        .formatted(stack),
                "RulePacks",
                "trial");
    }
}
