package org.zhengshu.exchange.boundary;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the services of a resource are (资源服务地址): its code (信息资源代码) with {@code -} for the one
 * {@code /} in it, for an older contract followed by {@code -v} and the revision. Codes hold digits
 * and one {@code /} only, so that each address is of one code and each code has one address.
 *
 * @param code as it is printed, {@code 103001/000001}
 * @param revision 0 for the newest contract
 */
public record ResourceAddress(String code, int revision) {
    private static final Pattern FORM =
            Pattern.compile("([1-3][0-9]{2,39})-([0-9]{6,18})(?:-v([1-9][0-9]{0,8}))?");
    private static final String NAMESPACE = "urn:zhengshu:resource:";

    /** Reads the last part of an address; empty when it is not one. */
    public static Optional<ResourceAddress> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String revision = matcher.group(3);
        return Optional.of(
                new ResourceAddress(
                        matcher.group(1) + "/" + matcher.group(2),
                        revision == null ? 0 : Integer.parseInt(revision)));
    }

    /** As it stands in addresses. */
    public String text() {
        String address = code.replace('/', '-');
        return revision == 0 ? address : address + "-v" + revision;
    }

    /** The namespace of a contract in XML. */
    public static String namespace(String code, int revision) {
        return NAMESPACE + new ResourceAddress(code, revision).text();
    }
}
