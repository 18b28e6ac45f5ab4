package org.zhengshu.exchange.soap;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.xml.ws.BindingType;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import jakarta.xml.ws.soap.SOAPBinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.cxf.annotations.Policy;
import org.apache.cxf.interceptor.InInterceptors;
import org.apache.cxf.interceptor.OutFaultInterceptors;
import org.zhengshu.exchange.boundary.Batch;
import org.zhengshu.exchange.boundary.Counted;
import org.zhengshu.exchange.boundary.Records;
import org.zhengshu.exchange.boundary.ResourceAddress;
import org.zhengshu.exchange.boundary.ResourceCalls;
import org.zhengshu.exchange.boundary.ResourceServices;
import org.zhengshu.exchange.boundary.ResourceView;
import org.zhengshu.exchange.boundary.Verdicts;
import org.zhengshu.kernel.soap.FaultProblems;
import org.zhengshu.kernel.soap.OpenMessages;
import org.zhengshu.kernel.soap.Received;
import org.zhengshu.kernel.soap.SoapDoor;
import org.zhengshu.kernel.soap.SoapOperation;
import org.zhengshu.mounting.boundary.RowFilter;

/**
 * The typed services of all resources (资源服务): the resource comes from the address, its contract
 * from the namespace of the call, so that a caller keeps his contract when a newer one comes.
 */
@Dependent
@WebServiceProvider(
        serviceName = "Resource",
        portName = "ResourcePort12",
        targetNamespace = ResourceServicesDoor.NAMESPACE)
@ServiceMode(Service.Mode.PAYLOAD)
@BindingType(SOAPBinding.SOAP12HTTP_BINDING)
@Policy(uri = "policies/SignedByX509.xml", placement = Policy.Placement.BINDING)
@InInterceptors(classes = OpenMessages.class)
@OutFaultInterceptors(classes = FaultProblems.class)
public class ResourceServicesDoor extends SoapDoor {
    static final String NAMESPACE = "urn:zhengshu:resource";

    @Inject private ResourceServices services;

    /** Nothing to say (无参数). */
    record Describe() {}

    /** The row of a key (按主键查询). */
    record ByKey(
            UUID grant,
            String purpose,
            String matter,
            List<String> items,
            Map<String, String> key) {}

    /** Rows by condition (按条件查询). */
    record Select(
            UUID grant,
            String purpose,
            String matter,
            List<String> items,
            RowFilter filter,
            Integer limit,
            String cursor) {}

    /** A count (计数). */
    record Count(UUID grant, String purpose, String matter, RowFilter filter) {}

    /** Many keys (批量查询). */
    record Keys(
            UUID grant,
            String purpose,
            String matter,
            List<String> items,
            List<Map<String, String>> keys) {}

    /** What is to be verified (核验). */
    record Claims(UUID grant, String purpose, String matter, List<ResourceCalls.Claim> claims) {}

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    /** None before a call says whose. */
    @Override
    public List<SoapOperation<?>> operations() {
        return List.of();
    }

    /** That of the call when it is one of the addressed resource. */
    @Override
    protected String namespace(Received message) {
        String address = message.below();
        String called = message.calledNamespace();
        String code = ResourceAddress.parse(address).map(ResourceAddress::code).orElse("?");
        return contract(called).filter(c -> c.code().equals(code)).isPresent()
                ? called
                : NAMESPACE + ":" + address;
    }

    @Override
    protected List<SoapOperation<?>> operations(Received message) {
        Supplier<String> resource = () -> resource(message);
        return List.of(
                SoapOperation.of(
                        "describe",
                        Describe.class,
                        ResourceView.class,
                        in -> services.describe(resource.get())),
                SoapOperation.of(
                        "select", Select.class, Records.class, in -> select(resource.get(), in)),
                SoapOperation.of(
                        "count", Count.class, Counted.class, in -> count(resource.get(), in)),
                SoapOperation.of(
                        "byKey", ByKey.class, Records.class, in -> byKey(resource.get(), in)),
                SoapOperation.of("batch", Keys.class, Batch.class, in -> batch(resource.get(), in)),
                SoapOperation.of(
                        "verify", Claims.class, Verdicts.class, in -> verify(resource.get(), in)));
    }

    private Records select(String resource, Select in) {
        return services.select(
                new ResourceCalls.Select(
                        resource,
                        terms(in.grant(), in.purpose(), in.matter(), in.items()),
                        in.filter(),
                        in.limit(),
                        in.cursor()));
    }

    private Counted count(String resource, Count in) {
        return services.count(
                new ResourceCalls.Count(
                        resource, terms(in.grant(), in.purpose(), in.matter(), null), in.filter()));
    }

    private Records byKey(String resource, ByKey in) {
        return services.byKey(
                new ResourceCalls.ByKey(
                        resource,
                        terms(in.grant(), in.purpose(), in.matter(), in.items()),
                        null,
                        in.key()));
    }

    private Batch batch(String resource, Keys in) {
        return services.batch(
                new ResourceCalls.ByKeys(
                        resource,
                        terms(in.grant(), in.purpose(), in.matter(), in.items()),
                        in.keys()));
    }

    private Verdicts verify(String resource, Claims in) {
        return services.verify(
                new ResourceCalls.Verify(
                        resource, terms(in.grant(), in.purpose(), in.matter(), null), in.claims()));
    }

    /** Items are elements of their own names, unlike in the services for all resources. */
    @Override
    protected boolean typed() {
        return true;
    }

    private static ResourceCalls.Terms terms(
            UUID grant, String purpose, String matter, List<String> items) {
        return new ResourceCalls.Terms(grant, purpose, matter, items);
    }

    /** What is no code of a resource is said to be none where codes are looked for. */
    private static String resource(Received message) {
        return contract(message.calledNamespace())
                .map(ResourceAddress::text)
                .orElseGet(message::below);
    }

    private static Optional<ResourceAddress> contract(String namespace) {
        return namespace.startsWith(NAMESPACE + ":")
                ? ResourceAddress.parse(namespace.substring(NAMESPACE.length() + 1))
                : Optional.empty();
    }
}
