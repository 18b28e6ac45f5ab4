package org.zhengshu.mounting.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** One loaded file behind a catalogue entry (挂接); a newer one retires it. */
@Entity
@Table(name = "mnt_mount")
public class Mount {
    /** The life of mounted data (挂接状态). */
    public enum State {
        BOUND,
        SUSPENDED,
        RETIRED
    }

    @Id private UUID id;
    private String tenant;
    @Version private int version;

    @Column(name = "item_id")
    private UUID itemId;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "table_name")
    private String tableName;

    private String items;
    private long rows;
    private long bytes;
    private String sha256;
    private String sm3;
    private String charset;

    @Column(name = "mounted_at")
    private Instant mountedAt;

    @Column(name = "mounted_by")
    private String mountedBy;

    protected Mount() {}

    public Mount(
            UUID id, String tenant, UUID itemId, String tableName, String items, Content content) {
        this.id = id;
        this.tenant = tenant;
        this.itemId = itemId;
        this.tableName = tableName;
        this.items = items;
        this.state = State.BOUND;
        this.rows = content.rows();
        this.bytes = content.bytes();
        this.sha256 = content.sha256();
        this.sm3 = content.sm3();
        this.charset = content.charset();
        this.mountedAt = content.at();
        this.mountedBy = content.by();
    }

    /** What was loaded, from where, by whom. */
    public record Content(
            long rows,
            long bytes,
            String sha256,
            String sm3,
            String charset,
            Instant at,
            String by) {}

    public void retire() {
        state = State.RETIRED;
    }

    public UUID id() {
        return id;
    }

    public String tenant() {
        return tenant;
    }

    public UUID itemId() {
        return itemId;
    }

    public State state() {
        return state;
    }

    /** The data items that the table was made from, in JSON. */
    public String items() {
        return items;
    }

    public Content content() {
        return new Content(rows, bytes, sha256, sm3, charset, mountedAt, mountedBy);
    }
}
