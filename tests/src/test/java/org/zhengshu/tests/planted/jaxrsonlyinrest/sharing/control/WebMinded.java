package org.zhengshu.tests.planted.jaxrsonlyinrest.sharing.control;

import jakarta.ws.rs.core.Response;

/** Knows HTTP behind the boundary. */
class WebMinded {
    Response answer() {
        return Response.ok().build();
    }
}
