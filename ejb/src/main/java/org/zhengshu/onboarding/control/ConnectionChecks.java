package org.zhengshu.onboarding.control;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Connection;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.onboarding.boundary.ConnectionTests.Check;
import org.zhengshu.onboarding.boundary.ConnectionTests.Verdict;
import org.zhengshu.sharing.boundary.GrantUse;

/** The checks of a connection, in plain words (连接检查). */
public final class ConnectionChecks {
    /** Signed messages that are further off are refused somewhere. */
    private static final Duration OFF = Duration.ofSeconds(60);

    private ConnectionChecks() {}

    public static Check network(Connection c) {
        if (c.tls().isEmpty()) {
            return new Check(
                    "network",
                    Verdict.WRONG,
                    "",
                    "连接未加密，节点看到的地址为 " + c.address() + "；请使用 https 地址",
                    "the connection is not encrypted, the node sees "
                            + c.address()
                            + "; use the https address");
        }
        boolean hidden = c.forwarded() && c.remote().equals(c.address());
        String zh = "节点看到的地址为 " + c.address() + "，" + c.tls();
        String en = "the node sees " + c.address() + " over " + c.tls();
        if (hidden) {
            return new Check(
                    "network",
                    Verdict.OK,
                    "",
                    zh + "；中间有代理，但节点未信任它（zhengshu.proxies），其转发的地址和证书不作数",
                    en
                            + "; there is a proxy in between that the node does not trust"
                            + " (zhengshu.proxies), so that the address and certificate it passes"
                            + " on do not count");
        }
        return c.forwarded()
                ? new Check(
                        "network",
                        Verdict.OK,
                        "",
                        zh + "，经受信任的代理 " + c.remote(),
                        en + " through the trusted proxy " + c.remote())
                : new Check("network", Verdict.OK, "", zh, en);
    }

    public static Check clock(Connection c, Instant stated, Instant now) {
        Instant caller = stated != null ? stated : c.date().orElse(null);
        if (caller == null) {
            return new Check(
                    "clock",
                    Verdict.NOT_SHOWN,
                    "",
                    "未给出 clientTime 或 Date，未检查时钟；节点时间 " + now,
                    "neither clientTime nor Date was sent; the node's time is " + now);
        }
        Duration off = Duration.between(now, caller);
        String seconds = Long.toString(Math.abs(off.toSeconds()));
        String zh = "调用方时钟比节点" + (off.isNegative() ? "慢 " : "快 ") + seconds + " 秒";
        String en =
                "the caller's clock is "
                        + seconds
                        + " s "
                        + (off.isNegative() ? "behind" : "ahead of")
                        + " the node's";
        return off.abs().compareTo(OFF) <= 0
                ? new Check("clock", Verdict.OK, "", zh, en)
                : new Check(
                        "clock",
                        Verdict.WRONG,
                        "",
                        zh + "；签名和时间戳会被拒绝，请校准时钟（NTP）",
                        en + "; signatures and time-stamps will be refused, set it right (NTP)");
    }

    public static Check certificate(Connection c, boolean known, Instant now) {
        if (c.certificate().isEmpty()) {
            return new Check(
                    "certificate",
                    Verdict.NOT_SHOWN,
                    "",
                    "TLS 中未出示客户端证书；若应已出示，请检查客户端配置，或中间设备终结了 TLS",
                    "no client certificate was shown in TLS; if there should be one, look at the"
                            + " client's set-up, or a machine in between ends TLS");
        }
        X509Certificate shown = c.certificate().get();
        String subject = shown.getSubjectX500Principal().getName();
        Instant from = shown.getNotBefore().toInstant();
        Instant to = shown.getNotAfter().toInstant();
        if (now.isBefore(from) || now.isAfter(to)) {
            return new Check(
                    "certificate",
                    Verdict.WRONG,
                    ProblemType.UNTRUSTED_CERTIFICATE.code(),
                    "证书 " + subject + " 的有效期为 " + from + " 至 " + to + "，已不在有效期内，请申请新的",
                    "the certificate "
                            + subject
                            + " is valid from "
                            + from
                            + " to "
                            + to
                            + "; ask for a new one");
        }
        boolean unregistered =
                c.refusal().filter(p -> p.type() == ProblemType.UNTRUSTED_CERTIFICATE).isPresent();
        if (unregistered || !known) {
            return new Check(
                    "certificate",
                    Verdict.WRONG,
                    ProblemType.UNTRUSTED_CERTIFICATE.code(),
                    "证书 " + subject + " 的链受信任，但未登记到业务系统，或已吊销",
                    "the chain of the certificate "
                            + subject
                            + " is trusted, but it is registered with no system, or was revoked");
        }
        return new Check(
                "certificate",
                Verdict.OK,
                "",
                "证书 " + subject + " 有效至 " + to,
                "the certificate " + subject + " is valid until " + to);
    }

    public static Check credential(Connection c, Actor actor) {
        String shown = String.join(", ", c.shown());
        if (c.refusal().isPresent()) {
            return wrong("credential", c.refusal().get());
        }
        if (actor.kind() == Actor.Kind.NOBODY) {
            return new Check(
                    "credential",
                    Verdict.NOT_SHOWN,
                    ProblemType.NOT_AUTHENTICATED.code(),
                    "调用未出示任何凭据",
                    "the call shows no credential");
        }
        return new Check(
                "credential",
                Verdict.OK,
                "",
                "已鉴别为 " + actor.name() + "（" + shown + "）",
                "authenticated as " + actor.name() + " (" + shown + ")");
    }

    public static Check grant(GrantUse.Tried tried) {
        if (tried.problem().isPresent()) {
            return wrong("grant", tried.problem().get());
        }
        String left = tried.left() < 0 ? "" : Long.toString(tried.left());
        String items = String.join(", ", tried.items());
        return tried.left() == 0
                ? wrong(
                        "grant",
                        ProblemType.QUOTA_EXHAUSTED.because(
                                "授权次数已用完，请重新申请", "all answers of the grant are used; ask anew"))
                : new Check(
                        "grant",
                        Verdict.OK,
                        "",
                        "授权有效至 "
                                + tried.until()
                                + "，数据项 "
                                + items
                                + (left.isEmpty() ? "，不限次数" : "，剩余 " + left + " 次"),
                        "the grant holds until "
                                + tried.until()
                                + ", items "
                                + items
                                + (left.isEmpty()
                                        ? ", without a quota"
                                        : ", " + left + " answers left"));
    }

    public static Check wrong(String name, Problem problem) {
        return new Check(
                name,
                Verdict.WRONG,
                problem.type().code(),
                problem.detail().zh(),
                problem.detail().en());
    }
}
