package org.zhengshu.elicence.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.elicence.entity.Licence;

/** Issued licences in the database (证照库). */
@ApplicationScoped
public class LicenceStore {
    @PersistenceContext private EntityManager manager;

    public void add(Licence licence) {
        manager.persist(licence);
        manager.flush();
    }

    /** The newest licence of a holder under a catalogue entry. */
    public Optional<Licence> newest(UUID item, String holderCode) {
        return manager.createQuery(
                        """
                        select l from Licence l where l.item = :item and l.holderCode = :holder
                        order by l.issuedAt desc""",
                        Licence.class)
                .setParameter("item", item)
                .setParameter("holder", holderCode)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    public Optional<Licence> byIdentifier(String identifier) {
        return manager.createQuery(
                        "select l from Licence l where l.identifier = :identifier", Licence.class)
                .setParameter("identifier", identifier)
                .getResultStream()
                .findFirst();
    }

    public Optional<Licence> find(UUID id) {
        return Optional.ofNullable(manager.find(Licence.class, id));
    }

    /** The next serial number within a type. */
    public long nextSerial(String typeCode) {
        return ((Number)
                        manager.createNativeQuery(
                                        """
                                        insert into lic_sequence (type_code, last) values (?1, 1)
                                        on conflict (type_code) do update set last = lic_sequence.last + 1
                                        returning last""")
                                .setParameter(1, typeCode)
                                .getSingleResult())
                .longValue();
    }
}
