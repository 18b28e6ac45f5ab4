package org.zhengshu.proof;

/** Whole numbers written in exactly one way: ASCII digits without a leading zero. */
public final class Decimal {
    private Decimal() {}

    public static long parse(String part, String text) {
        try {
            long value = Long.parseLong(text);
            if (value >= 0 && Long.toString(value).equals(text)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new ProofException(part, "is not a whole number", e);
        }
        throw new ProofException(part, "is not a whole number in its shortest form");
    }
}
