package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;

/** The address in the QR code of a licence (二维码核验地址), from the paper to the page that it opens. */
class LicenceAddressIT {
    private static final String PAGE = "/verify?code=";

    private final DoorsWorld world = DoorsWorld.shared();
    private final Rest nobody = Rest.nobody(world.node());
    private final String code = DoorsLicences.code(world.node());
    private final String identifier = code.split("/", 2)[0];

    @TempDir private Path folder;

    /** What a telephone does: it reads the picture and opens the address, nothing else. */
    @Test
    void theCameraOfATelephoneOpensTheResult() throws Exception {
        URI address = URI.create(pictured(DoorsLicences.document(world)));
        assertThat(address).hasToString(Node.ADDRESS + PAGE + code);
        Reply page = nobody.get(address.getRawPath() + "?" + address.getRawQuery());
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.text()).contains("此二维码的证照由本节点签发", identifier, "✔ 通过");
        assertThat(page.verify(world.node().anchors()).ok()).isTrue();
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(timeless(page))
                .as("no more than the code alone tells")
                .isEqualTo(timeless(page(code)));
    }

    /** The present address and a former one, through every door, tell what the code alone tells. */
    @ParameterizedTest
    @ValueSource(strings = {Node.ADDRESS, Node.FORMER})
    void theAddressIsTakenLikeTheCode(String node) {
        String address = node + PAGE + code;
        JsonNode alone = DoorsWorld.ok(scan(code));
        JsonNode scanned = DoorsWorld.ok(scan(address));
        for (String fact : List.of("valid", "registered", "status", "identifier", "sha256")) {
            assertThat(scanned.get(fact)).as(fact).isEqualTo(alone.get(fact));
        }
        assertThat(scanned.get("valid").asBoolean()).isTrue();
        assertThat(soap(address).element("identifier")).isEqualTo(identifier);
        assertThat(page(address).text()).contains("此二维码的证照由本节点签发", identifier);
        String nested = URLEncoder.encode(address, StandardCharsets.UTF_8);
        assertThat(nobody.get(PAGE + nested).text()).contains("此二维码的证照由本节点签发");
    }

    /** Whoever reads the paper learns whose address it is; nobody opens it for him. */
    @Tag("LIC-8")
    @Test
    void theAddressOfAnotherNodeIsNamedAndNotOpened() throws Exception {
        try (ServerSocketChannel other = ServerSocketChannel.open()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            other.configureBlocking(false);
            String node = "https://localhost:" + other.socket().getLocalPort();
            Reply known = scan(node + PAGE + code);
            Reply unknown = scan(node + PAGE + identifier + "/" + "0".repeat(32));
            assertThat(known.problem()).isEqualTo("elicence/elsewhere");
            assertThat(known.status()).isEqualTo(404);
            assertThat(known.json().get("detail").asText())
                    .contains(node + "/verify", identifier.split("\\.")[6])
                    .isEqualTo(unknown.json().get("detail").asText());
            assertThat(soap(node + PAGE + code).problem()).isEqualTo("elicence/elsewhere");
            assertThat(page(node + PAGE + code).text()).contains(node, "本节点没有访问它");
            assertThat(other.accept()).as("nobody was asked there").isNull();
        }
    }

    /** What stands in the query tells no more than the field of the page. */
    @Tag("LIC-7")
    @Test
    void openingTheAddressTellsNoMoreThanTheCode() {
        Reply alone = nobody.get(PAGE + identifier);
        assertThat(alone.text()).contains("未能核验", "随机号").doesNotContain("✔ 通过");
        Reply unknown = nobody.get(PAGE + identifier + "/" + "0".repeat(32));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text()).contains("本节点没有这份证照").doesNotContain("✔ 通过");
        for (String bad : List.of("", "x", "%3Cscript%3Ealert(1)%3C/script%3E", "1".repeat(1001))) {
            Reply reply = nobody.get(PAGE + bad);
            assertThat(reply.status()).as(bad).isIn(400, 422);
            assertThat(reply.text()).contains("未能核验").doesNotContain("<script", "✔ 通过");
        }
        assertThat(nobody.get("/verify?other=1").text()).doesNotContain("核验结果 ");
    }

    /** Addresses that no licence holds are refused by both doors with the same reason. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://zwgx.example.gov.cn/verify?code=",
                "https://zwgx.example.gov.cn@evil.example/verify?code=",
                "https://zwgx.example.gov.cn/verify#code=",
                "https://zwgx.example.gov.cn/api/v1/verifications?code=",
                "https://zwgx.example.gov.cn/verify?code=%2531&code=",
                "https://zwgx.example.gov.cn/verify?code=%2531",
                "javascript:alert(1)//"
            })
    void badAddressesAreRefused(String start) {
        Reply rest = scan(start + code);
        assertThat(rest.problem()).as(rest.text()).isEqualTo("kernel/invalid-input");
        assertThat(rest.json().get("detail").asText()).contains("不是证照二维码的网址");
        assertThat(soap(start + code).problem()).isEqualTo("kernel/invalid-input");
        Reply page = page(start + code);
        assertThat(page.status()).isEqualTo(rest.status());
        assertThat(page.text()).contains("请勿打开").doesNotContain("✔ 通过", "evil", "alert");
    }

    private String pictured(String document) throws Exception {
        Path pdf = folder.resolve("licence.pdf");
        Files.write(pdf, Base64.getDecoder().decode(document));
        Path picture = folder.resolve("licence");
        ChainProcess.Outcome drawn =
                ChainProcess.run(
                        List.of("pdftoppm", "-r", "200", "-png", "-singlefile"),
                        pdf.toString(),
                        picture.toString());
        assertThat(drawn.exit()).as(drawn.text()).isZero();
        BufferedImage image = ImageIO.read(folder.resolve("licence.png").toFile());
        int width = image.getWidth();
        int height = image.getHeight();
        int[] dots = image.getRGB(0, 0, width, height, null, 0, width);
        RGBLuminanceSource source = new RGBLuminanceSource(width, height, dots);
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(source)),
                        Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }

    /** Without what differs from call to call: trace and times. */
    private static String timeless(Reply page) {
        return page.text().replaceAll("[0-9a-f]{32}|\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "");
    }

    private Reply scan(String text) {
        return nobody.post(
                "/api/v1/verifications/codes", DoorsJson.strict("{'code':'" + text + "'}"));
    }

    private Reply soap(String text) {
        String body = DoorsJson.xml("Verification", "verifyCode", "{'code':'" + text + "'}");
        return world.soap("business").send("Verification", Soap.plain(body));
    }

    private Reply page(String text) {
        return nobody.send(
                "POST",
                "/verify",
                "application/x-www-form-urlencoded",
                BodyPublishers.ofString("code=" + URLEncoder.encode(text, StandardCharsets.UTF_8)));
    }
}
