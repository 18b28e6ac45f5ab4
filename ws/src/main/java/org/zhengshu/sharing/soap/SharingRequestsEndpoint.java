package org.zhengshu.sharing.soap;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.time.LocalDate;
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
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.sharing.boundary.RequestSide;
import org.zhengshu.sharing.boundary.RequestState;
import org.zhengshu.sharing.boundary.SharingRequestView;
import org.zhengshu.sharing.boundary.SharingRequests;
import org.zhengshu.sharing.boundary.SubmitSharingRequest;
import org.zhengshu.sharing.boundary.SupplementSharingRequest;

/** Requests for other departments' data (共享申请). */
@Dependent
@WebServiceProvider(
        serviceName = "SharingRequests",
        portName = "SharingRequestsPort12",
        targetNamespace = SharingRequestsEndpoint.NAMESPACE,
        wsdlLocation = "WEB-INF/wsdl/SharingRequests.wsdl")
@ServiceMode(Service.Mode.PAYLOAD)
@InInterceptors(classes = OpenMessages.class)
@OutFaultInterceptors(classes = FaultProblems.class)
public class SharingRequestsEndpoint extends SoapDoor {
    static final String NAMESPACE = "urn:zhengshu:sharing-requests:1";

    @Inject private SharingRequests requests;

    /** Which requests, which page; absent means all and the first twenty. */
    public record ListRequests(RequestState state, RequestSide side, Integer page, Integer size) {}

    /** One page of requests. */
    public record RequestPage(List<SharingRequestView> request, long total, int page, int size) {}

    /** What is agreed to; without a revision, the content as it stands. */
    public record ApproveRequest(@NotNull UUID id, Integer revision) {}

    /** Why a request is refused; without a revision, the content as it stands. */
    public record RejectRequest(@NotNull UUID id, Integer revision, String reason) {}

    /** What has to be supplemented, and why. */
    public record SendBackRequest(@NotNull UUID id, List<String> fields, String opinion) {}

    /** What is supplemented: the members that were asked for. */
    public record SupplementRequest(
            @NotNull UUID id,
            @NotNull Integer revision,
            String purpose,
            String matter,
            String legalBasis,
            String scenario,
            String scope,
            String mode,
            List<String> items,
            RowFilter rowFilter,
            Long quota,
            LocalDate validUntil,
            String note) {
        private SupplementSharingRequest input() {
            return new SupplementSharingRequest(
                    revision,
                    purpose,
                    matter,
                    legalBasis,
                    scenario,
                    scope,
                    mode,
                    items,
                    rowFilter,
                    quota,
                    validUntil,
                    note);
        }
    }

    private RequestPage page(ListRequests in) {
        Page<SharingRequestView> found =
                requests.list(
                        in.state(), in.side(), Page.orFirst(in.page()), Page.orDefault(in.size()));
        return new RequestPage(found.items(), found.total(), found.page(), found.size());
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public List<SoapOperation<?>> operations() {
        return List.of(
                SoapOperation.of("list", ListRequests.class, RequestPage.class, in -> page(in)),
                SoapOperation.of(
                        "submit",
                        SubmitSharingRequest.class,
                        SharingRequestView.class,
                        in -> requests.submit(in)),
                SoapOperation.of(
                        "preview",
                        SharingRequests.AskCourse.class,
                        SharingRequests.CourseView.class,
                        in -> requests.preview(in)),
                SoapOperation.of(
                        "get", ById.class, SharingRequestView.class, in -> requests.get(in.id())),
                SoapOperation.of(
                        "approve",
                        ApproveRequest.class,
                        SharingRequestView.class,
                        in -> requests.approve(in.id(), in.revision())),
                SoapOperation.of(
                        "reject",
                        RejectRequest.class,
                        SharingRequestView.class,
                        in ->
                                requests.reject(
                                        in.id(),
                                        in.revision(),
                                        new SharingRequests.Refusal(in.reason()))),
                SoapOperation.of(
                        "sendBack",
                        SendBackRequest.class,
                        SharingRequestView.class,
                        in ->
                                requests.sendBack(
                                        in.id(),
                                        new SharingRequests.SendBack(in.fields(), in.opinion()))),
                SoapOperation.of(
                        "supplement",
                        SupplementRequest.class,
                        SharingRequestView.class,
                        in -> requests.supplement(in.id(), in.input())),
                SoapOperation.of(
                        "remind",
                        ById.class,
                        SharingRequestView.class,
                        in -> requests.remind(in.id())),
                SoapOperation.of(
                        "withdraw",
                        ById.class,
                        SharingRequestView.class,
                        in -> requests.withdraw(in.id())));
    }
}
