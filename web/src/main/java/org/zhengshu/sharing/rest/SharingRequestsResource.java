package org.zhengshu.sharing.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.zhengshu.kernel.boundary.Page;
import org.zhengshu.kernel.rest.Answered;
import org.zhengshu.sharing.boundary.RequestSide;
import org.zhengshu.sharing.boundary.RequestState;
import org.zhengshu.sharing.boundary.SharingRequestView;
import org.zhengshu.sharing.boundary.SharingRequests;
import org.zhengshu.sharing.boundary.SubmitSharingRequest;
import org.zhengshu.sharing.boundary.SupplementSharingRequest;

/** Requests for other departments' data (共享申请). */
@Path("sharing-requests")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class SharingRequestsResource {
    @Inject private SharingRequests requests;

    @GET
    public Page<SharingRequestView> list(
            @QueryParam("state") RequestState state,
            @QueryParam("side") RequestSide side,
            @QueryParam("page") @DefaultValue("1") int page,
            @QueryParam("size") @DefaultValue("20") int size) {
        return requests.list(state, side, page, size);
    }

    @POST
    public SharingRequestView submit(SubmitSharingRequest input) {
        return requests.submit(input);
    }

    @POST
    @Path("previews")
    public SharingRequests.CourseView preview(SharingRequests.AskCourse input) {
        return requests.preview(input);
    }

    @GET
    @Path("{id}")
    public SharingRequestView get(@PathParam("id") UUID id) {
        return requests.get(id);
    }

    @POST
    @Path("{id}/approval")
    public SharingRequestView approve(
            @PathParam("id") UUID id, @QueryParam("revision") Integer revision) {
        return requests.approve(id, revision);
    }

    @POST
    @Path("{id}/rejection")
    public SharingRequestView reject(
            @PathParam("id") UUID id,
            @QueryParam("revision") Integer revision,
            SharingRequests.Refusal refusal) {
        return requests.reject(id, revision, refusal);
    }

    @POST
    @Path("{id}/return")
    public SharingRequestView sendBack(@PathParam("id") UUID id, SharingRequests.SendBack input) {
        return requests.sendBack(id, input);
    }

    @POST
    @Path("{id}/supplement")
    public SharingRequestView supplement(@PathParam("id") UUID id, SupplementSharingRequest input) {
        return requests.supplement(id, input);
    }

    @POST
    @Path("{id}/reminder")
    public SharingRequestView remind(@PathParam("id") UUID id) {
        return requests.remind(id);
    }

    @POST
    @Path("{id}/withdrawal")
    public SharingRequestView withdraw(@PathParam("id") UUID id) {
        return requests.withdraw(id);
    }
}
