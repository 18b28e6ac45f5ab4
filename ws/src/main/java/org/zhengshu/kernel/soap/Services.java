package org.zhengshu.kernel.soap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import java.net.MalformedURLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which addresses are services, and whose (服务地址): as web.xml maps them, they stay so. */
@ApplicationScoped
public class Services {
    /** Before the path of each service that is not open: the same service by UsernameToken. */
    private static final String TOKEN = "/token";

    @Inject @Any private Instance<SoapDoor> all;

    private volatile Map<String, Service> known = Map.of();

    /** What shows who calls at an address. */
    enum Shown {
        TOKEN,
        SIGNATURE,
        NOTHING
    }

    /** An addressed service. */
    record Addressed(SoapDoor door, Shown shown) {}

    /** A service at its path; many services of one door when the mapping ends with a star. */
    private record Service(SoapDoor door, boolean open) {
        Addressed at(boolean token) {
            Shown secured = token ? Shown.TOKEN : Shown.SIGNATURE;
            return new Addressed(door, open ? Shown.NOTHING : secured);
        }
    }

    /** True when the path of the request begins like a token address. */
    static boolean isToken(HttpServletRequest request) {
        return request.getServletPath().startsWith(TOKEN + "/");
    }

    /** What the path says below the mapping of many services; empty for none. */
    static String below(HttpServletRequest request) {
        String info = request.getPathInfo();
        if (info != null) {
            return info.substring(1);
        }
        String path = path(request);
        int end = path.indexOf('/', 1);
        return end < 0 ? "" : path.substring(end + 1);
    }

    /** The service's path, without what makes it a token address. */
    private static String path(HttpServletRequest request) {
        String path = request.getServletPath();
        return isToken(request) ? path.substring(TOKEN.length()) : path;
    }

    /** The addressed service; none for open services at token addresses. */
    Optional<Addressed> find(HttpServletRequest request) {
        boolean token = isToken(request);
        String path = path(request);
        Map<String, Service> mapped = mapped(request.getServletContext());
        Service service = mapped.get(path);
        if (service == null) {
            // the container cuts the names off where it finds the mapping
            int end = token ? Math.max(path.indexOf('/', 1), 0) : 0;
            service = mapped.get((end == 0 ? path : path.substring(0, end)) + "/*");
        }
        return Optional.ofNullable(service)
                .filter(found -> !token || !found.open())
                .map(found -> found.at(token));
    }

    private Map<String, Service> mapped(ServletContext context) {
        Map<String, Service> mapped = known;
        if (mapped.isEmpty()) {
            mapped = mappings(context);
            known = mapped;
        }
        return mapped;
    }

    private Map<String, Service> mappings(ServletContext context) {
        Map<String, SoapDoor> doors =
                all.stream().collect(Collectors.toMap(SoapDoor::service, Function.identity()));
        Map<String, Service> mapped = new HashMap<>();
        for (ServletRegistration servlet : context.getServletRegistrations().values()) {
            SoapDoor door = doors.get(servlet.getName());
            for (String mapping : door == null ? List.<String>of() : servlet.getMappings()) {
                boolean open = !mapping.endsWith("/*") && !hasTokens(context, mapping);
                mapped.put(mapping, new Service(door, open));
            }
        }
        return Map.copyOf(mapped);
    }

    /** An open service has no contract with tokens. */
    private static boolean hasTokens(ServletContext context, String mapping) {
        try {
            return context.getResource("/WEB-INF/wsdl/token" + mapping + ".wsdl") != null;
        } catch (MalformedURLException e) {
            return false;
        }
    }
}
