package org.zhengshu.exchange.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.catalogue.boundary.Sandbox;
import org.zhengshu.catalogue.boundary.ShareType;
import org.zhengshu.exchange.boundary.ResourceAddress;
import org.zhengshu.exchange.boundary.ResourceView;
import org.zhengshu.exchange.entity.OldContract;
import org.zhengshu.identity.boundary.Directory;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Deprecation;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.mounting.boundary.MountedData;

/** Finds the contract behind an address (服务契约查找). */
@ApplicationScoped
public class Contracts {
    @Inject private Resources resources;
    @Inject private MountedData data;
    @Inject private Directory directory;
    @Inject private ContractStore store;
    @Inject private Sandbox sandbox;
    @Inject private Clock clock;

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
                        .filter(this::isWithinReach)
                        .orElseThrow(() -> unknown(text));
        Call.current().note("resource", resource.id()).note("code", resource.code());
        Contract contract =
                address.revision() == 0 || address.revision() == resource.revision()
                        ? newest(resource)
                        : older(resource, address);
        Call.current().note("revision", contract.revision());
        return contract;
    }

    /** Who is in the sandbox sees nothing but the sandbox. */
    private boolean isWithinReach(Resources.Resource resource) {
        return !Call.current().actor().hasAny(Role.SANDBOX) || sandbox.is(resource.id());
    }

    private Contract newest(Resources.Resource resource) {
        List<DataItem> items = shared(resource.items());
        return new Contract(
                resource, resource.revision(), items, resource.with(items), Optional.empty());
    }

    /** Offers those of its items that the entry still has, with values that it promised. */
    private Contract older(Resources.Resource resource, ResourceAddress address) {
        OldContract old =
                store.find(resource.id(), address.revision())
                        .orElseThrow(() -> unknown(address.text()));
        ResourceAddress now = new ResourceAddress(address.code(), 0);
        if (old.endedAt(clock.instant())) {
            throw ended(address.revision(), old, now.text());
        }
        Call.current().deprecated(new Deprecation(old.supersededAt(), old.sunsetAt(), now.text()));
        List<DataItem> promised = shared(ContractStore.items(old));
        Map<String, DataItem> still = new HashMap<>();
        shared(resource.items()).forEach(i -> still.put(i.technicalName(), i));
        List<DataItem> kept =
                promised.stream()
                        .filter(i -> still.containsKey(i.technicalName()))
                        .filter(i -> ItemTypes.fits(still.get(i.technicalName()), i))
                        .toList();
        return new Contract(
                resource,
                address.revision(),
                promised,
                resource.with(kept),
                Optional.of(new Contract.Lapse(old.supersededAt(), old.sunsetAt())));
    }

    private static Problem ended(int revision, OldContract old, String newest) {
        String rest = "/api/v1/resources/" + newest;
        String soap = "/ws/resources/" + newest + "?wsdl";
        return ProblemType.CONTRACT_ENDED.because(
                "第 %d 版契约已于 %s 停止，现行版本在 %s 与 %s".formatted(revision, old.sunsetAt(), rest, soap),
                "revision %d ended at %s; the newest is at %s and %s"
                        .formatted(revision, old.sunsetAt(), rest, soap));
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
