package org.zhengshu.kernel.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.zhengshu.kernel.boundary.Deprecation;
import org.zhengshu.kernel.boundary.Form;
import org.zhengshu.kernel.boundary.Tabular;

/** Takes tables out in the form, coding and state that were negotiated (内容协商过滤器). */
@Provider
public class NegotiationFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String VARY =
            "Accept, Accept-Encoding, Authorization, Zhengshu-Grant, Zhengshu-Purpose,"
                    + " Zhengshu-Matter";

    @Inject private Outgoing outgoing;

    /** A digest of the content, RFC 9530, is of the whole answer as it is. */
    @Override
    public void filter(ContainerRequestContext request) {
        List<MediaType> acceptable = request.getAcceptableMediaTypes();
        outgoing.wishes(
                new Negotiation(
                        Negotiation.form(acceptable),
                        Negotiation.json(acceptable),
                        !outgoing.wantsDigest()
                                && Negotiation.gzip(request.getHeaderString("Accept-Encoding")),
                        "GET".equals(request.getMethod()),
                        outgoing.wantsDigest()
                                ? List.of()
                                : Negotiation.tags(request.getHeaderString("If-None-Match"))));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response)
            throws IOException {
        if (outgoing.call() != null && outgoing.call().deprecation() != null) {
            deprecated(outgoing.call().deprecation(), response.getHeaders());
        }
        TableRenderer table = outgoing.table();
        if (table == null || !(response.getEntity() instanceof Tabular view)) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("Vary", VARY);
        view.next().ifPresent(cursor -> headers.putSingle("Zhengshu-Next-Cursor", cursor));
        if (!table.tag().isEmpty()) {
            headers.putSingle("ETag", table.tag());
            headers.putSingle("Cache-Control", "private, no-cache");
        }
        if (table.notModified()) {
            response.setStatusInfo(Response.Status.NOT_MODIFIED);
            response.setEntity(null);
            return;
        }
        byte[] bytes = outgoing.bytesOf(view);
        if (table.zipped()) {
            headers.putSingle("Content-Encoding", "gzip");
            bytes = zipped(bytes);
        }
        response.setEntity(bytes, new Annotation[0], mediaType(table.form()));
    }

    private static MediaType mediaType(Form form) {
        return MediaType.valueOf(
                switch (form) {
                    case JSON, NDJSON -> form.mediaType();
                    case XML -> form.mediaType() + ";charset=UTF-8";
                    case CSV -> form.mediaType() + ";charset=UTF-8;header=present";
                });
    }

    /** RFC 9745, RFC 8594, RFC 5829. */
    private static void deprecated(Deprecation old, MultivaluedMap<String, Object> headers) {
        headers.putSingle("Deprecation", "@" + old.since().getEpochSecond());
        headers.putSingle(
                "Sunset",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(old.sunset().atOffset(ZoneOffset.UTC)));
        headers.putSingle(
                "Link", "</api/v1/resources/" + old.successor() + ">; rel=\"successor-version\"");
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
