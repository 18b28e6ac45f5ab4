package org.zhengshu.catalogue.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.zhengshu.catalogue.boundary.Catalogue;
import org.zhengshu.catalogue.boundary.CatalogueHits;
import org.zhengshu.catalogue.boundary.CatalogueItemView;
import org.zhengshu.catalogue.boundary.EnterItem;
import org.zhengshu.catalogue.boundary.ItemState;
import org.zhengshu.catalogue.boundary.SearchCatalogue;
import org.zhengshu.kernel.boundary.Page;
import org.zhengshu.kernel.rest.Answered;

/** The catalogue (目录). */
@Path("catalogue-items")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Answered
public class CatalogueResource {
    @Inject private Catalogue catalogue;

    @GET
    public Page<CatalogueItemView> list(
            @QueryParam("text") @DefaultValue("") String text,
            @QueryParam("provider") @DefaultValue("") String provider,
            @QueryParam("state") ItemState state,
            @QueryParam("page") @DefaultValue("1") int page,
            @QueryParam("size") @DefaultValue("20") int size) {
        return catalogue.list(text, provider, state, page, size);
    }

    @POST
    @Path("searches")
    public CatalogueHits search(SearchCatalogue search) {
        return catalogue.search(search);
    }

    @POST
    public CatalogueItemView enter(EnterItem input) {
        return catalogue.enter(input);
    }

    @GET
    @Path("{id}")
    public CatalogueItemView get(@PathParam("id") UUID id) {
        return catalogue.get(id);
    }

    @PUT
    @Path("{id}")
    public CatalogueItemView rewrite(@PathParam("id") UUID id, EnterItem input) {
        return catalogue.rewrite(id, input);
    }

    @PUT
    @Path("{id}/change")
    public CatalogueItemView change(@PathParam("id") UUID id, EnterItem input) {
        return catalogue.change(id, input);
    }

    @POST
    @Path("{id}/submission")
    public CatalogueItemView submit(@PathParam("id") UUID id) {
        return catalogue.submit(id);
    }

    @POST
    @Path("{id}/publication")
    public CatalogueItemView publish(@PathParam("id") UUID id) {
        return catalogue.publish(id);
    }

    @POST
    @Path("{id}/rejection")
    public CatalogueItemView reject(@PathParam("id") UUID id, Catalogue.Reason reason) {
        return catalogue.reject(id, reason);
    }

    @POST
    @Path("{id}/revocation")
    public CatalogueItemView revoke(@PathParam("id") UUID id) {
        return catalogue.revoke(id);
    }
}
