package org.zhengshu.onboarding.control;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhengshu.kernel.boundary.Connection;
import org.zhengshu.kernel.boundary.Connection.Covered;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.onboarding.boundary.ConnectionTests.Check;
import org.zhengshu.onboarding.boundary.ConnectionTests.Verdict;

/** The check of a message signature, RFC 9421, in plain words (报文签名检查). */
public final class SignatureChecks {
    private static final String NAME = "signature";

    /** Refusals that are about the signature or what it covers. */
    private static final Set<ProblemType> OWN =
            Set.of(
                    ProblemType.SIGNATURE_INVALID,
                    ProblemType.OUTSIDE_WINDOW,
                    ProblemType.MESSAGE_REPLAYED,
                    ProblemType.DIGEST_MISMATCH);

    private SignatureChecks() {}

    public static Check signature(Connection c, boolean known) {
        if (!c.shown().contains("Signature-Input")) {
            return new Check(
                    NAME,
                    Verdict.NOT_SHOWN,
                    "",
                    "请求未带报文签名（Signature-Input、Signature），未检查",
                    "the request has no message signature (Signature-Input, Signature)");
        }
        if (c.refusal().isPresent() && !OWN.contains(c.refusal().get().type())) {
            return new Check(
                    NAME,
                    Verdict.NOT_SHOWN,
                    "",
                    "另一凭据有误，先解决它；未检查报文签名",
                    "another credential is wrong, mend that first; the signature was not checked");
        }
        if (c.refusal().isEmpty()) {
            return new Check(
                    NAME,
                    known ? Verdict.OK : Verdict.NOT_SHOWN,
                    "",
                    "报文签名与节点收到的请求一致",
                    "the signature is that of the request as the node received it");
        }
        return refused(c.refusal().get(), c.covered());
    }

    private static Check refused(Problem refusal, List<Covered> covered) {
        List<Covered> different = covered.stream().filter(Covered::differs).toList();
        if (covered.isEmpty()) {
            return ConnectionChecks.wrong(NAME, refusal);
        }
        if (different.isEmpty()) {
            return new Check(
                    NAME,
                    Verdict.WRONG,
                    refusal.type().code(),
                    "签名验证不通过。请将所签原文与下列节点所见逐项对照（signature.seen）：有不同则按节点所见改正；"
                            + "全部相同则为密钥有误（keyid、私钥或登记的算法）。将所签原文以 Base64 放入请求头"
                            + " Zhengshu-Signature-Base 重发，可直接指出不同之处",
                    "the signature does not verify. Compare what you signed with what the node sees"
                            + " (signature.seen): what differs has to be signed as the node sees it;"
                            + " if nothing differs, the key is wrong (keyid, private key or"
                            + " registered algorithm). Send what you signed in Base64 in the header"
                            + " Zhengshu-Signature-Base and the differences are named");
        }
        return new Check(
                NAME,
                Verdict.WRONG,
                refusal.type().code(),
                "密钥正确，但所签内容与节点所见不同：" + told(different, "；", "%s 签的是“%s”，节点所见为“%s”"),
                "the key is right, but what was signed is not what the node sees: "
                        + told(different, "; ", "%s was signed as \"%s\", the node sees \"%s\""));
    }

    private static String told(List<Covered> different, String between, String form) {
        return different.stream()
                .map(d -> form.formatted(d.component(), d.signed(), d.seen()))
                .collect(Collectors.joining(between));
    }
}
