package org.zhengshu.kernel.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST door (REST 接口). */
@ApplicationPath("/api/v1")
public class ApiApplication extends Application {}
