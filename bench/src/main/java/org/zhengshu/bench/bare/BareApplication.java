package org.zhengshu.bench.bare;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Resources under {@code /bare/api}. */
@ApplicationPath("/api")
public class BareApplication extends Application {}
