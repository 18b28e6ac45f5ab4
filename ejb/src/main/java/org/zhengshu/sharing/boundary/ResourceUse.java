package org.zhengshu.sharing.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.zhengshu.audit.boundary.GrantCalls;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.identity.boundary.Directory;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.sharing.control.SharingStore;
import org.zhengshu.sharing.entity.Grant;

/** Who uses a resource (资源使用情况): grants in force and the answers given under them. */
@Stateless
@Boundary
public class ResourceUse {
    private static final Duration LOOKED_AT = Duration.ofDays(30);

    @Inject private SharingStore store;
    @Inject private Resources resources;
    @Inject private Directory directory;
    @Inject private GrantCalls calls;
    @Inject private Clock clock;

    /**
     * How a resource is used.
     *
     * @param calls answers since then under grants in force
     * @param atLeast true when more were given under one of the grants than are counted
     * @param consumers named to the provider and the authority alone
     */
    public record ResourceUseView(
            UUID item,
            int departments,
            int grants,
            long calls,
            boolean atLeast,
            Instant since,
            List<ConsumerView> consumers) {}

    /** A department with grants in force; until when the last of them holds. */
    public record ConsumerView(
            String department, String name, int grants, long calls, Instant validUntil) {}

    @Operation(value = "sharing.usage", signedIn = true)
    public ResourceUseView of(UUID itemId) {
        Call call = Call.current().note("resource", itemId);
        Resources.Resource resource = resources.requireSeen(itemId);
        call.note("code", resource.code());
        Instant now = clock.instant();
        Instant since = now.minus(LOOKED_AT);
        List<Grant> grants = store.grantsInForce(itemId, now);
        Map<UUID, Long> answered = calls.answered(grants.stream().map(Grant::id).toList(), since);
        Map<String, List<Grant>> consumers =
                grants.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Grant::consumer, TreeMap::new, Collectors.toList()));
        String department = call.actor().department();
        boolean named =
                resource.provider().equals(department)
                        || directory.isAuthority(department, resource.tenant());
        return new ResourceUseView(
                itemId,
                consumers.size(),
                grants.size(),
                sum(grants, answered),
                answered.values().stream().anyMatch(n -> n >= GrantCalls.MOST),
                since,
                named
                        ? consumers.entrySet().stream()
                                .map(c -> consumer(c.getKey(), c.getValue(), answered))
                                .toList()
                        : List.of());
    }

    private ConsumerView consumer(String uscc, List<Grant> grants, Map<UUID, Long> answered) {
        return new ConsumerView(
                uscc,
                directory.name(uscc).orElse(uscc),
                grants.size(),
                sum(grants, answered),
                grants.stream()
                        .map(Grant::validUntil)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }

    private static long sum(List<Grant> grants, Map<UUID, Long> answered) {
        return grants.stream().mapToLong(g -> answered.getOrDefault(g.id(), 0L)).sum();
    }
}
