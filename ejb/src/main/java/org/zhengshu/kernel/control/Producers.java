package org.zhengshu.kernel.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.zhengshu.kernel.boundary.OutgoingCalls;
import org.zhengshu.kernel.boundary.Settings;

/** Gives the clock, the settings and the client of outgoing calls to whoever injects them. */
@ApplicationScoped
public class Producers {
    /** In microseconds, as the database keeps time: an answer tells what later ones will. */
    @Produces
    @Singleton
    public Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }

    @Produces
    @Singleton
    public Settings settings() {
        return Settings.fromSystem();
    }

    @Produces
    @Singleton
    public OutgoingCalls outgoing(Settings settings) {
        return new OutgoingCalls(settings.outgoingTrust());
    }
}
