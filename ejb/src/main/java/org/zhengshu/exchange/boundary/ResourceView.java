package org.zhengshu.exchange.boundary;

import java.time.Instant;
import java.util.List;

/**
 * A resource and where its own services are (资源服务说明).
 *
 * @param code 信息资源代码
 * @param revision of the contract that this address is of
 * @param supersededAt when a newer contract took its place; absent for the newest
 * @param sunsetAt when this contract ends
 * @param records address of the rows over REST
 * @param openapi address of its OpenAPI document
 * @param service address of its SOAP service
 * @param wsdl address of its WSDL
 */
public record ResourceView(
        String code,
        String title,
        String provider,
        String providerName,
        int revision,
        int newestRevision,
        Instant supersededAt,
        Instant sunsetAt,
        boolean mounted,
        String records,
        String openapi,
        String service,
        String wsdl,
        List<Item> items) {
    /** One data item of the contract (信息项说明). */
    public record Item(
            String technicalName,
            String name,
            String dataType,
            Integer length,
            Integer scale,
            boolean primaryKey,
            boolean nullable,
            boolean sensitive,
            String shareType) {}
}
