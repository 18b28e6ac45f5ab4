package org.zhengshu.catalogue.soap;

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
import org.zhengshu.catalogue.boundary.Catalogue;
import org.zhengshu.catalogue.boundary.CatalogueHits;
import org.zhengshu.catalogue.boundary.CatalogueItemView;
import org.zhengshu.catalogue.boundary.CoreMetadata;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.catalogue.boundary.EnterItem;
import org.zhengshu.catalogue.boundary.ItemState;
import org.zhengshu.catalogue.boundary.SearchCatalogue;
import org.zhengshu.kernel.boundary.Page;
import org.zhengshu.kernel.soap.ById;
import org.zhengshu.kernel.soap.FaultProblems;
import org.zhengshu.kernel.soap.OpenMessages;
import org.zhengshu.kernel.soap.SoapDoor;
import org.zhengshu.kernel.soap.SoapOperation;

/** The catalogue (目录). */
@Dependent
@WebServiceProvider(
        serviceName = "Catalogue",
        portName = "CataloguePort12",
        targetNamespace = CatalogueEndpoint.NAMESPACE,
        wsdlLocation = "WEB-INF/wsdl/Catalogue.wsdl")
@ServiceMode(Service.Mode.PAYLOAD)
@InInterceptors(classes = OpenMessages.class)
@OutFaultInterceptors(classes = FaultProblems.class)
public class CatalogueEndpoint extends SoapDoor {
    static final String NAMESPACE = "urn:zhengshu:catalogue:1";

    @Inject private Catalogue catalogue;

    /** Which entries, which page; absent means all and the first twenty. */
    public record ListItems(
            String text, String provider, ItemState state, Integer page, Integer size) {}

    /** One page of entries. */
    public record ItemPage(List<CatalogueItemView> item, long total, int page, int size) {}

    /** The new content of an entry. */
    public record RewriteItem(@NotNull UUID id, CoreMetadata core, List<DataItem> items) {}

    /** Why an entry goes back. */
    public record RejectItem(@NotNull UUID id, String reason) {}

    private ItemPage page(ListItems in) {
        Page<CatalogueItemView> found =
                catalogue.list(
                        in.text(),
                        in.provider(),
                        in.state(),
                        Page.orFirst(in.page()),
                        Page.orDefault(in.size()));
        return new ItemPage(found.items(), found.total(), found.page(), found.size());
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public List<SoapOperation<?>> operations() {
        return List.of(
                SoapOperation.of("list", ListItems.class, ItemPage.class, in -> page(in)),
                SoapOperation.of(
                        "search",
                        SearchCatalogue.class,
                        CatalogueHits.class,
                        in -> catalogue.search(in)),
                SoapOperation.of(
                        "enter",
                        EnterItem.class,
                        CatalogueItemView.class,
                        in -> catalogue.enter(in)),
                SoapOperation.of(
                        "get", ById.class, CatalogueItemView.class, in -> catalogue.get(in.id())),
                SoapOperation.of(
                        "rewrite",
                        RewriteItem.class,
                        CatalogueItemView.class,
                        in -> catalogue.rewrite(in.id(), new EnterItem(in.core(), in.items()))),
                SoapOperation.of(
                        "change",
                        RewriteItem.class,
                        CatalogueItemView.class,
                        in -> catalogue.change(in.id(), new EnterItem(in.core(), in.items()))),
                SoapOperation.of(
                        "submit",
                        ById.class,
                        CatalogueItemView.class,
                        in -> catalogue.submit(in.id())),
                SoapOperation.of(
                        "publish",
                        ById.class,
                        CatalogueItemView.class,
                        in -> catalogue.publish(in.id())),
                SoapOperation.of(
                        "reject",
                        RejectItem.class,
                        CatalogueItemView.class,
                        in -> catalogue.reject(in.id(), new Catalogue.Reason(in.reason()))),
                SoapOperation.of(
                        "revoke",
                        ById.class,
                        CatalogueItemView.class,
                        in -> catalogue.revoke(in.id())));
    }
}
