package org.zhengshu.kernel.soap;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;

/**
 * A call as it stands behind the gate (规整后的请求): one Envelope in UTF-8, without attachments.
 *
 * <p>SOAPAction is not passed on: the Body's element alone says which operation is called, so that
 * the two can never differ.
 */
final class SoapRequest extends HttpServletRequestWrapper {
    private static final Set<String> TYPE = Set.of("content-type", "soapaction", "content-length");

    private final byte[] envelope;
    private final String type;

    SoapRequest(HttpServletRequest request, EnvelopeVersion version, byte[] envelope) {
        super(request);
        this.envelope = envelope;
        this.type = version.contentType() + ";charset=UTF-8";
    }

    @Override
    public String getContentType() {
        return type;
    }

    @Override
    public String getCharacterEncoding() {
        return "UTF-8";
    }

    @Override
    public int getContentLength() {
        return envelope.length;
    }

    @Override
    public long getContentLengthLong() {
        return envelope.length;
    }

    @Override
    public String getHeader(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "content-type" -> type;
            case "content-length" -> Integer.toString(envelope.length);
            case "soapaction" -> null;
            default -> super.getHeader(name);
        };
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (!TYPE.contains(name.toLowerCase(Locale.ROOT))) {
            return super.getHeaders(name);
        }
        String value = getHeader(name);
        return Collections.enumeration(value == null ? Set.of() : Set.of(value));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(
                Collections.list(super.getHeaderNames()).stream()
                        .filter(name -> !"soapaction".equalsIgnoreCase(name))
                        .toList());
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Stream(new ByteArrayInputStream(envelope));
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    /** The envelope's bytes. */
    private static final class Stream extends ServletInputStream {
        private final ByteArrayInputStream in;

        Stream(ByteArrayInputStream in) {
            this.in = in;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return in.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return in.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
