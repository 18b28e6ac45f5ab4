package org.zhengshu.tests.planted.entitymanageronlyincontrol.sharing.boundary;

import jakarta.persistence.EntityManager;

/** A boundary that keeps its own data. */
class Shortcut {
    EntityManager manager;
}
