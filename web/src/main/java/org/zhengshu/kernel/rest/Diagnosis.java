package org.zhengshu.kernel.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.zhengshu.identity.boundary.ReceivedRequest;
import org.zhengshu.kernel.boundary.Connection;
import org.zhengshu.kernel.boundary.Problem;

/** Looks at a call whose connection is to be tested (连接诊断); it goes on unauthenticated. */
final class Diagnosis {
    private static final String PATH = "/api/v1/connection-tests";
    private static final List<String> FORWARDED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "Via");
    private static final List<String> SHOWN =
            List.of("Authorization", "Signature-Input", "x-tif-signature", "gjzwfwpt_sign");

    private Diagnosis() {}

    /** True for the one address where a wrong credential is told about instead of refused. */
    static boolean isWanted(HttpServletRequest request) {
        return PATH.equals(request.getRequestURI());
    }

    static Connection of(
            HttpServletRequest request,
            String address,
            Optional<Problem> refusal,
            List<Connection.Covered> covered) {
        List<String> shown = new ArrayList<>();
        SHOWN.stream().filter(name -> request.getHeader(name) != null).forEach(shown::add);
        Optional<X509Certificate> certificate =
                ReceivedRequest.first(
                        request.getAttribute("jakarta.servlet.request.X509Certificate"));
        certificate.ifPresent(c -> shown.add("TLS"));
        return new Connection(
                request.getRemoteAddr(),
                address,
                FORWARDED.stream().anyMatch(name -> request.getHeader(name) != null),
                tls(request),
                certificate,
                date(request),
                shown,
                refusal,
                covered);
    }

    private static String tls(HttpServletRequest request) {
        if (!request.isSecure()) {
            return "";
        }
        if (request.getAttribute("jakarta.servlet.request.ssl_session") instanceof SSLSession s) {
            return s.getProtocol();
        }
        if (request.getAttribute("jakarta.servlet.request.secure_protocol") instanceof String p) {
            return p;
        }
        String suite = String.valueOf(request.getAttribute("jakarta.servlet.request.cipher_suite"));
        return suite.startsWith("TLS_AES_") || suite.startsWith("TLS_CHACHA20_")
                ? "TLSv1.3"
                : "TLSv1.2";
    }

    private static Optional<Instant> date(HttpServletRequest request) {
        String date = request.getHeader("Date");
        try {
            return date == null
                    ? Optional.empty()
                    : Optional.of(
                            ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
