package org.zhengshu.kernel.soap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.wss4j.common.bsp.BSPEnforcer;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.common.util.UsernameTokenUtil;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.message.token.Timestamp;
import org.apache.wss4j.dom.message.token.UsernameToken;
import org.w3c.dom.Element;
import org.zhengshu.identity.boundary.CredentialUse;
import org.zhengshu.identity.boundary.SystemCredentials;
import org.zhengshu.identity.boundary.SystemCredentials.Known;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.SeenMessages;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.proof.HashAlgorithm;

/**
 * Callers of the token addresses (用户名令牌, WS-Security UsernameToken 1.0): name and secret of a
 * system, as text over TLS or as digest with nonce and time, which is taken once.
 */
@ApplicationScoped
public class UsernameTokens {
    private static final Logger LOG = Logger.getLogger(UsernameTokens.class.getName());
    private static final String SECURITY = "Header/Security";
    private static final String TOKEN = SECURITY + "/UsernameToken";
    private static final int LONGEST = 200;
    private static final int SHORTEST_NONCE = 8;

    /** Headers are still written by hand; the Basic Security Profile refuses many of them. */
    private static final BSPEnforcer LENIENT = new BSPEnforcer(true);

    @Inject private SystemCredentials credentials;
    @Inject private SeenMessages seen;
    @Inject private Contracts contracts;
    @Inject private Settings settings;
    @Inject private Clock clock;

    /** Who calls, or the problem that he did not show it. */
    Known caller(Received message) {
        Element security = security(message.headers());
        try {
            for (Element timestamp : elements(security, WSConstants.WSU_NS)) {
                requireFresh(timestamp(timestamp));
            }
            Element element = elements(security, WSConstants.WSSE_NS).get(0);
            UsernameToken token = token(element);
            require(token, contracts.isSecure(message.request()));
            Known known = last(token).orElseGet(() -> new Known(verified(token), Optional.empty()));
            refuseSeen(token);
            return known;
        } catch (WSSecurityException e) {
            throw malformed();
        }
    }

    private static Problem malformed() {
        return refused(
                TOKEN,
                "UsernameToken 格式不正确；摘要须有 Nonce 与 Created",
                "the UsernameToken is malformed; a digest needs Nonce and Created");
    }

