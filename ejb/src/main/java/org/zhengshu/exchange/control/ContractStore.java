package org.zhengshu.exchange.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.catalogue.boundary.CatalogueItemSuperseded;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.exchange.entity.OldContract;
import org.zhengshu.kernel.boundary.Found;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.Settings;

/** Contracts that a newer revision took the place of (旧版契约库). */
@ApplicationScoped
public class ContractStore {
    @PersistenceContext private EntityManager manager;
    @Inject private Found found;
    @Inject private Settings settings;

    /** Keeps the older contract, in the transaction that publishes the newer one. */
    void superseded(@Observes CatalogueItemSuperseded old) {
        manager.persist(
                new OldContract(
                        new OldContract.Key(old.id(), old.revision()),
                        old.tenant(),
                        write(old.items()),
                        old.at(),
                        old.at().plus(settings.contractNotice())));
    }

    Optional<OldContract> find(UUID item, int revision) {
        return found.of(manager.find(OldContract.class, new OldContract.Key(item, revision)));
    }

    private static String write(List<DataItem> items) {
        try {
            return Json.MAPPER.writeValueAsString(items);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<DataItem> items(OldContract contract) {
        try {
            return Json.MAPPER.readValue(contract.items(), new TypeReference<List<DataItem>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
