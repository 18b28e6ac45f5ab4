package org.zhengshu.elicence.control;

import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;

/**
 * The picture of a body's electronic seal (电子印章印模): a red ring, the body's name along its upper rim
 * and a star, as outlines that need no font. What lies below stays readable; the same name gives
 * the same bytes.
 */
final class SealPicture {
    /** 42 mm, as the seals of departments are. */
    static final float DIAMETER = 119;

    private static final float MIDDLE = DIAMETER / 2;
    private static final float RING = 3.4f;
    private static final float RIM = MIDDLE - RING - 3.2f;
    private static final float STAR = MIDDLE / 3;
    private static final double WIDEST_ARC = Math.toRadians(290);
    private static final float LARGEST = 14;
    private static final float SMALLEST = 0.5f;
    private static final double NARROWEST = 0.56;
    private static final double LOOSE = 1.3;
    private static final double FILLED = 0.94;
    private static final float ASCENT = 0.88f;
    private static final float HALF_HEIGHT = 0.38f;

    /** Printers' sign for a character that they do not have (缺字符). */
    private static final int GETA = 0x3013;

    private static final COSName MULTIPLY = COSName.getPDFName("Multiply");

    private final String name;
    private final byte[] deflated;

    private SealPicture(String name, byte[] deflated) {
        this.name = name;
        this.deflated = deflated;
    }

