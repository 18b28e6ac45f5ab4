package org.zhengshu.catalogue.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.catalogue.control.CatalogueRules;
import org.zhengshu.catalogue.control.CatalogueStore;
import org.zhengshu.catalogue.entity.CatalogueItem;
import org.zhengshu.kernel.boundary.Versioned;

/** What other features ask about catalogue entries (目录查询); not for the doors. */
@ApplicationScoped
public class Resources {
    private static final int REMEMBERED = 2_000;

    private final Versioned<UUID, Resource> known = new Versioned<>(REMEMBERED);
    private CatalogueStore store;
    private CatalogueRules rules;

    protected Resources() {}

    @Inject
    public Resources(CatalogueStore store, CatalogueRules rules) {
        this.store = store;
        this.rules = rules;
    }

    /** An entry as mounting, sharing and exchange need it. */
    public record Resource(
            UUID id,
            String code,
            String title,
            String tenant,
            String provider,
            ItemState state,
            int revision,
            ShareType shareType,
            List<DataItem> items) {
        public boolean published() {
            return state.inForce();
        }

        /** The same entry with those items only. */
        public Resource with(List<DataItem> some) {
            return new Resource(
                    id, code, title, tenant, provider, state, revision, shareType, some);
        }

        /** The technical names of the items, in their order. */
        public List<String> names() {
            return items.stream().map(DataItem::technicalName).toList();
        }
    }

    public Resource require(UUID id) {
        return resource(store.require(id));
    }

    /** The entry as of the version of its row. */
    public Resource require(UUID id, String version) {
        return known.get(id, version, () -> resource(store.requireNow(id)));
    }

    /** The entry with that code (信息资源代码). */
    public Optional<Resource> byCode(String code) {
        return store.byCode(code).map(this::resource);
    }

    private Resource resource(CatalogueItem item) {
        return new Resource(
                item.id(),
                item.code(),
                item.core().title(),
                item.tenant(),
                item.provider(),
                item.state(),
                item.revision(),
                rules.shareType(item.core().shareType()),
                item.items());
    }

    /** The share type of one data item. */
    public ShareType shareType(DataItem item) {
        return rules.shareType(item.shareType());
    }
}
