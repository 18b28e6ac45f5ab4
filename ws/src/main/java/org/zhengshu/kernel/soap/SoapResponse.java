package org.zhengshu.kernel.soap;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * An answer that leaves otherwise than it was written (应答转换): in the caller's encoding, or with its
 * files as attachments. The receipt is over the canonical form, which both leave as it is.
 */
final class SoapResponse extends HttpServletResponseWrapper {
    private final EnvelopeVersion version;
    private final Charset charset;
    private final Parts parts;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private PrintWriter writer;

    SoapResponse(
            HttpServletResponse response, EnvelopeVersion version, Charset charset, Parts parts) {
        super(response);
        this.version = version;
        this.charset = charset;
        this.parts = parts;
    }

    /** Sends what was written. */
    void finish() throws IOException {
        if (writer != null) {
            writer.flush();
        }
        HttpServletResponse response = (HttpServletResponse) getResponse();
        byte[] envelope = written.toByteArray();
        if (envelope.length == 0) {
            return;
        }
        if (!parts.isEmpty()) {
            response.setContentType(parts.contentType(version));
            response.getOutputStream().write(parts.packed(envelope, version));
        } else if (charset.equals(StandardCharsets.UTF_8)) {
            response.getOutputStream().write(envelope);
        } else {
            response.setContentType(version.contentType() + ";charset=" + charset.name());
            response.getOutputStream().write(EnvelopeText.encoded(envelope, charset));
        }
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new Stream(written);
    }

    @Override
    public PrintWriter getWriter() {
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(written, StandardCharsets.UTF_8));
        }
        return writer;
    }

    @Override
    public void setContentLength(int length) {
        // it is another one
    }

    @Override
    public void setContentLengthLong(long length) {
        // it is another one
    }

    @Override
    public void flushBuffer() {
        // nothing leaves before it is complete
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        written.reset();
    }

    /** Keeps what is written. */
    private static final class Stream extends ServletOutputStream {
        private final ByteArrayOutputStream out;

        Stream(ByteArrayOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            out.write(bytes, offset, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
