package org.zhengshu.catalogue.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.zhengshu.catalogue.control.CatalogueRules;
import org.zhengshu.catalogue.control.CatalogueStore;
import org.zhengshu.catalogue.entity.CatalogueItem;

/** What other features ask about catalogue entries (目录查询); not for the doors. */
@ApplicationScoped
public class Resources {
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
            ShareType shareType,
            List<DataItem> items) {
        public boolean published() {
            return state == ItemState.PUBLISHED;
        }
    }

    public Resource require(UUID id) {
        CatalogueItem item = store.require(id);
        return new Resource(
                item.id(),
                item.code(),
                item.core().title(),
                item.tenant(),
                item.provider(),
                item.state(),
                rules.shareType(item.core().shareType()),
                item.items());
    }

    /** The share type of one data item. */
    public ShareType shareType(DataItem item) {
        return rules.shareType(item.shareType());
    }
}
