package org.zhengshu.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.zhengshu.tests.crash.Await;
import org.zhengshu.tests.node.Rest;

/** The audit administrator of an installed node whose log is known to have been longer. */
final class InstalledDecision {
    private InstalledDecision() {}

    /** Address, folder with what callers hold. */
    public static void main(String[] arguments) throws Exception {
        Rest nobody = Rest.nobody(arguments[0], Path.of(arguments[1]).resolve("root.pem"));
        Rest auditor = nobody.signedIn("auditadmin", InstalledChain.PASSWORD);
        JsonNode incident =
                DoorsWorld.ok(auditor.get("/api/v1/audit/incidents")).get("items").get(0);
        if (!incident.get("kind").asText().equals("BACKUP_RESTORED")) {
            throw new IllegalStateException(incident.toString());
        }
        DoorsWorld.ok(
                auditor.post(
                        "/api/v1/audit/incidents/" + incident.get("id").asText() + "/decision",
                        DoorsJson.strict("{'decision':'NEW_LOG','reason':'退回旧版本'}")));
        Await.until("a log that is written", () -> nobody.get("/health/ready").status() == 200);
    }
}
