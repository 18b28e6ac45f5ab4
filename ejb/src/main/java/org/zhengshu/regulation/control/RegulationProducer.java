package org.zhengshu.regulation.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.regulation.boundary.CodeLists;
import org.zhengshu.regulation.boundary.Deadlines;
import org.zhengshu.regulation.boundary.RulePacks;
import org.zhengshu.regulation.boundary.SharingRules;
import org.zhengshu.regulation.boundary.WorkCalendar;

/** Reads rule packs, calendar and code lists from the node's configuration folder. */
@ApplicationScoped
public class RegulationProducer {
    @Inject private Settings settings;

    @Produces
    @Singleton
    public RulePacks rulePacks(Clock clock) {
        return new RulePacks(settings.config().resolve("packs"), clock);
    }

    @Produces
    @Singleton
    public Deadlines deadlines() {
        return new Deadlines(new WorkCalendar(settings.config().resolve("calendar/china.csv")));
    }

    @Produces
    @Singleton
    public SharingRules sharingRules(Deadlines deadlines) {
        return new SharingRules(deadlines);
    }

    @Produces
    @Singleton
    public CodeLists codeLists() {
        return new CodeLists(settings.config().resolve("codelists"));
    }
}
