package org.zhengshu.audit.boundary;

/** What departments are called (部门名称), for answers that people read. */
public interface DepartmentNames {
    /** The name of the department with that code; the code itself when it has none. */
    String of(String code);
}
