package org.zhengshu.kernel.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether this server may be sent work (就绪状态); the first start reports here how far it is. */
@ApplicationScoped
public class Readiness {
    private boolean sample;
    private volatile boolean staffed;
    private volatile boolean loaded;

    protected Readiness() {}

    @Inject
    Readiness(Settings settings) {
        this(settings.sample());
    }

    /**
     * @param sample whether the sample world is wanted
     */
    Readiness(boolean sample) {
        this.sample = sample;
    }

    /** The administrators can sign in. */
    public void administratorsAreThere() {
        staffed = true;
    }

    public void sampleIsLoaded() {
        loaded = true;
    }

    /** True when the administrators can sign in, and with the sample world where it is wanted. */
    public boolean firstStartDone() {
        return loaded || staffed && !sample;
    }
}
