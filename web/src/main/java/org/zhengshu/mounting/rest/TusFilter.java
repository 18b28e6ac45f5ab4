package org.zhengshu.mounting.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Renderer;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.kernel.rest.Outgoing;
import org.zhengshu.mounting.boundary.Uploads.UploadLimits;
import org.zhengshu.mounting.boundary.Uploads.UploadView;

/**
 * The words of tus 1.0.0 (tus 协议) for {@link UploadsResource}: core, creation, expiration,
 * termination and checksum. A request that says {@code Tus-Resumable} becomes the same request in
 * JSON, its answer becomes the status and the headers that the protocol asks for.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION + 150)
public class TusFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String VERSION = "1.0.0";
    private static final String EXTENSIONS = "creation,expiration,termination,checksum";
    private static final String METHOD = TusFilter.class.getName();
    private static final String RESUMABLE = "Tus-Resumable";
    private static final String OVERRIDE = "X-HTTP-Method-Override";
    private static final Set<String> OVERRIDING = Set.of("PATCH", "DELETE", "HEAD");

    /** RFC 9110 section 5.6.7. */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private static final Renderer WITHOUT_BODY =
            new Renderer() {
                @Override
                public Message answer(Object view) {
                    return new Message(new byte[0], Message.BODY);
                }

                @Override
                public Message problem(ProblemView problem) {
                    return new Message(json(problem), Message.BODY);
                }
            };

    @Inject private Outgoing outgoing;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!isUpload(request)) {
            return;
        }
        String method = method(request);
        String version = request.getHeaderString(RESUMABLE);
        if (version == null && !HttpMethod.OPTIONS.equals(method)) {
            return;
        }
        request.setProperty(METHOD, method);
        if (version != null && !version.equals(VERSION)) {
            throw ProblemType.UPLOAD_VERSION.because(
                    "支持的版本：" + VERSION, "the supported version is " + VERSION);
        }
        switch (method) {
            case HttpMethod.OPTIONS -> ask(request);
            case HttpMethod.POST -> begin(request);
            case HttpMethod.HEAD, HttpMethod.PATCH, HttpMethod.DELETE -> {
                outgoing.renderBy(WITHOUT_BODY);
                // the offset alone makes these count once
                request.getHeaders().remove("Idempotency-Key");
            }
            default -> {
                // tus has no other; they are answered in JSON
            }
        }
    }

    /** Proxies that know no PATCH let a POST pass that says what it is. */
    private static String method(ContainerRequestContext request) {
        String wanted = request.getHeaderString(OVERRIDE);
        if (HttpMethod.POST.equals(request.getMethod()) && wanted != null) {
            String method = wanted.strip().toUpperCase(Locale.ROOT);
            if (OVERRIDING.contains(method)) {
                request.setMethod(method);
            }
        }
        return request.getMethod();
    }

    private static boolean isUpload(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath().replaceAll("^/|/$", "");
        return path.equals("uploads") || path.startsWith("uploads/");
    }

    private void ask(ContainerRequestContext request) {
        outgoing.renderBy(WITHOUT_BODY);
        request.setRequestUri(
                request.getUriInfo().getBaseUriBuilder().path("upload-limits").build());
        request.setMethod(HttpMethod.GET);
    }

    private static void begin(ContainerRequestContext request) {
        for (String name : List.of("Upload-Defer-Length", "Upload-Concat")) {
            if (request.getHeaderString(name) != null) {
                throw wrong(
                        name,
                        "不支持该扩展，支持 " + EXTENSIONS,
                        "is not supported; " + EXTENSIONS + " are");
            }
        }
        String metadata = request.getHeaderString(TusMetadata.HEADER);
        Map<String, String> values = TusMetadata.parse(metadata);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("item", values.get("item"));
        body.put("length", length(request.getHeaderString("Upload-Length")));
        body.put("filename", values.get("filename"));
        body.put("sha256", values.get("sha256"));
        body.put("metadata", metadata);
        body.values().removeIf(Objects::isNull);
        byte[] bytes = json(body);
        request.setEntityStream(new ByteArrayInputStream(bytes));
        request.getHeaders().putSingle("Content-Type", MediaType.APPLICATION_JSON);
        request.getHeaders().putSingle("Content-Length", Integer.toString(bytes.length));
    }

    /** A number with more digits than a file can have bytes is too large, not malformed. */
    private static long length(String header) {
        if (header == null || !header.matches("[0-9]+")) {
            throw wrong("Upload-Length", "应为不小于 0 的整数", "must be a whole number from 0 on");
        }
        return header.length() > 18 ? Long.MAX_VALUE : Long.parseLong(header);
    }

    private static Problem wrong(String header, String zh, String en) {
        return ProblemType.INVALID_INPUT
                .because("请求头 " + header + " " + zh, "the header " + header + " " + en)
                .at(List.of(new Violation(header, "Tus", "", new Text(zh, en))));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean asked = request.getProperty(METHOD) != null;
        boolean said = isUpload(request) && request.getHeaderString(RESUMABLE) != null;
        if (!asked && !said) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle(RESUMABLE, VERSION);
        if (response.getStatus() == ProblemType.UPLOAD_VERSION.status()) {
            headers.putSingle("Tus-Version", VERSION);
        }
        Object entity = seen(response.getEntity());
        if (entity instanceof UploadLimits limits && isOptions(request)) {
            headers.putSingle("Tus-Version", VERSION);
            headers.putSingle("Tus-Extension", EXTENSIONS);
            headers.putSingle("Tus-Max-Size", limits.largest());
            headers.putSingle("Tus-Checksum-Algorithm", limits.checksums());
            answer(response, 204);
        } else if (entity instanceof UploadView view) {
            tell(request, response, view);
        }
    }

    private static boolean isOptions(ContainerRequestContext request) {
        return HttpMethod.OPTIONS.equals(request.getProperty(METHOD));
    }

    /** An answer that was given before stands there as its bytes. */
    private static Object seen(Object entity) {
        if (!(entity instanceof Answer before)) {
            return entity;
        }
        try {
            return Json.MAPPER.readValue(before.message().bytes(), UploadView.class);
        } catch (IOException e) {
            return entity;
        }
    }

    private void tell(
            ContainerRequestContext request, ContainerResponseContext response, UploadView view) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("Upload-Offset", view.offset());
        headers.putSingle("Upload-Expires", date(view.expiresAt()));
        switch (String.valueOf(request.getProperty(METHOD))) {
            case HttpMethod.POST -> {
                headers.putSingle("Location", outgoing.base() + "/api/v1/uploads/" + view.id());
                response.setStatus(201);
            }
            case HttpMethod.HEAD -> {
                headers.putSingle("Upload-Length", view.length());
                if (view.metadata() != null) {
                    headers.putSingle(TusMetadata.HEADER, view.metadata());
                }
                answer(response, 200);
            }
            case HttpMethod.PATCH, HttpMethod.DELETE -> answer(response, 204);
            default -> {
                // a GET, which tus has not, is answered in JSON
            }
        }
    }

    private static void answer(ContainerResponseContext response, int status) {
        response.setStatus(status);
        response.setEntity(null);
    }

    private static String date(Instant instant) {
        return HTTP_DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static byte[] json(Object value) {
        try {
            return Json.MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
