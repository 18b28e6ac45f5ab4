package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;
import org.zhengshu.tests.node.Tls;

/**
 * The chain from outside: from an empty resource to evidence that anybody checks without the node,
 * by people with passwords, a REST system, a CXF client of the published WSDL and a sample program.
 */
class ChainIT {
    private static final String SYSTEM = "soap-tax";
    private static final String PURPOSE = "纳税人信息核对";
    private static final String MATTER = "增值税一般纳税人登记";
    private static final String CSV =
            "code,name\n21001,辽河街道\n21002,浑河街道\n21003,\n31001,外滩街道\n21004,太子河街道\n";

    private final Node node = Node.shared();
    private final Path roots = node.data().resolve("root.pem");

    @TempDir private Path folder;

    @Test
    void fromAnEmptyResourceToEvidence() throws Exception {
        JsonNode item = publishedAndMounted();
        JsonNode grant = decided(item.get("id").asText());
        String id = grant.get("id").asText();
        assertThat(grant.get("items")).hasSize(2);
        assertThat(grant.get("quota").asInt()).isEqualTo(5);
        assertThat(grant.at("/rowFilter/value").asText()).isEqualTo("21");
        Reply rest =
                Rest.system(node, SYSTEM)
                        .post("/api/v1/exchange/queries", DoorsJson.strict(json(id)));
        assertThat(codes(DoorsWorld.ok(rest)))
                .as("only the granted rows")
                .containsExactly("21001", "21002", "21003", "21004");
        evidenceOfRest(rest);
        evidenceOfSoap(id);
        assertThat(used(id)).isEqualTo(3);
    }

    /** The sample program's message, kept in a file, is refused when the file is sent again. */
    @Test
    void theSampleProgramCallsAndItsMessageCountsOnce() throws Exception {
        Path request = folder.resolve("request.xml");
        ChainProcess.Outcome outcome =
                ChainProcess.source(
                        "docs/examples/SignedCall.java",
                        "--store",
                        node.data().resolve("pki/clients/soap-housing.p12"),
                        "--password-file",
                        node.data().resolve("pki/clients/soap-housing.password"),
                        "--trust",
                        roots,
                        "--save-request",
                        request,
                        "--body-text",
                        "<query xmlns=\"urn:zhengshu:exchange:1\"><grant>%s</grant><purpose>房屋坐落核验</purpose><limit>2</limit></query>"
                                .formatted(node.grant("soap-housing.streets")),
                        node.https() + "/ws/Exchange");
        assertThat(outcome.exit()).as(outcome.text()).isZero();
        Path answer = Files.write(folder.resolve("answer.xml"), outcome.out());
        assertThat(outcome.text()).contains("<count>2</count>");
        assertThat(ChainProcess.proof("verify", "--trust", roots, "--soap", answer).exit())
                .isZero();
        Reply again =
                Soap.system(node, "soap-housing").send("Exchange", Files.readAllBytes(request));
        assertThat(again.problem()).as(again.text()).isEqualTo("identity/message-replayed");
        assertThat(again.element("faultcode")).endsWith("Client");
        assertThat(again.verify(node.anchors()).ok()).as("the refusal is evidence too").isTrue();
    }

    private JsonNode publishedAndMounted() {
        Rest officer = Rest.person(node, "civil");
        String entry = DoorsJson.strict(DoorsEntries.CONDITIONAL.replace("有条件核验", "街道名录"));
        JsonNode entered = DoorsWorld.ok(officer.post("/api/v1/catalogue-items", entry));
        String path = "/api/v1/catalogue-items/" + entered.get("id").asText();
        assertThat(entered.get("state").asText()).isEqualTo("DRAFT");
        assertThat(entered.has("code")).isFalse();
        assertThat(DoorsWorld.ok(officer.post(path + "/submission")).get("state").asText())
                .isEqualTo("PENDING_REVIEW");
        assertThat(officer.post(path + "/publication").problem()).isEqualTo("identity/forbidden");
        JsonNode item = DoorsWorld.ok(Rest.person(node, "business").post(path + "/publication"));
        assertThat(item.get("code").asText()).matches("201001/[0-9]{6}");
        byte[] csv = CSV.getBytes(StandardCharsets.UTF_8);
        JsonNode mount = DoorsWorld.ok(officer.putCsv(path + "/mount", csv));
        assertThat(mount.get("rows").asInt()).isEqualTo(5);
        return item;
    }

