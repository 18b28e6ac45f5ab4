package org.zhengshu.tests.planted.doorsseeboundariesonly.sharing.rest;

import org.zhengshu.tests.planted.doorsseeboundariesonly.sharing.control.SharingStore;

/** A door that goes past the boundary of its own feature. */
class Burglar {
    SharingStore store;
}
