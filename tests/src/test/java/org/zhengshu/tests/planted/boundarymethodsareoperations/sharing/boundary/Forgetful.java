package org.zhengshu.tests.planted.boundarymethodsareoperations.sharing.boundary;

import org.zhengshu.kernel.boundary.Boundary;

/** A service with an unguarded method. */
@Boundary
public class Forgetful {
    /** Has no name and no roles. */
    public void erase() {}
}
