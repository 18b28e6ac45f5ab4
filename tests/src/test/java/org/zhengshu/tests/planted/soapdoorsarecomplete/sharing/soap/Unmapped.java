package org.zhengshu.tests.planted.soapdoorsarecomplete.sharing.soap;

import org.zhengshu.tests.planted.soapdoorsarecomplete.kernel.soap.SoapDoor;

/** A service that nobody reaches. */
public class Unmapped extends SoapDoor {}
