package org.zhengshu.identity.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** An administration that shares this node (租户): province, city, or a county as a tenant. */
@Entity
@Table(name = "idn_tenant")
public class Tenant {
    @Id private String code;
    private String name;
    @Version private int version;

    protected Tenant() {}

    public Tenant(String code, String name) {
        this.code = code;
        this.name = name;
    }

    public String code() {
        return code;
    }

    public String name() {
        return name;
    }
}
