package org.zhengshu.identity.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.SeenMessages;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.signature.boundary.SharedSecretProof;

/**
 * The two header conventions that older integrators have code for (请求头约定). Neither signs path and
 * body: only TLS protects those, so that they are taken over TLS alone.
 */
@ApplicationScoped
public class HeaderConventions {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

    @Inject private SystemCredentials credentials;
    @Inject private SeenMessages seen;
    @Inject private Settings settings;
    @Inject private Clock clock;

    /** The four headers of provincial gateways (x-tif-*); the time is in seconds. */
    public record TifHeaders(String paasid, String timestamp, String nonce, String signature) {}

    /** The four headers of the national platform (gjzwfwpt_*); the time is in milliseconds. */
    public record NationalHeaders(String rid, String sid, String rtime, String sign) {}

    public Actor verify(TifHeaders headers) {
        Duration skew = settings.callers().tifSkew();
        Instant time = time("x-tif-timestamp", headers.timestamp(), 1000);
        SystemCredentials.Named system =
                credentials.named(headers.paasid(), CredentialUse.TIF_HEADERS);
        boolean matches =
                SharedSecretProof.tif(
                        system.secrets(),
                        headers.timestamp(),
                        headers.nonce(),
                        headers.signature());
        if (!matches) {
            throw refused("x-tif-signature");
        }
        requireNear("x-tif-timestamp", time, skew);
        Actor actor = system.verified();
        requireNew("x-tif-nonce", "tif", actor, headers.nonce(), skew);
        return actor;
    }

    /**
     * There is no nonce: the signature itself is taken once within the window, so that two calls of
     * one service need two times.
     */
    public Actor verify(NationalHeaders headers) {
        Duration skew = settings.callers().nationalSkew();
        Instant time = time("gjzwfwpt_rtime", headers.rtime(), 1);
        SystemCredentials.Named system =
                credentials.named(headers.rid(), CredentialUse.NATIONAL_HEADERS);
        boolean matches =
                SharedSecretProof.national(
                        system.secrets(),
                        headers.sid() + headers.rid() + headers.rtime(),
                        headers.sign());
        if (!matches) {
            throw refused("gjzwfwpt_sign");
        }
        requireNear("gjzwfwpt_rtime", time, skew);
        Actor actor = system.verified();
        requireNew("gjzwfwpt_sign", "national", actor, headers.sign(), skew);
        return actor;
    }

    private static Instant time(String header, String text, int toMillis) {
        try {
            if (NUMBER.matcher(text).matches()) {
                return Instant.ofEpochMilli(Math.multiplyExact(Long.parseLong(text), toMillis));
            }
        } catch (ArithmeticException | DateTimeException e) {
            throw badTime(header);
        }
        throw badTime(header);
    }

    private static Problem badTime(String header) {
        return at(
                ProblemType.OUTSIDE_WINDOW,
                header,
                "不是有效的时间",
                "is no time in the unit of the convention");
    }

    private void requireNear(String header, Instant time, Duration skew) {
        Instant now = clock.instant();
        if (Duration.between(time, now).abs().compareTo(skew) > 0) {
            throw at(
                    ProblemType.OUTSIDE_WINDOW,
                    header,
                    "与平台时间 " + now + " 相差超过 " + skew.toSeconds() + " 秒",
                    "is more than " + skew.toSeconds() + " s from the node's time " + now);
        }
    }

    private void requireNew(
            String header, String convention, Actor actor, String token, Duration skew) {
        String once = convention + '\n' + actor.id() + '\n' + token;
        byte[] digest = HashAlgorithm.SHA_256.digest(once.getBytes(StandardCharsets.UTF_8));
        if (!seen.isNew(digest, skew.multipliedBy(2).plusSeconds(1))) {
            throw at(
                    ProblemType.MESSAGE_REPLAYED,
                    header,
                    "已经使用过，每次调用须重新生成",
                    "was used before; make a new one for each call");
        }
    }

    /** The same for an unknown system, a wrong secret and a secret that is not for this. */
    private static Problem refused(String header) {
        return at(
                ProblemType.SIGNATURE_INVALID,
                header,
                "系统标识、密钥或签名不正确，或该密钥不得用于此约定",
                "wrong system, secret or signature, or the secret is not for this convention");
    }

    private static Problem at(ProblemType type, String header, String zh, String en) {
        return type.because(header + " " + zh, header + " " + en)
                .at(
                        List.of(
                                new Violation(
                                        "header " + header,
                                        "HeaderConvention",
                                        "",
                                        new Text(zh, en))));
    }
}
