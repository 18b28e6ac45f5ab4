package org.zhengshu.tests.planted.entitiesknowlittle.sharing.entity;

import jakarta.ws.rs.client.Client;

/** An entity that makes calls. */
class Talkative {
    Client client;
}
