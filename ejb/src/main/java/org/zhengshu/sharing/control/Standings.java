package org.zhengshu.sharing.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.zhengshu.kernel.boundary.Assumption;
import org.zhengshu.kernel.boundary.Reads;

/** Where a grant, its entry and its data stand now (授权现状), one row for each call. */
@ApplicationScoped
public class Standings {
    private static final String SELECT =
            "select grant_version, item_version, mount_id from shr_standing where grant_id = ?";

    private static final int REMEMBERED = 10_000;

    private final Map<UUID, Standing> seen = new ConcurrentHashMap<>();

    @Inject private Reads reads;

    /**
     * What the rows are just now.
     *
     * @param grant version of the grant's row
     * @param item version of its entry's row
     * @param mount what is mounted on the entry
     */
    public record Standing(String grant, String item, Optional<UUID> mount) {}

    /**
     * Empty when there is no such grant. A reading call goes on from what was seen last, which is
     * asked for in one round trip with its rows.
     */
    public Optional<Standing> of(UUID grant) {
        Standing last = seen.get(grant);
        if (last != null && reads.assume(new Unchanged(grant, last))) {
            return Optional.of(last);
        }
        try {
            Optional<Standing> now = reads.ask(SELECT, List.of(grant), Standings::standing);
            remember(grant, now);
            return now;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void remember(UUID grant, Optional<Standing> now) {
        if (now.isEmpty()) {
            seen.remove(grant);
            return;
        }
        if (seen.size() >= REMEMBERED) {
            seen.clear();
        }
        seen.put(grant, now.get());
    }

    private static Optional<Standing> standing(ResultSet row) throws SQLException {
        if (!row.next()) {
            return Optional.empty();
        }
        return Optional.of(
                new Standing(
                        row.getString(1),
                        row.getString(2),
                        Optional.ofNullable(row.getObject(3, UUID.class))));
    }

    /** That a grant, its entry and its data stand as they were seen last (现状未变). */
    private final class Unchanged implements Assumption {
        private final UUID grant;
        private final Standing last;

        Unchanged(UUID grant, Standing last) {
            this.grant = grant;
            this.last = last;
        }

        @Override
        public String sql() {
            return SELECT;
        }

        @Override
        public List<?> values() {
            return List.of(grant);
        }

        @Override
        public boolean holds(ResultSet rows) throws SQLException {
            Optional<Standing> now = standing(rows);
            remember(grant, now);
            return now.equals(Optional.of(last));
        }

        @Override
        public void forget() {
            seen.remove(grant);
        }
    }
}
