package org.zhengshu.kernel.boundary;

/**
 * One place in the input that is wrong (错误位置).
 *
 * @param place where: a field path such as {@code items[2].technicalName}, or a row and column
 * @param rule stable name of the broken rule
 * @param value what stood there, shortened; empty when there was nothing
 * @param message what is expected, in both languages
 */
public record Violation(String place, String rule, String value, Text message) {}
