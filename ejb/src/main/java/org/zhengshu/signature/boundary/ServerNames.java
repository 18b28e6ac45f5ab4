package org.zhengshu.signature.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.cert.CertificateParsingException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.control.KeyFiles;

/**
 * The names under which this node is called (节点地址): those of its TLS certificate and those that the
 * operator adds. What was signed for another name was meant for somebody else.
 */
@ApplicationScoped
public class ServerNames {
    @Inject private Settings settings;

    private Set<String> hosts;

    @PostConstruct
    void load() {
        try {
            Collection<List<?>> names =
                    new KeyFiles(settings.data()).tlsCertificate().getSubjectAlternativeNames();
            hosts = new TreeSet<>();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                hosts.add(normal(name.get(1).toString()));
            }
            settings.callers().names().forEach(n -> hosts.add(normal(n)));
        } catch (CertificateParsingException e) {
            throw new IllegalStateException("the certificate of TLS is broken", e);
        }
    }

    /** The node as issuer and audience of tokens. */
    public String issuer() {
        return "urn:zhengshu:node:" + settings.node();
    }

    /** True when the authority, a host with or without a port, is this node. */
    public boolean isOwn(String authority) {
        String host = normal(authority.replaceFirst(":[0-9]{1,5}$", ""));
        return hosts.contains(host) || hosts.contains(host.replaceFirst("^[^.]+", "*"));
    }

    /** True when the audience of a token is this node, by its issuer or one of its addresses. */
    public boolean isAudience(String audience, String path) {
        if (audience.equals(issuer())) {
            return true;
        }
        try {
            URI address = URI.create(audience);
            return "https".equals(address.getScheme())
                    && address.getRawAuthority() != null
                    && address.getRawQuery() == null
                    && isOwn(address.getRawAuthority())
                    && path.equals(address.getRawPath());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Addresses of IPv6 in the one form that the JDK gives them in certificates. */
    private static String normal(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") && lower.endsWith("]")) {
            lower = lower.substring(1, lower.length() - 1);
        }
        return lower.equals("::1") ? "0:0:0:0:0:0:0:1" : lower;
    }
}
