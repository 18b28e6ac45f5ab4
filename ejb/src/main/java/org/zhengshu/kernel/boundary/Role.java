package org.zhengshu.kernel.boundary;

/** What an actor may be (角色); the three administrators (三员) never meet in one person. */
public enum Role {
    /** 系统管理员: accounts, departments, client systems. */
    SYSTEM_ADMIN,
    /** 安全管理员: roles, unlocking. */
    SECURITY_ADMIN,
    /** 审计管理员: the log, nothing else. */
    AUDIT_ADMIN,
    /** 审计查阅: an audit body's system; reads the log, changes nothing. */
    AUDITOR,
    /** 编目员: enters entries and mounts data for the own department. */
    CATALOGUE_OFFICER,
    /** 目录审核员: reviews and publishes, in the authority. */
    REVIEWER,
    /** 申请员: asks for data on behalf of the own department. */
    REQUESTER,
    /** 审批员: decides on requests for the own department. */
    DECIDING_OFFICER,
    /** 证照签发员: issues electronic licences. */
    LICENCE_OFFICER,
    /** 数据调用: queries under a grant. */
    DATA_CONSUMER,
    /**
     * 接入员: registers the own department's systems and keeps their credentials; who asks for data
     * and who holds the keys can be two people.
     */
    INTEGRATOR,
    /** 沙箱调用: a system that tries its calls on generated data and reaches nothing else. */
    SANDBOX;

    /** True for the three that must be three different people (GB/T 22239-2019 8.1.5). */
    public boolean isAdministrator() {
        return this == SYSTEM_ADMIN || this == SECURITY_ADMIN || this == AUDIT_ADMIN;
    }
}
