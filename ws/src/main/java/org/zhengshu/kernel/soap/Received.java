package org.zhengshu.kernel.soap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.w3c.dom.Element;

/**
 * A message as its door reads it, whoever parsed it (来文).
 *
 * @param headers the blocks of its Header
 * @param payload the call: the only child of its Body
 */
public record Received(
        HttpServletRequest request,
        HttpServletResponse response,
        EnvelopeVersion version,
        List<Element> headers,
        Element payload) {
    public Received {
        headers = List.copyOf(headers);
    }

    /** Namespace of what is called; empty for none. */
    public String calledNamespace() {
        String namespace = payload.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    /** What the address says below a service of many names; empty for none. */
    public String below() {
        return Services.below(request);
    }
}
