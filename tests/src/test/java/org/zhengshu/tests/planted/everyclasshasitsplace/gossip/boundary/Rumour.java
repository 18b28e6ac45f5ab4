package org.zhengshu.tests.planted.everyclasshasitsplace.gossip.boundary;

/** Lies in a feature that is not listed. */
public class Rumour {}
