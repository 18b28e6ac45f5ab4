package org.zhengshu.elicence.control;

/** A character that the licence font cannot show (字库缺字), with the field in which it stands. */
public final class MissingGlyphException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final int codePoint;

    MissingGlyphException(String field, int codePoint, int position) {
        super(
                "%s: the licence font cannot show character %s (U+%04X) at position %d"
                        .formatted(field, printable(codePoint), codePoint, position));
        this.field = field;
        this.codePoint = codePoint;
    }

    public String field() {
        return field;
    }

    public int codePoint() {
        return codePoint;
    }

    private static String printable(int codePoint) {
        return Character.isISOControl(codePoint) ? "?" : Character.toString(codePoint);
    }
}
