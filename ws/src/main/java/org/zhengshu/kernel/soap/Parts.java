package org.zhengshu.kernel.soap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Files of an answer that leave as attachments (附件应答, MTOM and XOP 1.0), because the call came in
 * that way or asked for it. What is signed is the Envelope with the files inside, as XOP has it.
 */
final class Parts {
    /** Below this an attachment would be longer than the text. */
    private static final int LEAST = 512;

    private final boolean wanted;
    private final String boundary = "uuid-" + UUID.randomUUID();
    private final List<byte[]> files = new ArrayList<>();

    Parts(boolean wanted) {
        this.wanted = wanted;
    }

    boolean wanted() {
        return wanted;
    }

    /** Remembers the files that the answer holds as text. */
    void add(List<byte[]> written) {
        if (wanted) {
            written.stream().filter(file -> file.length >= LEAST).forEach(files::add);
        }
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    String contentType(EnvelopeVersion version) {
        return "multipart/related; type=\"application/xop+xml\"; boundary=\""
                + boundary
                + "\"; start=\"<envelope@zhengshu>\"; start-info=\""
                + version.contentType()
                + "\"";
    }

    /** The message with its files cut out of the Envelope and put behind it. */
    byte[] packed(byte[] utf8, EnvelopeVersion version) {
        String envelope = new String(utf8, StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(utf8.length);
        List<byte[]> cut = new ArrayList<>();
        for (byte[] file : files) {
            String text = ">" + Base64.getEncoder().encodeToString(file) + "<";
            int at = envelope.indexOf(text);
            if (at >= 0) {
                String include =
                        "><xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\""
                                + " href=\"cid:file"
                                + cut.size()
                                + "@zhengshu\"/><";
                envelope =
                        envelope.substring(0, at)
                                + include
                                + envelope.substring(at + text.length());
                cut.add(file);
            }
        }
        part(
                out,
                "application/xop+xml; charset=UTF-8; type=\"" + version.contentType() + "\"",
                "envelope@zhengshu",
                envelope.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < cut.size(); i++) {
            part(out, "application/octet-stream", "file" + i + "@zhengshu", cut.get(i));
        }
        out.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private void part(ByteArrayOutputStream out, String type, String id, byte[] content) {
        String head =
                "--"
                        + boundary
                        + "\r\nContent-Type: "
                        + type
                        + "\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <"
                        + id
                        + ">\r\n\r\n";
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(content);
        out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}
