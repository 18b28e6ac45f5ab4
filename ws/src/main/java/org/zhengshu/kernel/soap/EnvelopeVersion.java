package org.zhengshu.kernel.soap;

import java.util.Arrays;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapVersion;
import org.w3c.dom.Element;
import org.zhengshu.kernel.boundary.ProblemType;

/** The two versions that every address takes (SOAP 版本); an answer has its call's. */
enum EnvelopeVersion {
    SOAP_11(Soap11.getInstance(), "1.1", "text/xml", "Client", "Server"),
    SOAP_12(Soap12.getInstance(), "1.2", "application/soap+xml", "Sender", "Receiver");

    private final SoapVersion version;
    private final String number;
    private final String contentType;
    private final String callersCode;
    private final String serversCode;

    EnvelopeVersion(
            SoapVersion version,
            String number,
            String contentType,
            String callersCode,
            String serversCode) {
        this.version = version;
        this.number = number;
        this.contentType = contentType;
        this.callersCode = callersCode;
        this.serversCode = serversCode;
    }

    static EnvelopeVersion of(SoapVersion version) {
        return version.getVersion() == SOAP_12.version.getVersion() ? SOAP_12 : SOAP_11;
    }

    /** The version that has this media type. */
    static Optional<EnvelopeVersion> ofType(String contentType) {
        return Arrays.stream(values())
                .filter(v -> v.contentType.equalsIgnoreCase(contentType))
                .findFirst();
    }

    String namespace() {
        return version.getNamespace();
    }

    String number() {
        return number;
    }

    String contentType() {
        return contentType;
    }

    /** True when a block of the Header has to be understood by whom it is for. */
    boolean isMandatory(Element block) {
        String said = block.getAttributeNS(namespace(), version.getAttrNameMustUnderstand());
        return "1".equals(said) || Boolean.parseBoolean(said);
    }

    /** True when a block of the Header is for this node, the last that the message comes to. */
    boolean isForReceiver(Element block) {
        String role = block.getAttributeNS(namespace(), version.getAttrNameRole());
        return role.isBlank()
                || role.trim().equals(version.getNextRole())
                || role.trim().equals(version.getUltimateReceiverRole());
    }

    /** The fault code of a problem: SOAP has codes of its own for two of them. */
    QName faultCode(ProblemType problem) {
        String code =
                switch (problem) {
                    case SOAP_VERSION -> "VersionMismatch";
                    case HEADER_NOT_UNDERSTOOD -> "MustUnderstand";
                    default -> problem.callersFault() ? callersCode : serversCode;
                };
        return new QName(namespace(), code);
    }

    /**
     * The status of HTTP: SOAP 1.1 section 6.2 knows 500 only, SOAP 1.2 part 2 table 20 also 400.
     */
    int status(ProblemType problem) {
        boolean senders = faultCode(problem).getLocalPart().equals(SOAP_12.callersCode);
        return this == SOAP_12 && senders ? 400 : 500;
    }
}
