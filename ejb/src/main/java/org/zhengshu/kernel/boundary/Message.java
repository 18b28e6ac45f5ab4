package org.zhengshu.kernel.boundary;

/**
 * The exact bytes of an answer that leave through a door (报文).
 *
 * @param bytes on REST the body, on SOAP the exclusive C14N of the Body's child
 * @param form {@code body} or {@code exc-c14n}: what of the message the digests cover
 */
public record Message(byte[] bytes, String form) {
    public static final String BODY = "body";
    public static final String CANONICAL_XML = "exc-c14n";
}
