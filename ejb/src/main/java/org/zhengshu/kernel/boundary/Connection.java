package org.zhengshu.kernel.boundary;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the door saw of a call whose connection is tested (连接情况); the caller's own, nobody else's.
 *
 * @param remote the machine that the node talks to
 * @param address the machine that the call comes from, when a trusted proxy says so
 * @param forwarded true when a proxy in between added headers about the caller
 * @param tls version of TLS; empty without TLS
 * @param certificate of the client, when it showed one
 * @param date the caller's clock, by its header Date
 * @param shown ways of authenticating that the call shows, such as {@code Authorization}
 * @param refusal why authentication failed
 * @param covered what the request's signature covers, where it is refused
 */
public record Connection(
        String remote,
        String address,
        boolean forwarded,
        String tls,
        Optional<X509Certificate> certificate,
        Optional<Instant> date,
        List<String> shown,
        Optional<Problem> refusal,
        List<Covered> covered) {

    /**
     * One component that a signature covers (签名覆盖项), RFC 9421 section 2.
     *
     * @param component its name, or what of the signed text is wrong beside the components
     * @param seen its value as the node sees it; of other headers than the usual ones its length
     * @param signed the other value that was signed; empty when that is not known
     * @param differs true when the node knows that another value was signed
     */
    public record Covered(String component, String seen, String signed, boolean differs) {}
}
