package org.zhengshu.elicence.entity;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.PublicAddress;

/**
 * What the QR code of a licence holds where its node has a public address (二维码核验地址): the page that
 * checks the code. It is taken apart and never opened.
 *
 * @param text what stands after {@code code=}, decoded once
 */
public record CodeAddress(PublicAddress node, String text) {
    /** The page that checks licences for everybody. */
    public static final String PATH = "/verify";

    private static final String CODE = "code=";
    private static final Pattern SHAPE =
            Pattern.compile("^[a-z][a-z0-9+.-]*:|//|[?&]code=", Pattern.CASE_INSENSITIVE);

    /** The address at which a node checks one of its licences; needs no encoding. */
    public static String of(PublicAddress node, LicenceCode code) {
        return node + PATH + "?" + CODE + code;
    }

    /** Whether what was read wants to be an address and not a code alone. */
    public static boolean isMeant(String scanned) {
        return SHAPE.matcher(LicenceCode.tidy(scanned)).find();
    }

    /**
     * Takes an address apart, in small letters or capitals, in the wide signs of a Chinese keyboard
     * too; all that no licence of any node holds is refused by name.
     */
    public static CodeAddress parse(String scanned) {
        URI uri = uri(LicenceCode.tidy(scanned));
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            throw refused("不是 https 开头", "it does not begin with https");
        }
        if (uri.getRawUserInfo() != null) {
            throw refused(
                    "主机名之前有用户名（@），这是冒充网址的手法",
                    "there is a user name (@) before the host, as in addresses that pretend to be"
                            + " others");
        }
        if (uri.getRawFragment() != null) {
            throw refused(
                    "带有 # 及其后的内容；核验单上的二维码不能代替证照",
                    "it has a part after #; the QR code of a verification slip does not stand for a"
                            + " licence");
        }
        if (!PATH.equalsIgnoreCase(uri.getRawPath())) {
            throw refused("路径不是 " + PATH, "its path is not " + PATH);
        }
        return new CodeAddress(node(uri), code(uri));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw refused("含有网址中不允许的字符", "it has characters that no address has");
        }
    }

    private static PublicAddress node(URI uri) {
        try {
            return PublicAddress.of(uri);
        } catch (IllegalArgumentException e) {
            throw refused("主机名或端口不正确", "its host or port is wrong");
        }
    }

    /** Others' additions, as of those who pass an address on, do not count. */
    private static String code(URI uri) {
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        List<String> codes =
                Pattern.compile("&")
                        .splitAsStream(query)
                        .filter(p -> p.regionMatches(true, 0, CODE, 0, CODE.length()))
                        .map(p -> p.substring(CODE.length()))
                        .toList();
        if (codes.size() != 1) {
            throw refused(
                    "code 参数应当只有一个，现有 " + codes.size() + " 个",
                    "it must have one parameter code and has " + codes.size());
        }
        String text = URLDecoder.decode(codes.get(0), StandardCharsets.UTF_8);
        if (text.contains("%")) {
            throw refused("code 参数经过两次编码", "its parameter code was encoded twice");
        }
        return text;
    }

    private static RuntimeException refused(String zh, String en) {
        return ProblemType.INVALID_INPUT.because(
                "扫到的网址不是证照二维码的网址：" + zh + "。请勿打开，并核对证照来源",
                "the address that was read is not that of a licence's QR code: "
                        + en
                        + "; do not open it, and look where the licence comes from");
    }
}
