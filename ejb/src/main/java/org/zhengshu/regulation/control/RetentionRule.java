package org.zhengshu.regulation.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import org.zhengshu.audit.boundary.Retention;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.regulation.boundary.Rule;
import org.zhengshu.regulation.boundary.RulePacks;

/** Tells the log how long it stays on line (在线留存期限), by the active rule packs. */
@ApplicationScoped
public class RetentionRule implements Retention {
    @Inject private RulePacks packs;

    @Override
    public Period period() {
        Rule<Integer> rule = packs.active().count("audit.retention.months");
        return new Period(
                rule.value(),
                new Text(rule.citation(Locale.CHINESE), rule.citation(Locale.ENGLISH)));
    }
}
