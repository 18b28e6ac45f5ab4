package org.zhengshu.kernel.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.zhengshu.kernel.boundary.Settings;

/** Gives the clock and the settings to whoever injects them. */
@ApplicationScoped
public class Producers {
    @Produces
    @Singleton
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    public Settings settings() {
        return Settings.fromSystem();
    }
}
