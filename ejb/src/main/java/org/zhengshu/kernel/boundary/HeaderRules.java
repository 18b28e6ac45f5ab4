package org.zhengshu.kernel.boundary;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the headers of each request must keep, at both doors (请求头规则). */
public final class HeaderRules {
    /** Longest sum of all headers, in characters; the server itself would cut the line later. */
    public static final int LONGEST = 16 << 10;

    /**
     * What has one value alone (RFC 9110 section 5.3, RFC 9112 section 3.2): of two, a proxy may go
     * by the first and the node by the last.
     */
    private static final Set<String> ONCE =
            Set.of(
                    "authorization",
                    "host",
                    "content-length",
                    "content-type",
                    "content-encoding",
                    "transfer-encoding",
                    "soapaction",
                    "range",
                    "x-tif-paasid",
                    "x-tif-timestamp",
                    "x-tif-nonce",
                    "x-tif-signature",
                    "gjzwfwpt_rid",
                    "gjzwfwpt_sid",
                    "gjzwfwpt_rtime",
                    "gjzwfwpt_sign");

    private HeaderRules() {}

    /**
     * @throws Problem when they are too long together, name one thing twice, hold control
     *     characters (RFC 9110 section 5.5) or have a name that is none (section 5.6.2)
     */
    public static void check(HttpServletRequest request) {
        int length = 0;
        for (String name : Collections.list(request.getHeaderNames())) {
            if (!isToken(name)) {
                throw ProblemType.MALFORMED.because(
                        "请求头名称含有不允许的字符", "the name of a header holds a character that it may not");
            }
            List<String> values = Collections.list(request.getHeaders(name));
            for (String value : values) {
                length += name.length() + value.length();
                if (hasControl(value)) {
                    throw wrong(name, "含有控制字符", "holds a control character");
                }
            }
            if (values.size() > 1 && ONCE.contains(name.toLowerCase(Locale.ROOT))) {
                throw wrong(name, "只能出现一次", "must be there once only");
            }
        }
        if (length > LONGEST) {
            throw ProblemType.HEADERS_TOO_LARGE.because(
                    "请求头合计不得超过 " + LONGEST + " 字符",
                    "the headers have at most " + LONGEST + " characters together");
        }
    }

    /** Names the header that is wrong; never what it says, which may be a secret. */
    public static Problem wrong(String header, String zh, String en) {
        return ProblemType.MALFORMED
                .because("请求头 " + header + " " + zh, "the header " + header + " " + en)
                .at(List.of(new Violation("header " + header, "Header", "", new Text(zh, en))));
    }

    private static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!plain && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean hasControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                return true;
            }
        }
        return false;
    }
}
