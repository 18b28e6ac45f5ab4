package org.zhengshu.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** An auditor and a caller of an installed node, who come back after each thing that befell it. */
final class InstalledAuditor {
    private InstalledAuditor() {}

    /**
     * Address, folder with what callers hold, folder for what it leaves, name, origin of the log:
     * asks once more under the grant and exports the log's parts.
     */
    public static void main(String[] arguments) throws IOException {
        String https = arguments[0];
        Path own = Path.of(arguments[1]);
        Path work = Path.of(arguments[2]);
        String name = arguments[3];
        String grant = Files.readString(work.resolve("grant"));
        Reply answer =
                Rest.system(https, own, InstalledChain.SYSTEM)
                        .post(
                                "/api/v1/exchange/queries",
                                DoorsJson.strict(
                                        "{'grant':'%s','purpose':'纳税人信息核对','matter':'登记'}"
                                                .formatted(grant)));
        DoorsWorld.ok(answer);
        Files.write(work.resolve(name + ".json"), answer.bytes());
        Files.writeString(work.resolve(name + ".receipt"), answer.receipt());
        Rest auditor =
                Rest.nobody(https, own.resolve("root.pem"))
                        .signedIn("auditadmin", InstalledChain.PASSWORD);
        String wish = "{'log':'%s','limit':20000}".formatted(arguments[4]);
        JsonNode part =
                DoorsWorld.ok(auditor.post("/api/v1/audit/exports", DoorsJson.strict(wish)));
        if (part.hasNonNull("next")) {
            throw new IllegalStateException("more than one part: " + part.get("next"));
        }
        Files.write(work.resolve(name + ".ndjson.gz"), part.get("file").binaryValue());
    }
}
