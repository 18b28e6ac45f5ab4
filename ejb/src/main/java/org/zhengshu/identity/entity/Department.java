package org.zhengshu.identity.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A government department (部门), known by its unified social credit code, GB 32100-2015. */
@Entity
@Table(name = "idn_department")
public class Department {
    @Id private String uscc;
    private String tenant;
    private String name;

    @Column(name = "short_name")
    private String shortName;

    private boolean authority;
    @Version private int version;

    protected Department() {}

    public Department(
            String uscc, String tenant, String name, String shortName, boolean authority) {
        this.uscc = uscc;
        this.tenant = tenant;
        this.name = name;
        this.shortName = shortName;
        this.authority = authority;
    }

    public String uscc() {
        return uscc;
    }

    public String tenant() {
        return tenant;
    }

    public String name() {
        return name;
    }

    public String shortName() {
        return shortName;
    }

    /** True for the department in charge of data sharing (主管部门). */
    public boolean authority() {
        return authority;
    }
}
