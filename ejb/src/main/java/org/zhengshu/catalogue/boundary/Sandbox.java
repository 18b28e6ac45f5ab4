package org.zhengshu.catalogue.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.catalogue.control.SandboxStore;

/**
 * The entry with generated data that systems try their calls on (沙箱资源); one of the node, once it is
 * made it stays. Not for the doors.
 */
@ApplicationScoped
public class Sandbox {
    @Inject private SandboxStore store;

    private volatile UUID known;
    private volatile boolean mounted;

    /** The entry; empty before the node has made it. */
    public Optional<UUID> item() {
        if (known == null) {
            known = store.item().orElse(null);
        }
        return Optional.ofNullable(known);
    }

    public boolean is(UUID item) {
        return item().filter(item::equals).isPresent();
    }

    /** True when it has its data. */
    public boolean mounted() {
        mounted = mounted || store.mounted();
        return mounted;
    }

    public void becomeMounted() {
        store.becomeMounted();
        mounted = true;
    }

    /** Says in the transaction that enters it that the entry is the sandbox. */
    public void mark(UUID item, String tenant) {
        store.mark(item, tenant);
    }
}
