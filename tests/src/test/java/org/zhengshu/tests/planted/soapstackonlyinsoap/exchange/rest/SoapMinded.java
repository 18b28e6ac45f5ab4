package org.zhengshu.tests.planted.soapstackonlyinsoap.exchange.rest;

import jakarta.xml.ws.Provider;

/** Knows SOAP in the other door. */
class SoapMinded {
    Provider<String> provider;
}
