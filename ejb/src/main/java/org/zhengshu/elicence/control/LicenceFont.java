package org.zhengshu.elicence.control;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The one Chinese font of the licences (字库), parsed once and subset into each document. */
final class LicenceFont {
    /** Units of an em in which outlines are given. */
    static final int OUTLINE = 1000;

    private final TrueTypeFont font;
    private final CmapLookup glyphs;
    private final float unitsPerEm;

    LicenceFont(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            font = new TTFParser().parse(new RandomAccessReadBuffer(bytes));
        }
        // a ligature would stand for two characters that nobody could extract again
        font.setEnableGsub(false);
        glyphs = font.getUnicodeCmapLookup();
        unitsPerEm = font.getUnitsPerEm();
    }

    /** The font as one document uses it; only the glyphs shown are written. */
    PDType0Font embed(PDDocument document) throws IOException {
        return PDType0Font.load(document, font, true);
    }

    /** Refuses a text with a character that would come out as an empty box or not at all. */
    String require(String field, String text) {
        int position = 1;
        for (int codePoint : text.codePoints().toArray()) {
            if (codePoint != '\n' && !shows(codePoint)) {
                throw new MissingGlyphException(field, codePoint, position);
            }
            position++;
        }
        return text;
    }

    /** Advance width of a character at the size 1. */
    float width(int codePoint) {
        try {
            return font.getAdvanceWidth(glyphs.getGlyphId(codePoint)) / unitsPerEm;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    float width(String text) {
        return (float) text.codePoints().mapToDouble(this::width).sum();
    }

    /** The shape of a character in thousandths of an em, empty for a blank. */
    Path2D outline(int codePoint) {
        try {
            GlyphData glyph = font.getGlyph().getGlyph(glyphs.getGlyphId(codePoint));
            Path2D shape = glyph == null ? new Path2D.Float() : new Path2D.Float(glyph.getPath());
            double scale = OUTLINE / unitsPerEm;
            shape.transform(AffineTransform.getScaleInstance(scale, scale));
            return shape;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True when the character comes out as itself. */
    boolean shows(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> glyphs.getGlyphId(codePoint) != 0;
        };
    }
}
