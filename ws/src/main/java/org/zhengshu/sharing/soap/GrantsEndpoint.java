package org.zhengshu.sharing.soap;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.util.List;
import java.util.UUID;
import org.apache.cxf.interceptor.InInterceptors;
import org.apache.cxf.interceptor.OutFaultInterceptors;
import org.zhengshu.kernel.boundary.Page;
import org.zhengshu.kernel.soap.ById;
import org.zhengshu.kernel.soap.FaultProblems;
import org.zhengshu.kernel.soap.OpenMessages;
import org.zhengshu.kernel.soap.SoapDoor;
import org.zhengshu.kernel.soap.SoapOperation;
import org.zhengshu.sharing.boundary.GrantView;
import org.zhengshu.sharing.boundary.Grants;
import org.zhengshu.sharing.boundary.ResourceUse;

/** Grants in force and their end (授权). */
@Dependent
@WebServiceProvider(
        serviceName = "Grants",
        portName = "GrantsPort12",
        targetNamespace = GrantsEndpoint.NAMESPACE,
        wsdlLocation = "WEB-INF/wsdl/Grants.wsdl")
@ServiceMode(Service.Mode.PAYLOAD)
@InInterceptors(classes = OpenMessages.class)
@OutFaultInterceptors(classes = FaultProblems.class)
public class GrantsEndpoint extends SoapDoor {
    static final String NAMESPACE = "urn:zhengshu:grants:1";

    @Inject private Grants grants;
    @Inject private ResourceUse use;

    /** Which page; absent means the first twenty. */
    public record ListGrants(Integer page, Integer size) {}

    /** One page of grants. */
    public record GrantPage(List<GrantView> grant, long total, int page, int size) {}

    /** Why a grant ends early. */
    public record RevokeGrant(@NotNull UUID id, String reason) {}

    private GrantPage page(ListGrants in) {
        Page<GrantView> found = grants.list(Page.orFirst(in.page()), Page.orDefault(in.size()));
        return new GrantPage(found.items(), found.total(), found.page(), found.size());
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public List<SoapOperation<?>> operations() {
        return List.of(
                SoapOperation.of("list", ListGrants.class, GrantPage.class, in -> page(in)),
                SoapOperation.of("get", ById.class, GrantView.class, in -> grants.get(in.id())),
                SoapOperation.of(
                        "revoke",
                        RevokeGrant.class,
                        GrantView.class,
                        in -> grants.revoke(in.id(), new Grants.Revocation(in.reason()))),
                SoapOperation.of(
                        "usage",
                        ById.class,
                        ResourceUse.ResourceUseView.class,
                        in -> use.of(in.id())));
    }
}
