package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;

/** The first calls of a newcomer, through both doors, with their receipts. */
class FirstCallsIT {
    private final Node node = Node.shared();

    @Tag("EXC-1")
    @Test
    void restQueryHasAReceiptThatVerifiesOffline() {
        Reply reply =
                Rest.system(node, "rest-permit")
                        .post(
                                "/api/v1/exchange/queries",
                                """
                                {"grant":"%s","purpose":"行政审批地址核验","limit":3}"""
                                        .formatted(node.grant("rest-permit.streets")));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("rows")).hasSize(3);
        assertThat(reply.verify(node.anchors()).failures()).isEmpty();
        assertThat(reply.verify(node.anchors()).ok()).isTrue();
    }

    @Tag("EXC-1")
    @Test
    void soapQueryHasAReceiptThatVerifiesOffline() {
        Reply reply =
                Soap.system(node, "soap-housing")
                        .call(
                                "Exchange",
                                """
                                <query xmlns="urn:zhengshu:exchange:1"><grant>%s</grant>\
                                <purpose>房屋坐落核验</purpose><limit>3</limit></query>"""
                                        .formatted(node.grant("soap-housing.streets")));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.element("count")).isEqualTo("3");
        assertThat(reply.verify(node.anchors()).failures()).as(reply.text()).isEmpty();
        assertThat(reply.verify(node.anchors()).ok()).isTrue();
    }
}
