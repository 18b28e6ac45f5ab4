package org.zhengshu.tests.planted.doorsseeboundariesonly.sharing.control;

/** Not for doors. */
public class SharingStore {}
