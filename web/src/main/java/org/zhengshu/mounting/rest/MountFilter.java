package org.zhengshu.mounting.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;

/**
 * Lets a request that names an upload in place of a file say nothing of a body that it has not
 * (空请求体).
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION + 150)
public class MountFilter implements ContainerRequestFilter {
    private static final Pattern MOUNT = Pattern.compile("/?catalogue-items/[^/]+/mount/?");

    @Override
    public void filter(ContainerRequestContext request) {
        if (HttpMethod.PUT.equals(request.getMethod())
                && request.getHeaderString("Content-Type") == null
                && MOUNT.matcher(request.getUriInfo().getPath()).matches()
                && request.getUriInfo().getQueryParameters().containsKey("upload")) {
            request.getHeaders().putSingle("Content-Type", "text/csv");
        }
    }
}
