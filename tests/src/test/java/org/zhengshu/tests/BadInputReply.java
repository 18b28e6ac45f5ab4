package org.zhengshu.tests;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A refusal as it came over the wire, from either door. */
record BadInputReply(int status, String type, byte[] bytes) {

    /** The answer; of a SOAP answer the Body, without its long headers. */
    String text() {
        return new String(bytes, StandardCharsets.UTF_8)
                .replaceAll("(?s)<soap:Header>.*</soap:Header>", "");
    }

    /** How many receipts the SOAP header carries. */
    int receipts() {
        return new String(bytes, StandardCharsets.UTF_8).split(":Receipt>", -1).length - 1;
    }

    boolean soap() {
        return type.startsWith("text/xml") || isSoap12();
    }

    /** In the version that the call had. */
    boolean isSoap12() {
        return type.startsWith("application/soap+xml");
    }

    /** A member of the problem: of the JSON, or of the element in the fault's detail. */
    String member(String name) {
        Pattern pattern =
                soap()
                        ? Pattern.compile("<" + name + ">([^<]*)</" + name + ">")
                        : Pattern.compile("\"" + name + "\":\"((?:[^\"\\\\]|\\\\.)*)\"");
        String text = soap() ? problem() : text();
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** The first place that is named; empty when none is. */
    String place() {
        return member("place");
    }

    String trace() {
        return member("instance").replace("urn:trace:", "");
    }

    private String problem() {
        int start = text().indexOf("<problem ");
        return start < 0 ? "" : text().substring(start);
    }
}
