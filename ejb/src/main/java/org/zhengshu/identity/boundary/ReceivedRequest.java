package org.zhengshu.identity.boundary;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request as a door's container took it in (收到的请求).
 *
 * @param remote the machine that the node talks to
 * @param path as it was sent, not decoded
 * @param query as it was sent without the question mark; null when there was none
 * @param names of all its headers
 * @param lines of a header by its name
 * @param certificate of the client in TLS
 */
public record ReceivedRequest(
        String method,
        String scheme,
        String remote,
        String path,
        String query,
        List<String> names,
        Function<String, List<String>> lines,
        Optional<X509Certificate> certificate) {

    /** The first certificate of what a container gives as the chain of the client. */
    public static Optional<X509Certificate> first(Object chain) {
        return chain instanceof X509Certificate[] certificates && certificates.length > 0
                ? Optional.of(certificates[0])
                : Optional.empty();
    }
}
