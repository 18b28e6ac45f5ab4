package org.zhengshu.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.zhengshu.proof.SoapMessage;

/** How a message is packed, and what of its answer both sides must have in common. */
enum Form {
    /** REST: the body's bytes. */
    JSON,
    /** SOAP, always the same message: the canonical bytes of the Body's child. */
    SOAP,
    /** SOAP, each message signed anew and sent once. */
    SIGNED;

    /** What is compared. */
    byte[] content(byte[] response) {
        return this == JSON ? response : SoapMessage.parse(response).canonicalBody();
    }

    /** Whether that is the right answer; canonical bytes that stand there as such are enough. */
    boolean isRight(byte[] response, byte[] expected) {
        if (this == JSON) {
            return Arrays.equals(response, expected);
        }
        String whole = new String(response, StandardCharsets.ISO_8859_1);
        return whole.contains(new String(expected, StandardCharsets.ISO_8859_1))
                || Arrays.equals(content(response), expected);
    }
}
