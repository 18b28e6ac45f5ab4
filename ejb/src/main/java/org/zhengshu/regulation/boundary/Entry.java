package org.zhengshu.regulation.boundary;

import java.util.List;

/**
 * A named member of a rule with what belongs to it: a step of a ladder with its condition, a base
 * catalogue with its lead department (基础目录及牵头部门).
 */
public record Entry(String name, List<String> details) {

    public Entry {
        details = List.copyOf(details);
    }
}