    /** The seal of a body; a character that the font lacks is shown as 〓. */
    static SealPicture of(LicenceFont font, String body) throws IOException {
        String name = body.replaceAll("\\s", "");
        String content =
                "q /Multiply gs 0.84 0.06 0.10 RG 0.84 0.06 0.10 rg\n"
                        + ring()
                        + star()
                        + rim(font, name)
                        + "Q\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(content.getBytes(StandardCharsets.US_ASCII));
        }
        return new SealPicture(name, bytes.toByteArray());
    }

    /** What readers that show no pictures say of it. */
    String description() {
        return name + "电子印章";
    }

    PDAppearanceDictionary embed(PDDocument document) throws IOException {
        PDAppearanceStream picture = new PDAppearanceStream(document);
        try (OutputStream raw = picture.getCOSObject().createRawOutputStream()) {
            raw.write(deflated);
        }
        picture.getCOSObject().setItem(COSName.FILTER, COSName.FLATE_DECODE);
        picture.setBBox(new PDRectangle(DIAMETER, DIAMETER));
        PDExtendedGraphicsState state = new PDExtendedGraphicsState();
        state.setBlendMode(BlendMode.MULTIPLY);
        PDResources resources = new PDResources();
        resources.put(MULTIPLY, state);
        picture.setResources(resources);
        PDAppearanceDictionary appearance = new PDAppearanceDictionary();
        appearance.setNormalAppearance(picture);
        return appearance;
    }

    private static String ring() {
        float radius = MIDDLE - RING / 2;
        float handle = radius * 0.5522848f;
        StringBuilder pdf = new StringBuilder();
        numbers(pdf, RING).append("w ");
        numbers(pdf, MIDDLE + radius, MIDDLE).append("m\n");
        float[] turn = {1, 0, 0, 1, -1, 0, 0, -1, 1, 0};
        for (int i = 0; i < 8; i += 2) {
            float x = turn[i];
            float y = turn[i + 1];
            float toX = turn[i + 2];
            float toY = turn[i + 3];
            numbers(pdf, MIDDLE + radius * x + handle * toX, MIDDLE + radius * y + handle * toY);
            numbers(pdf, MIDDLE + radius * toX + handle * x, MIDDLE + radius * toY + handle * y);
            numbers(pdf, MIDDLE + radius * toX, MIDDLE + radius * toY).append("c\n");
        }
        return pdf.append("s\n").toString();
    }

    /** Five points, each joined with the second next one. */
    private static String star() {
        StringBuilder pdf = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            double angle = Math.toRadians(144 * i);
            numbers(pdf, MIDDLE + STAR * Math.sin(angle), MIDDLE + STAR * Math.cos(angle));
            pdf.append(i == 0 ? "m " : "l ");
        }
        return pdf.append("f\n").toString();
    }

    private static String rim(LicenceFont font, String name) {
        int[] characters = name.codePoints().map(c -> font.shows(c) ? c : GETA).toArray();
        double ems = 0;
        for (int character : characters) {
            ems += font.width(character);
        }
        Line line = Line.fit(ems);
        StringBuilder pdf = new StringBuilder("/Span <</ActualText <FEFF");
        pdf.append(HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_16BE)));
        pdf.append(">>> BDC\n");
        double angle = -line.turn() * ems / 2;
        for (int character : characters) {
            double half = line.turn() * font.width(character) / 2;
            angle += half;
            glyph(pdf, font, character, line.place(angle, font.width(character)));
            angle += half;
        }
        return pdf.append("EMC\n").toString();
    }

    private static void glyph(
            StringBuilder pdf, LicenceFont font, int character, AffineTransform place) {
        pdf.append("q ");
        double[] matrix = new double[6];
        place.getMatrix(matrix);
        for (double value : matrix) {
            pdf.append(String.format(Locale.ROOT, "%.5f ", value));
        }
        pdf.append("cm\n");
        double[] at = new double[6];
        double x = 0;
        double y = 0;
        PathIterator path = font.outline(character).getPathIterator(null);
        for (; !path.isDone(); path.next()) {
            switch (path.currentSegment(at)) {
                case PathIterator.SEG_MOVETO -> numbers(pdf, at[0], at[1]).append("m ");
                case PathIterator.SEG_LINETO -> numbers(pdf, at[0], at[1]).append("l ");
                case PathIterator.SEG_QUADTO -> {
                    numbers(pdf, (x + 2 * at[0]) / 3, (y + 2 * at[1]) / 3);
                    numbers(pdf, (at[2] + 2 * at[0]) / 3, (at[3] + 2 * at[1]) / 3);
                    numbers(pdf, at[2], at[3]).append("c\n");
                    at[0] = at[2];
                    at[1] = at[3];
                }
                default -> pdf.append("h ");
            }
            x = at[0];
            y = at[1];
        }
        pdf.append("f Q\n");
    }

    private static StringBuilder numbers(StringBuilder pdf, double... values) {
        for (double value : values) {
            pdf.append(String.format(Locale.ROOT, "%.2f ", value));
        }
        return pdf;
    }

    /**
     * How the name is set.
     *
     * @param size height of the characters
     * @param turn angle that a character of full width takes
     */
    private record Line(float size, double turn) {
        /**
         * The largest size at which a name of that many ems stays on the arc, narrowed a little.
         */
        static Line fit(double ems) {
            Line line = of(LARGEST, ems);
            for (float size = LARGEST;
                    line.narrowed() < NARROWEST && size > SMALLEST;
                    size -= 0.25f) {
                line = of(size, ems);
            }
            return line;
        }

        private static Line of(float size, double ems) {
            return new Line(size, Math.min(LOOSE * size / middle(size), WIDEST_ARC / ems));
        }

        private static double baseline(float size) {
            return RIM - size * ASCENT;
        }

        private static double middle(float size) {
            return baseline(size) + size * HALF_HEIGHT;
        }

        /** How much narrower than it is high a character of full width stands. */
        double narrowed() {
            return Math.min(1, FILLED * turn * middle(size) / size);
        }

        /** From the units of an outline, one em wide, to its place at the angle from the top. */
        AffineTransform place(double angle, double width) {
            AffineTransform place = AffineTransform.getTranslateInstance(MIDDLE, MIDDLE);
            place.rotate(-angle);
            place.translate(0, baseline(size));
            place.scale(size * narrowed(), size);
            place.translate(-width / 2, 0);
            place.scale(1.0 / LicenceFont.OUTLINE, 1.0 / LicenceFont.OUTLINE);
            return place;
        }
    }
}
