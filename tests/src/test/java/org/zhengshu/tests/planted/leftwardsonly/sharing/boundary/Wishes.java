package org.zhengshu.tests.planted.leftwardsonly.sharing.boundary;

/** What the feature to the left must not know. */
public record Wishes(String purpose) {}
