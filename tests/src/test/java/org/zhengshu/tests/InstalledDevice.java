package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.zhengshu.proof.TrustAnchors;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** What a device signs for a node: a SOAP answer, and the time-stamp of a receipt. */
final class InstalledDevice {
    private InstalledDevice() {}

    /** Address, data folder, unpacked package. */
    public static void main(String[] arguments) throws IOException {
        String https = arguments[0];
        Path data = Path.of(arguments[1]);
        Path home = Path.of(arguments[2]);
        String grant = Files.readString(data.resolveSibling("work").resolve("grant"));
        soap(https, data, home, grant);
        Rest system = Rest.system(https, data, InstalledChain.SYSTEM);
        Reply answer =
                system.post(
                        "/api/v1/exchange/queries",
                        DoorsJson.strict(
                                "{'grant':'%s','purpose':'纳税人信息核对','matter':'登记'}"
                                        .formatted(grant)));
        DoorsWorld.ok(answer);
        TrustAnchors roots = TrustAnchors.fromPem(data.resolve("root.pem"));
        CompletedReceipt receipt = CompletedReceipt.await(system, answer);
        assertThat(receipt.token()).isNotEmpty();
        assertThat(receipt.verify(roots).ok()).isTrue();
    }

    /** The sample program checks the signature of the answer, as a department's own would. */
    private static void soap(String https, Path data, Path home, String grant) {
        Path clients = data.resolve("pki/clients");
        String query =
                "<query xmlns=\"urn:zhengshu:exchange:1\"><grant>%s</grant><purpose>纳税人信息核对</purpose><matter>登记</matter></query>"
                        .formatted(grant);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ChainProcess.Outcome outcome =
                ChainProcess.run(
                        List.of(java, "-Dfile.encoding=UTF-8"),
                        home.resolve("docs/examples/SignedCall.java"),
                        "--store",
                        clients.resolve(InstalledChain.SYSTEM + ".p12"),
                        "--password-file",
                        clients.resolve(InstalledChain.SYSTEM + ".password"),
                        "--trust",
                        data.resolve("root.pem"),
                        "--body-text",
                        query,
                        https + "/ws/Exchange");
        assertThat(outcome.exit()).as(outcome.text()).isZero();
        assertThat(outcome.text()).contains("浑河街道").contains("BinarySecurityToken");
    }
}
