package org.zhengshu.signature.boundary;

import java.util.List;
import java.util.function.Function;

/**
 * What of an HTTP message can be signed (HTTP 报文), RFC 9421 section 2.
 *
 * @param authority host in lower case, with the port unless it is the usual one of the scheme
 * @param path as it was sent, not decoded
 * @param query as it was sent without the question mark; null when there was none
 * @param status of an answer; zero for a request
 * @param fields the lines of a header field by its name in lower case
 */
public record HttpMessage(
        String method,
        String scheme,
        String authority,
        String path,
        String query,
        int status,
        Function<String, List<String>> fields) {

    /** An answer. */
    public static HttpMessage answer(int status, Function<String, List<String>> fields) {
        return new HttpMessage("", "", "", "", null, status, fields);
    }
}
