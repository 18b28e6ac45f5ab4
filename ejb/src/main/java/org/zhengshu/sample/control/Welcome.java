package org.zhengshu.sample.control;

import java.util.Properties;
import org.zhengshu.kernel.boundary.Settings;

/** What the launcher prints after the first start (欢迎信息): addresses, accounts, first calls. */
final class Welcome {
    private Welcome() {}

    static String text(Settings settings, Properties grants) {
        String http = System.getProperty("zhengshu.http.port", "8080");
        String https = System.getProperty("zhengshu.https.port", "8443");
        return """

                地址 Addresses
                  REST   https://localhost:@S/api/v1/    文档 documentation http://localhost:@H/api/docs
                  SOAP   https://localhost:@S/ws
                  根证书 root certificates  @D/root.pem

                示例账号 Sample accounts (登录 sign in: POST /api/v1/sessions)
                  @D/sample-accounts.properties, 三员 administrators: @D/administrators.properties

                第一次 REST 调用 First REST call, 离线核验 and its receipt checked offline:

                curl -s --cacert @D/root.pem --cert @D/pki/clients/rest-permit.pem --key @D/pki/clients/rest-permit.key -H 'Content-Type: application/json' -d '{"grant":"@GRANT1","purpose":"行政审批地址核验","limit":3}' -D answer.headers -o answer.json https://localhost:@S/api/v1/exchange/queries; cat answer.json
                java -jar proof/target/proof.jar verify --trust @D/root.pem --message answer.json --headers answer.headers

                第一次 SOAP 调用 First SOAP call, 离线核验 and its receipt checked offline:

                java docs/examples/SignedCall.java --store @D/pki/clients/soap-housing.p12 --password-file @D/pki/clients/soap-housing.password --trust @D/root.pem --body-text '<query xmlns="urn:zhengshu:exchange:1"><grant>@GRANT2</grant><purpose>房屋坐落核验</purpose><limit>3</limit></query>' https://localhost:@S/ws/Exchange > answer.xml; cat answer.xml
                java -jar proof/target/proof.jar verify --trust @D/root.pem --soap answer.xml
                """
                .replace("@D", settings.data().toString())
                .replace("@S", https)
                .replace("@H", http)
                .replace("@GRANT1", grants.getProperty("rest-permit.streets"))
                .replace("@GRANT2", grants.getProperty("soap-housing.streets"));
    }
}
