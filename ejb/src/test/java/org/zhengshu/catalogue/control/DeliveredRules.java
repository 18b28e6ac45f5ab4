package org.zhengshu.catalogue.control;

import java.time.Clock;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.identity.boundary.Directory;
import org.zhengshu.regulation.boundary.CodeLists;
import org.zhengshu.regulation.boundary.ConfigFiles;
import org.zhengshu.regulation.boundary.Deadlines;
import org.zhengshu.regulation.boundary.RulePacks;
import org.zhengshu.regulation.boundary.SharingRules;
import org.zhengshu.regulation.boundary.WorkCalendar;

/** The rules of the delivered configuration on a day, without a container or a database. */
public final class DeliveredRules {
    public static final Clock CLOCK = ConfigFiles.clockAt("2026-11-20");
    public static final RulePacks PACKS = new RulePacks(ConfigFiles.PACKS, CLOCK);
    public static final SharingRules SHARING =
            new SharingRules(new Deadlines(new WorkCalendar(ConfigFiles.CALENDAR)));
    static final CatalogueRules CATALOGUE =
            new CatalogueRules(new CodeLists(ConfigFiles.CODE_LISTS), PACKS, SHARING);

    private DeliveredRules() {}

    /** What other features ask, as far as no entry must be stored. */
    public static Resources resources() {
        return new Resources(new CatalogueStore(), CATALOGUE, new Directory());
    }
}
