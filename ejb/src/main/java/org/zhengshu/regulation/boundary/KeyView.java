package org.zhengshu.regulation.boundary;

/** What a rule key means (规则参数说明). */
public record KeyView(String key, String zh, String en) {}
