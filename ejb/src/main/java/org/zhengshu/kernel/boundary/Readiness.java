package org.zhengshu.kernel.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether this server may be sent work (就绪状态); the sample world reports here when it is there. */
@ApplicationScoped
public class Readiness {
    @Inject private Settings settings;
    private volatile boolean loaded;

    public void sampleIsLoaded() {
        loaded = true;
    }

    /** True when the sample world is loaded or was not wanted. */
    public boolean sampleLoaded() {
        return loaded || !settings.sample();
    }
}
