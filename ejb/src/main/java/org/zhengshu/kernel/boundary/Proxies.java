package org.zhengshu.kernel.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Who calls, and under which address, when the call comes through reverse proxies (反向代理): {@code
 * Forwarded} (RFC 7239) or {@code X-Forwarded-*} count only from those that the operator named.
 */
@ApplicationScoped
public class Proxies {
    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\])(:[0-9]{1,5})?");
    private static final int MOST_HOPS = 20;

    private List<Network> trusted = List.of();

    protected Proxies() {}

    @Inject
    Proxies(Settings settings) {
        this(settings.proxies());
    }

    Proxies(List<Network> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /** One hop as a proxy reports it; what it does not say is empty. */
    private record Hop(String from, String proto, String host) {}

    /** True when this machine may say who called it. */
    public boolean trusts(String address) {
        return trusted.stream().anyMatch(n -> n.contains(address));
    }

    /** The machine that the call comes from. */
    public String caller(String remote, Function<String, List<String>> headers) {
        if (!trusts(remote)) {
            return remote;
        }
        Hop hop = outermost(headers);
        return hop.from().isEmpty() ? remote : hop.from();
    }

    /**
     * Scheme and authority that the caller used, such as {@code https://share.example.gov.cn}.
     *
     * @param direct what the connection to this server says
     */
    public String base(String remote, String direct, Function<String, List<String>> headers) {
        if (!trusts(remote)) {
            return direct;
        }
        Hop hop = outermost(headers);
        String[] parts = direct.split("://", 2);
        return (hop.proto().isEmpty() ? parts[0] : hop.proto())
                + "://"
                + (hop.host().isEmpty() ? parts[1] : hop.host());
    }

    /** Goes back from the nearest hop as long as a trusted machine reported the one before. */
    private Hop outermost(Function<String, List<String>> headers) {
        List<Hop> hops = hops(headers);
        int i = hops.size() - 1;
        while (i > 0 && trusts(hops.get(i).from())) {
            i--;
        }
        return i < 0 ? new Hop("", "", "") : hops.get(i);
    }

    private static List<Hop> hops(Function<String, List<String>> headers) {
        List<Hop> hops = new ArrayList<>();
        List<String> forwarded = values(headers, "Forwarded");
        if (!forwarded.isEmpty()) {
            forwarded.forEach(
                    f ->
                            hops.add(
                                    new Hop(
                                            address(pair(f, "for")),
                                            pair(f, "proto"),
                                            pair(f, "host"))));
        } else {
            List<String> from = values(headers, "X-Forwarded-For");
            List<String> proto = values(headers, "X-Forwarded-Proto");
            List<String> host = values(headers, "X-Forwarded-Host");
            int count = Math.max(from.size(), Math.max(proto.size(), host.size()));
            for (int i = 0; i < count; i++) {
                hops.add(
                        new Hop(
                                address(at(from, i, count)),
                                at(proto, i, count),
                                at(host, i, count)));
            }
        }
        return hops.stream().map(Proxies::checked).toList();
    }

    /** A header that only the nearest proxies set is theirs. */
    private static String at(List<String> values, int i, int count) {
        int index = i - (count - values.size());
        return values.isEmpty() ? "" : values.get(Math.max(0, index));
    }

    private static Hop checked(Hop hop) {
        String proto = hop.proto().toLowerCase(Locale.ROOT);
        return new Hop(
                hop.from(),
                List.of("http", "https").contains(proto) ? proto : "",
                AUTHORITY.matcher(hop.host()).matches() ? hop.host() : "");
    }

    private static List<String> values(Function<String, List<String>> headers, String name) {
        return headers.apply(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", MOST_HOPS + 1)))
                .map(String::strip)
                .limit(MOST_HOPS)
                .toList();
    }

    private static String pair(String element, String name) {
        for (String pair : element.split(";")) {
            String[] parts = pair.strip().split("=", 2);
            if (parts.length == 2 && parts[0].strip().equalsIgnoreCase(name)) {
                return parts[1].strip().replace("\"", "");
            }
        }
        return "";
    }

    /** Without the port; what is no address is nobody's. */
    private static String address(String value) {
        String address = value;
        if (value.startsWith("[")) {
            address = value.substring(1, Math.max(1, value.indexOf(']')));
        } else if (value.indexOf(':') == value.lastIndexOf(':')) {
            address = value.split(":", 2)[0];
        }
        return Network.isAddress(address) ? address : "";
    }
}
