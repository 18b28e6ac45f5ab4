package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Soap;

/**
 * What must be so after every refusal: the form of the answer in both languages, an entry with the
 * same outcome, one line in the server's log, every table as before, and the next good call works.
 */
final class BadInputCheck {
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private final Node node;
    private final BadInputNode inside;

    BadInputCheck(Node node) {
        this.node = node;
        this.inside = new BadInputNode(node);
    }

    /** Makes the bad call once in each language; returns the English refusal. */
    BadInputReply refused(String code, String place, Function<String, BadInputReply> call) {
        return refused(place, call, List.of(code));
    }

    /** The same where either of several codes is right. */
    BadInputReply refused(String place, Function<String, BadInputReply> call, List<String> codes) {
        Map<String, Long> tables = inside.tables();
        long length = inside.logLength();
        BadInputReply chinese = form(codes, place, call.apply("zh-CN"));
        assertThat(HAN.matcher(chinese.member("detail")).find())
                .as("Chinese: " + chinese.text())
                .isTrue();
        BadInputReply english = form(codes, place, call.apply("en"));
        assertThat(HAN.matcher(english.member("title") + english.member("detail")).find())
                .as("English: " + english.text())
                .isFalse();
        assertThat(english.trace()).isNotEqualTo(chinese.trace());
        for (BadInputReply reply : List.of(chinese, english)) {
            assertThat(inside.outcomes(reply.trace()))
                    .as(reply.text())
                    .containsExactly(reply.member("code"));
        }
        oneLineEach(length, chinese, english);
        assertThat(inside.tables()).isEqualTo(tables);
        goodCalls();
        return english;
    }

    private static BadInputReply form(List<String> codes, String place, BadInputReply reply) {
        assertThat(reply.member("code")).as(reply.status() + " " + reply.text()).isIn(codes);
        if (reply.soap()) {
            assertThat(reply.text())
                    .containsPattern(
                            reply.isSoap12()
                                    ? ">[\\w-]+:(Sender|VersionMismatch|MustUnderstand)</\\w+:Value>"
                                    : ">[\\w-]+:(Client|VersionMismatch|MustUnderstand)</faultcode>");
            assertThat(reply.receipts()).isEqualTo(1);
            assertThat(reply.text())
                    .contains(
                            reply.isSoap12()
                                    ? "http://www.w3.org/2003/05/soap-envelope"
                                    : "http://schemas.xmlsoap.org/soap/envelope/");
        } else {
            assertThat(reply.type()).startsWith("application/problem+json");
            assertThat(reply.status()).isBetween(400, 499);
            assertThat(reply.text()).contains("\"status\":" + reply.status());
        }
        assertThat(reply.trace()).matches("[0-9a-f]{32}");
        if (!place.isEmpty()) {
            assertThat(reply.place()).as(reply.text()).contains(place);
        }
        return reply;
    }

    private void oneLineEach(long length, BadInputReply... replies) {
        List<BadInputNode.Line> lines = inside.logSince(length);
        String all = lines.stream().map(BadInputNode.Line::text).collect(Collectors.joining("\n"));
        for (BadInputReply reply : replies) {
            assertThat(lines.stream().filter(l -> l.trace().equals(reply.trace())))
                    .as("lines of %s: %s", reply.trace(), all)
                    .hasSize(1);
        }
        assertThat(lines).as("one line each and no other: %s", all).hasSize(replies.length);
        assertThat(lines).allMatch(l -> !l.text().contains("stackTrace"));
    }

    /** The server answers a good call through each door. */
    void goodCalls() {
        BadInputReply rest =
                BadInputClient.system(node, "rest-permit")
                        .post("en", "/api/v1/exchange/queries", query(node, 1));
        assertThat(rest.status()).as(rest.text()).isEqualTo(200);
        byte[] envelope = Soap.system(node, "soap-housing").signed(soapQuery(node, 1), 300);
        BadInputReply soap = BadInputClient.nobody(node).soap("en", "Exchange", envelope);
        assertThat(soap.status()).as(soap.text()).isEqualTo(200);
    }

    /** A good query of the REST system. */
    static String query(Node node, int limit) {
        return """
        {"grant":"%s","purpose":"行政审批地址核验","limit":%d}"""
                .formatted(node.grant("rest-permit.streets"), limit);
    }

    /** A good query of the SOAP system. */
    static String soapQuery(Node node, int limit) {
        return """
        <query xmlns="urn:zhengshu:exchange:1"><grant>%s</grant>\
        <purpose>房屋坐落核验</purpose><limit>%d</limit></query>"""
                .formatted(node.grant("soap-housing.streets"), limit);
    }
}
