package org.zhengshu.elicence.control;

import java.util.ArrayList;
import java.util.List;

/** A text broken into lines of one size (排版), never losing a character. */
record TextBlock(List<String> lines, float size) {
    private static final float LEADING = 1.45f;
    private static final float STEP = 0.5f;
    private static final String NEVER_FIRST = "，。；：、！？）》〉」』】〕］｝”’…—·,.;:!?)]}%";
    private static final String NEVER_LAST = "（《〈「『【〔［｛“‘([{";

    /** The largest size at which the text fits the height, or the smallest one if none does. */
    static TextBlock fit(LicenceFont font, String text, float width, float height, Sizes sizes) {
        TextBlock block = of(font, text, width, sizes.largest());
        for (float size = sizes.largest() - STEP;
                block.height() > height && size >= sizes.smallest();
                size -= STEP) {
            block = of(font, text, width, size);
        }
        return block;
    }

    static TextBlock of(LicenceFont font, String text, float width, float size) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            breakLines(font, paragraph.codePoints().toArray(), width / size, lines);
        }
        return new TextBlock(List.copyOf(lines), size);
    }

    float height() {
        return lines.size() * lineHeight();
    }

    float lineHeight() {
        return size * LEADING;
    }

    /** How many lines a height holds at this size. */
    int linesIn(float height) {
        return (int) (height / lineHeight());
    }

    private static void breakLines(LicenceFont font, int[] text, float width, List<String> lines) {
        int start = 0;
        while (start < text.length) {
            int end = start;
            float used = 0;
            while (end < text.length && used + font.width(text[end]) <= width) {
                used += font.width(text[end++]);
            }
            end = Math.max(end, start + 1);
            if (end < text.length) {
                end = breakBefore(text, start, end);
            }
            lines.add(new String(text, start, end - start));
            start = end;
        }
        if (text.length == 0) {
            lines.add("");
        }
    }

    /** The last allowed break at or before {@code end}, or {@code end} if there is none. */
    private static int breakBefore(int[] text, int start, int end) {
        for (int at = end; at > start; at--) {
            boolean insideWord = isWord(text[at - 1]) && isWord(text[at]);
            if (!insideWord
                    && NEVER_FIRST.indexOf(text[at]) < 0
                    && NEVER_LAST.indexOf(text[at - 1]) < 0) {
                return at;
            }
        }
        return end;
    }

    /** Hyphen and slash hold house numbers and codes together. */
    private static boolean isWord(int c) {
        return c >= '0' && c <= '9'
                || c >= 'A' && c <= 'Z'
                || c >= 'a' && c <= 'z'
                || c == '-'
                || c == '/';
    }

    /** The range of sizes in which a text may be set. */
    record Sizes(float largest, float smallest) {}
}
