package org.zhengshu.kernel.rest;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
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
    static final String MARK = "Zhengshu-Portal";

    private static final String NAME = "__Host-zhengshu";
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private BrowserSession() {}

    /** True when the pages of the portal call, not a program. */
    public static boolean isWanted(HttpServletRequest request) {
        return request.getHeader(MARK) != null;
    }

    /** The header that gives the token to the browser until it is closed. */
    static String kept(String token) {
        return NAME + "=" + token + ATTRIBUTES;
    }

    /** The header that takes it away. */
    static String ended() {
        return NAME + "=; Max-Age=0" + ATTRIBUTES;
    }

    /** The token of the request's cookie; refused where another site may have sent it. */
    static Optional<String> token(HttpServletRequest request, RequestHeaders headers) {
        Optional<String> token =
                Optional.ofNullable(request.getCookies()).stream()
                        .flatMap(Arrays::stream)
                        .filter(cookie -> NAME.equals(cookie.getName()))
                        .map(Cookie::getValue)
                        .findFirst();
        if (token.isPresent()) {
            requireOwnPage(request, headers);
        }
        return token;
    }

    private static void requireOwnPage(HttpServletRequest request, RequestHeaders headers) {
        boolean foreign =
                headers.one("Origin").filter(origin -> !origin.equals(headers.origin())).isPresent()
                        || headers.one("Sec-Fetch-Site").filter("cross-site"::equals).isPresent();
        boolean unmarked = !READING.contains(request.getMethod()) && !isWanted(request);
        if (foreign || unmarked) {
            throw ProblemType.CROSS_SITE.because(
                    "会话 Cookie 只能由本节点的门户页面使用：Origin 须为本节点，请求须带 " + MARK,
                    "the session's cookie is for the pages of this node: Origin must be this node, "
                            + MARK
                            + " must be there");
        }
    }
}