    private static UsernameToken token(Element element) throws WSSecurityException {
        try {
            return new UsernameToken(element, true, LENIENT);
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "unreadable", e);
            throw malformed();
        }
    }

    /** WSS4J expects a text and nothing else in each time. */
    private static Timestamp timestamp(Element element) throws WSSecurityException {
        try {
            return new Timestamp(element, LENIENT);
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "unreadable", e);
            throw refused(
                    SECURITY + "/Timestamp",
                    "时间格式不正确，须为 2026-01-31T00:00:00Z 的形式",
                    "the time is malformed; write it like 2026-01-31T00:00:00Z");
        }
    }

    /** Whose secret this was when the system was seen last; empty where that has to be asked. */
    private Optional<Known> last(UsernameToken token) {
        SystemCredentials.LastNamed last =
                credentials.lastNamed(token.getName(), CredentialUse.USERNAME_TOKEN);
        return isRight(token, last.named().secrets()) && last.holds().isPresent()
                ? Optional.of(
                        new Known(
                                last.named().verified(),
                                Optional.of(
                                        new Call.Assumed(
                                                last.holds().get(), () -> verified(token)))))
                : Optional.empty();
    }

    private Actor verified(UsernameToken token) {
        SystemCredentials.Named system =
                credentials.named(token.getName(), CredentialUse.USERNAME_TOKEN);
        if (!isRight(token, system.secrets())) {
            throw ProblemType.BAD_CREDENTIALS.because(
                    "系统名称或密钥不正确；摘要为 Base64(SHA-1(nonce + created + 密钥))，nonce 先解 Base64",
                    "wrong name or secret of the system; a digest is Base64(SHA-1(nonce +"
                            + " created + secret)) with the decoded nonce");
        }
        return system.verified();
    }

    /** The only Security header, with one UsernameToken and at most one Timestamp. */
    private static Element security(List<Element> blocks) {
        List<Element> headers =
                blocks.stream()
                        .filter(h -> Elements.is(h, WSConstants.WSSE_NS, "Security"))
                        .toList();
        if (headers.isEmpty()) {
            throw ProblemType.NOT_AUTHENTICATED.because(
                    "此地址须以 WS-Security UsernameToken 鉴别；X.509 签名请用去掉 /token 的地址",
                    "this address asks for a WS-Security UsernameToken; for X.509 signatures use"
                            + " the one without /token");
        }
        List<Element> all = Elements.of(headers.get(0));
        long tokens =
                all.stream()
                        .filter(e -> Elements.is(e, WSConstants.WSSE_NS, "UsernameToken"))
                        .count();
        long times =
                all.stream().filter(e -> Elements.is(e, WSConstants.WSU_NS, "Timestamp")).count();
        if (headers.size() > 1 || tokens != 1 || times > 1 || tokens + times != all.size()) {
            throw refused(
                    SECURITY,
                    "须为一个 UsernameToken，另可有一个 Timestamp；X.509 签名请用去掉 /token 的地址",
                    "one UsernameToken is needed, one Timestamp may stand beside it; for X.509"
                            + " signatures use the address without /token");
        }
        return headers.get(0);
    }

    private void require(UsernameToken token, boolean secure) {
        String name = token.getName();
        if (name == null || name.isBlank() || name.length() > LONGEST) {
            throw refused(TOKEN, "缺少 Username", "Username is missing");
        }
        if (token.getPassword() == null || token.getPassword().length() > LONGEST) {
            throw refused(TOKEN, "缺少 Password", "Password is missing");
        }
        if (token.isHashed()) {
            requireDigest(token);
        } else if (!secure) {
            throw refused(
                    TOKEN + "/Password",
                    "明文口令只可经 TLS 发送；明文 HTTP 请用 PasswordDigest",
                    "a PasswordText goes over TLS only; use PasswordDigest over plain HTTP");
        } else if (!List.of("", WSConstants.PASSWORD_TEXT).contains(type(token))) {
            throw refused(
                    TOKEN + "/Password/@Type",
                    "须为 PasswordText 或 PasswordDigest",
                    "it must be PasswordText or PasswordDigest");
        }
        if (token.getCreated() != null) {
            requireFresh(token.getCreatedDate(), TOKEN + "/Created");
        }
    }

    private static void requireDigest(UsernameToken token) {
        if (token.getCreated() == null || token.getCreatedDate() == null) {
            throw refused(TOKEN + "/Created", "摘要须有 Created", "a digest needs Created");
        }
        if (nonce(token).length < SHORTEST_NONCE) {
            throw refused(
                    TOKEN + "/Nonce",
                    "摘要须有 Base64 的 Nonce，至少 8 字节随机数",
                    "a digest needs a Nonce in Base64, at least 8 random bytes");
        }
    }

    private void requireFresh(Timestamp timestamp) {
        String place = SECURITY + "/Timestamp";
        requireFresh(timestamp.getCreated(), place);
        Instant latest = clock.instant().minus(settings.soap().ahead());
        if (timestamp.getExpires() != null && timestamp.getExpires().isBefore(latest)) {
            throw refused(
                    place,
                    "报文已过期：" + timestamp.getExpires(),
                    "the message has expired: " + timestamp.getExpires());
        }
    }

    private void requireFresh(Instant created, String place) {
        Instant now = clock.instant();
        boolean fresh =
                created != null
                        && !created.isBefore(now.minus(settings.soap().fresh()))
                        && !created.isAfter(now.plus(settings.soap().ahead()));
        if (!fresh) {
            throw refused(
                    place,
                    "时间不在允许范围内，本机时间为 " + now + "，请校准时钟",
                    "the time is outside the window, here it is " + now + "; set your clock right");
        }
    }

    /** Both live secrets are tried in any case, and as many for a name that nobody has. */
    private static boolean isRight(UsernameToken token, List<char[]> secrets) {
        boolean right = false;
        for (char[] secret : secrets) {
            right |= Arrays.equals(hash(expected(token, secret)), hash(token.getPassword()));
        }
        return right;
    }

    private static String expected(UsernameToken token, char[] secret) {
        if (!token.isHashed()) {
            return new String(secret);
        }
        try {
            return UsernameTokenUtil.doPasswordDigest(
                    nonce(token), token.getCreated(), new String(secret));
        } catch (WSSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void refuseSeen(UsernameToken token) {
        if (token.getNonce() == null) {
            return;
        }
        String all =
                String.join(
                        "\n",
                        "UsernameToken",
                        token.getName(),
                        token.getNonce(),
                        String.valueOf(token.getCreated()));
        if (!seen.isNew(hash(all), settings.soap().remembered())) {
            throw ProblemType.MESSAGE_REPLAYED.because(
                    "每次调用须用新的 Nonce 与 Created", "use a new Nonce and Created for each call");
        }
    }

    /** Compared instead of the texts, so that time tells nothing of how much was right. */
    private static byte[] hash(String text) {
        return HashAlgorithm.SHA_256.digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] nonce(UsernameToken token) {
        try {
            return Base64.getMimeDecoder().decode(String.valueOf(token.getNonce()).strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static String type(UsernameToken token) {
        return token.getPasswordType() == null ? "" : token.getPasswordType();
    }

    private static List<Element> elements(Element parent, String namespace) {
        return Elements.of(parent).stream()
                .filter(e -> namespace.equals(e.getNamespaceURI()))
                .toList();
    }

    private static Problem refused(String place, String zh, String en) {
        return ProblemType.MESSAGE_SECURITY
                .because(zh, en)
                .at(List.of(new Violation(place, "WsSecurity", "", new Text(zh, en))));
    }
}
