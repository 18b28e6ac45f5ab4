package org.zhengshu.exchange.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.catalogue.boundary.ShareType;
import org.zhengshu.exchange.boundary.ResourceAddress;
import org.zhengshu.exchange.boundary.ResourceView;
import org.zhengshu.identity.boundary.Directory;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.mounting.boundary.MountedData;

/** Finds the contract behind an address (服务契约查找). */
@ApplicationScoped
public class Contracts {
    @Inject private Resources resources;
    @Inject private MountedData data;
    @Inject private Directory directory;

    /**
     * The contract at an address. What is not published answers like what does not exist, after the
     * same look into the catalogue.
     */
    public Contract require(String text) {
        ResourceAddress address = ResourceAddress.parse(text).orElseThrow(() -> unknown(text));
        Resources.Resource resource =
                resources
                        .byCode(address.code())
                        .filter(Resources.Resource::published)
                        .orElseThrow(() -> unknown(text));
        Call.current().note("resource", resource.id()).note("code", resource.code());
        if (address.revision() != 0 && address.revision() != resource.revision()) {
            throw unknown(text);
        }
        List<DataItem> items = shared(resource.items());
        Contract contract =
                new Contract(
                        resource,
                        resource.revision(),
                        items,
                        resource.with(items),
                        Optional.empty());
        Call.current().note("revision", contract.revision());
        return contract;
    }

    /** The same, for what is about the data: there must be some. */
    public Contract mounted(String text) {
        Contract contract = require(text);
        data.requireMounted(contract.resource());
        return contract;
    }

    public ResourceView view(Contract contract) {
        Resources.Resource resource = contract.resource();
        String address = contract.address().text();
        return new ResourceView(
                contract.code(),
                resource.title(),
                resource.provider(),
                directory.name(resource.provider()).orElse(resource.provider()),
                contract.revision(),
                resource.revision(),
                contract.lapse().map(Contract.Lapse::since).orElse(null),
                contract.lapse().map(Contract.Lapse::sunset).orElse(null),
                data.isMounted(resource),
                "/api/v1/resources/" + address + "/records",
                "/api/v1/resources/" + address + "/openapi.json",
                "/ws/resources/" + address,
                "/ws/resources/" + address + "?wsdl",
                contract.items().stream().map(Contracts::item).toList());
    }

    private static ResourceView.Item item(DataItem i) {
        return new ResourceView.Item(
                i.technicalName(),
                i.name(),
                i.dataType(),
                i.length(),
                i.scale(),
                i.primaryKey(),
                i.nullable(),
                i.sensitive(),
                i.shareType());
    }

    /** What is never shared is in no contract. */
    private List<DataItem> shared(List<DataItem> items) {
        return items.stream().filter(i -> resources.shareType(i) != ShareType.NONE).toList();
    }

    private static Problem unknown(String text) {
        String shown = text.length() <= 64 ? text : text.substring(0, 64) + "…";
        return ProblemType.NOT_FOUND.because(
                "没有资源 " + shown + "；资源代码中的 / 在地址中写作 -",
                "no resource " + shown + "; the / of a code is - in addresses");
    }
}
