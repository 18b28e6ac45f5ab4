package org.zhengshu.exchange.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** What a superseded revision of an entry promised (旧版契约), until its notice is over. */
@Entity
@Table(name = "exc_contract")
@IdClass(OldContract.Key.class)
public class OldContract {
    /** An entry and a revision of it (旧版契约标识). */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private UUID item;
        private int revision;

        public Key() {}

        public Key(UUID item, int revision) {
            this.item = item;
            this.revision = revision;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.revision == revision && key.item.equals(item);
        }

        @Override
        public int hashCode() {
            return Objects.hash(item, revision);
        }
    }

    @Id
    @Column(name = "item_id")
    private UUID item;

    @Id private int revision;
    private String tenant;
    @Version private int version;
    private String items;

    @Column(name = "superseded_at")
    private Instant supersededAt;

    @Column(name = "sunset_at")
    private Instant sunsetAt;

    protected OldContract() {}

    public OldContract(Key key, String tenant, String items, Instant supersededAt, Instant sunset) {
        this.item = key.item;
        this.revision = key.revision;
        this.tenant = tenant;
        this.items = items;
        this.supersededAt = supersededAt;
        this.sunsetAt = sunset;
    }

    public boolean endedAt(Instant now) {
        return !now.isBefore(sunsetAt);
    }

    public String tenant() {
        return tenant;
    }

    /** Its data items in JSON. */
    public String items() {
        return items;
    }

    public Instant supersededAt() {
        return supersededAt;
    }

    public Instant sunsetAt() {
        return sunsetAt;
    }
}
