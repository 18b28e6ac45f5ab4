package org.zhengshu.tests.planted.doorscalloperations.sharing.boundary;

/** Not for doors: does not check who calls. */
public class GrantUse {
    /** Checks nobody. */
    public String admit() {
        return "";
    }
}
