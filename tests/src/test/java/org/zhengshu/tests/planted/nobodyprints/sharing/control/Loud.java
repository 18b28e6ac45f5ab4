package org.zhengshu.tests.planted.nobodyprints.sharing.control;

/** Prints. */
class Loud {
    void shout() {
        System.out.println("!");
    }
}
