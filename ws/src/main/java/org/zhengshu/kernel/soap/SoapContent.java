package org.zhengshu.kernel.soap;

import jakarta.activation.MimeType;
import jakarta.activation.MimeTypeParseException;
import java.util.Locale;
import java.util.Optional;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;

/**
 * What the Content-Type of a call says (内容类型): {@code text/xml} is SOAP 1.1, {@code
 * application/soap+xml} SOAP 1.2, {@code multipart/related} either of them with attachments.
 *
 * @param charset as it is named; empty for none
 * @param type the whole header
 * @param multipart with attachments: MTOM, or SOAP with Attachments
 * @param start content id of the part with the Envelope; empty for the first part
 */
record SoapContent(
        EnvelopeVersion version, String charset, String type, boolean multipart, String start) {
    private static final int LONGEST = 1000;

    /** The content type, or the problem that it is none. */
    static SoapContent of(String header) {
        if (header == null || header.length() > LONGEST) {
            throw unsupported();
        }
        try {
            MimeType type = new MimeType(header.strip());
            if ("multipart/related".equals(type.getBaseType().toLowerCase(Locale.ROOT))) {
                return multipart(header, type);
            }
            return new SoapContent(version(type.getBaseType()), charset(type), header, false, "");
        } catch (MimeTypeParseException e) {
            throw unsupported();
        }
    }

    /** For an answer to what could not be read: as the caller seems to speak. */
    static EnvelopeVersion versionFor(String header) {
        String type = header == null ? "" : header.toLowerCase(Locale.ROOT);
        return type.contains(EnvelopeVersion.SOAP_12.contentType())
                ? EnvelopeVersion.SOAP_12
                : EnvelopeVersion.SOAP_11;
    }

    /** XOP 1.0 section 4.1: the type of the Envelope stands in start-info, else in type. */
    private static SoapContent multipart(String header, MimeType type)
            throws MimeTypeParseException {
        MimeType root = new MimeType(parameter(type, "type"));
        if (root.getBaseType().equalsIgnoreCase(Attachments.XOP)) {
            root = new MimeType(parameter(type, "start-info"));
        }
        if (parameter(type, "boundary").isEmpty()) {
            throw unsupported();
        }
        EnvelopeVersion version = version(root.getBaseType());
        return new SoapContent(version, charset(root), header, true, parameter(type, "start"));
    }

    private static EnvelopeVersion version(String baseType) {
        return EnvelopeVersion.ofType(baseType).orElseThrow(SoapContent::unsupported);
    }

    private static String charset(MimeType type) {
        return parameter(type, "charset");
    }

    private static String parameter(MimeType type, String name) {
        return Optional.ofNullable(type.getParameter(name)).orElse("").strip();
    }

    private static Problem unsupported() {
        return ProblemType.UNSUPPORTED_MEDIA_TYPE.because(
                "Content-Type 须为 text/xml（SOAP 1.1）、application/soap+xml（SOAP 1.2），"
                        + "或其 multipart/related（MTOM、SwA 附件）",
                "Content-Type must be text/xml (SOAP 1.1), application/soap+xml (SOAP 1.2), or"
                        + " multipart/related with one of them (MTOM, SOAP with Attachments)");
    }
}
