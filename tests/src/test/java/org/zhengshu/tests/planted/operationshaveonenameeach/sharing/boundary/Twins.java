package org.zhengshu.tests.planted.operationshaveonenameeach.sharing.boundary;

import org.zhengshu.kernel.boundary.Operation;

/** Two operations that the audit cannot tell apart. */
public class Twins {
    @Operation("sharing.twin")
    public void first() {}

    @Operation("sharing.twin")
    public void second() {}
}
