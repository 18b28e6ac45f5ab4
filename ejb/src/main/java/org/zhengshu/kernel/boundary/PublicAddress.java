package org.zhengshu.kernel.boundary;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An address under which everybody reaches a node (对外地址): https, a host, perhaps a port, nothing
 * else; two that lead to the same place are equal.
 */
public record PublicAddress(String value) {
    /** It stands in the QR codes of licences, which grow with it. */
    private static final int LONGEST = 100;

    private static final int STANDARD_PORT = 443;

    /**
     * The address that a URI begins with, whatever comes after it.
     *
     * @throws IllegalArgumentException if it is none that everybody can open
     */
    public static PublicAddress of(URI uri) {
        if (!"https".equalsIgnoreCase(uri.getScheme())
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getPort() == 0
                || uri.getPort() > 65_535) {
            throw new IllegalArgumentException("not https with a host: " + uri);
        }
        String host = "https://" + uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort();
        return new PublicAddress(port < 0 || port == STANDARD_PORT ? host : host + ":" + port);
    }

    /**
     * What an operator wrote, such as {@code https://zwgx.example.gov.cn}.
     *
     * @throws IllegalArgumentException if it is more or less than an address, or too long for a QR
     *     code
     */
    public static PublicAddress of(String text) {
        try {
            URI uri = new URI(text);
            PublicAddress address = of(uri);
            boolean more =
                    !List.of("", "/").contains(uri.getRawPath())
                            || uri.getRawQuery() != null
                            || uri.getRawFragment() != null;
            if (more || address.value.length() > LONGEST) {
                throw new IllegalArgumentException("more than https, host and port: " + text);
            }
            return address;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not an address: " + text, e);
        }
    }

    /** Several with commas: the one that is used now, then those that were used before. */
    public static List<PublicAddress> list(String text) {
        return Pattern.compile(",")
                .splitAsStream(text)
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .map(PublicAddress::of)
                .toList();
    }

    /** Its host as it is written, an IPv6 address without brackets. */
    public String host() {
        return URI.create(value).getHost().replaceAll("[\\[\\]]", "");
    }

    @Override
    public String toString() {
        return value;
    }
}
