package org.zhengshu.identity.boundary;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.zhengshu.kernel.boundary.HeaderRules;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Proxies;
import org.zhengshu.signature.boundary.HttpMessage;

/**
 * The headers of a request, read strictly (请求头): what a proxy and this node could read differently
 * is refused.
 */
public final class RequestHeaders {
    /** One line of visible characters: nothing that was folded or holds a list. */
    private static final Pattern WORD = Pattern.compile("[!-~]{1,512}");

    private final ReceivedRequest request;
    private final String address;

    public RequestHeaders(ReceivedRequest request, Proxies proxies) {
        this.request = request;
        String host = one("Host").orElse("");
        this.address = proxies.base(request.remote(), request.scheme() + "://" + host, this::lines);
    }

    /** Refuses bodies in a coding that nobody asked for. */
    public void check() {
        Optional<String> coding = one("Content-Encoding").filter(c -> !"identity".equals(c));
        if (coding.isPresent()) {
            throw ProblemType.UNSUPPORTED_MEDIA_TYPE.because(
                    "请求体不接受 Content-Encoding，请原样发送",
                    "bodies are taken without Content-Encoding only, send them as they are");
        }
    }

    public List<String> lines(String name) {
        return request.lines().apply(name);
    }

    public boolean has(String name) {
        return !lines(name).isEmpty();
    }

    Optional<String> one(String name) {
        return lines(name).stream().findFirst().map(String::strip);
    }

    /** The certificate that the client showed in TLS. */
    Optional<X509Certificate> certificate() {
        return request.certificate();
    }

    /** A header that must be there with one visible word. */
    String word(String name) {
        return one(name)
                .filter(value -> WORD.matcher(value).matches())
                .orElseThrow(
                        () ->
                                HeaderRules.wrong(
                                        name,
                                        "必须给出，且不得含空格或非 ASCII 字符",
                                        "is needed, without blanks and in ASCII"));
    }

    /** Empty when the headers do not say, as in HTTP/2, where the body's frames alone tell. */
    public Optional<Boolean> saysBody() {
        if (has("Transfer-Encoding")) {
            return Optional.of(true);
        }
        return one("Content-Length").map(length -> !"0".equals(length));
    }

    /** True when the caller, or the proxy that he called, used TLS. */
    boolean secure() {
        return address.startsWith("https:");
    }

    /** The request as RFC 9421 signs it, under the address that the caller used. */
    public HttpMessage message() {
        String[] parts = address.split("://", 2);
        String usual = "https".equals(parts[0]) ? ":443" : ":80";
        String host = parts[1].toLowerCase(Locale.ROOT);
        return new HttpMessage(
                request.method(),
                parts[0],
                host.endsWith(usual) ? host.substring(0, host.length() - usual.length()) : host,
                request.path(),
                request.query(),
                0,
                this::lines);
    }

    /** Scheme and authority that the caller used, without the usual port of the scheme. */
    public String base() {
        HttpMessage message = message();
        return message.scheme() + "://" + message.authority();
    }
}
