package org.zhengshu.audit.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.zhengshu.audit.control.EntryFinder;

/** What a system called and what came of it (本系统调用记录); not for the doors. */
@ApplicationScoped
public class OwnCalls {
    @Inject private EntryFinder finder;

    /**
     * Which calls to look for.
     *
     * @param outcome {@code answered}, {@code refused}, or the code of a problem; any when absent
     */
    public record Wanted(
            String actor,
            String department,
            String outcome,
            Instant from,
            Instant to,
            int limit,
            String cursor) {}

    /** One page, newest first. */
    public record Calls(List<EntryView> entries, String nextCursor) {}

    public Calls page(Wanted wanted) {
        SearchEntries search =
                new SearchEntries(
                        wanted.actor(),
                        wanted.department(),
                        null,
                        null,
                        null,
                        null,
                        wanted.outcome(),
                        null,
                        wanted.from(),
                        wanted.to(),
                        null,
                        false,
                        wanted.limit(),
                        wanted.cursor());
        try {
            EntryFinder.Found found =
                    finder.page(new EntryFinder.Criteria(search, null), wanted.limit());
            return new Calls(found.entries(), found.nextCursor().orElse(null));
        } catch (SQLException e) {
            throw EntryFinder.problem(e);
        }
    }
}
