package org.zhengshu.tests.planted.soapdoorsarecomplete.kernel.soap;

/** Stands for the real one. */
public abstract class SoapDoor {}
