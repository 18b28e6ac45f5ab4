package org.zhengshu.kernel.rest;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Repeatable;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.proof.DigestStream;
import org.zhengshu.proof.HashAlgorithm;

/**
 * Reads Idempotency-Key (幂等键), a string of RFC 8941; one without quotes is taken as it stands, as
 * many clients send it. The fingerprint is over method, address and body.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION + 200)
public class RepeatFilter implements ContainerRequestFilter {
    private static final String NAME = "Idempotency-Key";
    private static final Set<String> METHODS = Set.of("POST", "PUT", "DELETE", "PATCH");
    private static final Pattern QUOTED = Pattern.compile("\"([ !#-\\[\\]-~]{1,255})\"");
    private static final Pattern BARE = Pattern.compile("[!#-+\\--:<-\\[\\]-~]{1,255}");

    @Inject private Outgoing outgoing;

    @Override
    public void filter(ContainerRequestContext request) {
        List<String> values = request.getHeaders().get(NAME);
        if (values == null || !METHODS.contains(request.getMethod())) {
            return;
        }
        String key = key(values);
        String address =
                request.getMethod() + " " + request.getUriInfo().getRequestUri().getRawPath();
        String query = request.getUriInfo().getRequestUri().getRawQuery();
        DigestStream body = new DigestStream(request.getEntityStream());
        request.setEntityStream(body);
        Fingerprint fingerprint =
                new Fingerprint(query == null ? address : address + "?" + query, body);
        outgoing.call().repeatable(new Repeatable(key, fingerprint::digest));
    }

    private static String key(List<String> values) {
        String value = values.size() == 1 ? values.get(0).strip() : "";
        Matcher quoted = QUOTED.matcher(value);
        if (quoted.matches()) {
            return quoted.group(1);
        }
        if (BARE.matcher(value).matches()) {
            return value;
        }
        throw malformed();
    }

    private static Problem malformed() {
        Text rule =
                new Text(
                        "应为一个 1 至 255 个可见 ASCII 字符的字符串，如 \"8e03978e-40d5-43e8-bc93-6894a57f9324\"",
                        "must be one string of 1 to 255 visible ASCII characters, such as"
                                + " \"8e03978e-40d5-43e8-bc93-6894a57f9324\"");
        return ProblemType.INVALID_INPUT
                .because("请求头 " + NAME + " " + rule.zh(), "the header " + NAME + " " + rule.en())
                .at(List.of(new Violation(NAME, "IdempotencyKey", "", rule)));
    }

    /** Of one request; what was not read of its body is read for it. */
    private static final class Fingerprint {
        private final String address;
        private final DigestStream body;
        private byte[] digest;

        Fingerprint(String address, DigestStream body) {
            this.address = address;
            this.body = body;
        }

        byte[] digest() {
            if (digest == null) {
                try {
                    body.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                digest =
                        HashAlgorithm.SHA_256.digest(
                                address.getBytes(StandardCharsets.UTF_8),
                                new byte[1],
                                HexFormat.of().parseHex(body.sha256()));
            }
            return digest;
        }
    }
}
