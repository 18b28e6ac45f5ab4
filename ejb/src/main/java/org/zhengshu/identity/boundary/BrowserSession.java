package org.zhengshu.identity.boundary;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.zhengshu.kernel.boundary.ProblemType;

/**
 * The portal's session in a cookie (浏览器会话) that no script can read, RFC 6265 with SameSite. It
 * counts only in requests of this node's own pages: these send a header that a form of another site
 * cannot, and their Origin is this node.
 */
public final class BrowserSession {
    /** What the pages send with each call; a script of another site would have to ask first. */
    public static final String MARK = "Zhengshu-Portal";

    private static final String NAME = "__Host-zhengshu";
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private BrowserSession() {}

    /** The header that gives the token to the browser until it is closed. */
    public static String kept(String token) {
        return NAME + "=" + token + ATTRIBUTES;
    }

    /** The header that takes it away. */
    public static String ended() {
        return NAME + "=; Max-Age=0" + ATTRIBUTES;
    }

    /** The token of the request's cookie; refused where another site may have sent it. */
    static Optional<String> token(RequestHeaders headers) {
        Optional<String> token =
                headers.lines("Cookie").stream()
                        .flatMap(line -> Arrays.stream(line.split(";")))
                        .map(String::strip)
                        .filter(cookie -> cookie.startsWith(NAME + "="))
                        .map(cookie -> cookie.substring(NAME.length() + 1))
                        .findFirst();
        if (token.isPresent()) {
            requireOwnPage(headers);
        }
        return token;
    }

    private static void requireOwnPage(RequestHeaders headers) {
        boolean foreign =
                headers.one("Origin").filter(origin -> !origin.equals(headers.base())).isPresent()
                        || headers.one("Sec-Fetch-Site").filter("cross-site"::equals).isPresent();
        boolean unmarked = !READING.contains(headers.message().method()) && !headers.has(MARK);
        if (foreign || unmarked) {
            throw ProblemType.CROSS_SITE.because(
                    "会话 Cookie 只能由本节点的门户页面使用：Origin 须为本节点，请求须带 " + MARK,
                    "the session's cookie is for the pages of this node: Origin must be this node, "
                            + MARK
                            + " must be there");
        }
    }
}