    private JsonNode decided(String item) {
        Rest asker = Rest.person(node, "tax");
        String wish =
                """
                {'item':'%s','purpose':'%s','matter':'%s','legalBasis':'税收征收管理法','scenario':'登记核对',
                'scope':'辽宁','mode':'服务接口','items':['code','name'],'quota':5,'validUntil':'%s',
                'rowFilter':{'item':'code','operator':'PREFIX','value':'21'}}"""
                        .formatted(item, PURPOSE, MATTER, DoorsWorld.today(90));
        JsonNode request =
                DoorsWorld.ok(asker.post("/api/v1/sharing-requests", DoorsJson.strict(wish)));
        assertThat(request.get("approver").asText()).isEqualTo("PROVIDER");
        assertThat(request.get("dueOn").asText()).isGreaterThan(DoorsWorld.today(0));
        assertThat(request.get("dueArticles").asText()).isNotBlank();
        String approval = "/api/v1/sharing-requests/" + request.get("id").asText() + "/approval";
        assertThat(Rest.person(node, "police").post(approval).problem())
                .isEqualTo("sharing/not-the-decider");
        JsonNode approved = DoorsWorld.ok(Rest.person(node, "civil").post(approval));
        assertThat(approved.get("state").asText()).isEqualTo("APPROVED");
        return DoorsWorld.ok(asker.get("/api/v1/grants/" + approved.get("grant").asText()));
    }

    /** The command on the captured files; then the same with one byte of the message changed. */
    private void evidenceOfRest(Reply reply) throws IOException {
        Path message = Files.write(folder.resolve("answer.json"), reply.bytes());
        Path receipt = Files.writeString(folder.resolve("answer.receipt"), reply.receipt());
        List<Object> files = List.of("verify", "--trust", roots, "--message", message, "--receipt");
        ChainProcess.Outcome whole = ChainProcess.proof(joined(files, receipt));
        assertThat(whole.exit()).as(whole.text()).isZero();
        long seed = new Random().nextLong();
        byte[] bytes = reply.bytes().clone();
        int place = new Random(seed).nextInt(bytes.length);
        bytes[place] ^= 1;
        Files.write(message, bytes);
        ChainProcess.Outcome changed = ChainProcess.proof(joined(files, receipt));
        assertThat(changed.exit())
                .as("seed %d, byte %d: %s", seed, place, changed.text())
                .isEqualTo(1);
        assertThat(changed.text()).contains("INVALID").containsIgnoringCase("message");
    }

    private void evidenceOfSoap(String grant) throws Exception {
        Path wsdl = Files.write(folder.resolve("Exchange.wsdl"), wsdl());
        assertThat(Files.readString(wsdl)).contains(node.https() + "/ws/Exchange\"");
        ChainSoapClient client = client(wsdl, Tls.trusted(roots));
        String answer = client.call(DoorsJson.xml("Exchange", "query", json(grant)));
        assertThat(answer).contains("<value name=\"code\">21004</value>").doesNotContain("31001");
        Path envelope = Files.write(folder.resolve("answer.xml"), client.received());
        ChainProcess.Outcome whole =
                ChainProcess.proof("verify", "--trust", roots, "--soap", envelope);
        assertThat(whole.exit()).as(whole.text()).isZero();
        Files.writeString(
                envelope, Files.readString(envelope).replace(">21004</value>", ">21005</value>"));
        ChainProcess.Outcome changed =
                ChainProcess.proof("verify", "--trust", roots, "--soap", envelope);
        assertThat(changed.exit()).as(changed.text()).isEqualTo(1);
        KeyStore nobody = KeyStore.getInstance("PKCS12");
        nobody.load(null, null);
        nobody.setCertificateEntry(
                "other", Tls.store(node.data(), "rest-permit").getCertificate("rest-permit"));
        ChainSoapClient suspicious = client(wsdl, nobody);
        assertThatThrownBy(() -> suspicious.call(DoorsJson.xml("Exchange", "query", json(grant))))
                .as("the client checks who signed the answer")
                .isInstanceOf(jakarta.xml.ws.WebServiceException.class);
    }

    private ChainSoapClient client(Path wsdl, KeyStore trusted) throws Exception {
        return ChainSoapClient.of(
                wsdl,
                "Exchange",
                roots,
                Tls.store(node.data(), SYSTEM),
                Tls.password(node.data(), SYSTEM),
                trusted);
    }

    private byte[] wsdl() {
        Reply reply = Rest.nobody(node).get("/ws/Exchange?wsdl");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.bytes();
    }

    private long used(String grant) {
        return DoorsWorld.ok(Rest.system(node, SYSTEM).get("/api/v1/grants/" + grant))
                .get("used")
                .asLong();
    }

    private static String json(String grant) {
        return DoorsJson.filled(
                "{'grant':'$grant','purpose':'$purpose','matter':'$matter'}",
                Map.of("grant", grant, "purpose", PURPOSE, "matter", MATTER));
    }

    private static List<String> codes(JsonNode answer) {
        return answer.get("rows").findValuesAsText("code");
    }

    private static Object[] joined(List<Object> first, Object last) {
        Object[] all = new Object[first.size() + 1];
        first.toArray(all);
        all[first.size()] = last;
        return all;
    }
}
