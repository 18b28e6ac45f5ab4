package org.zhengshu.elicence.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhengshu.elicence.control.Licences.CREATED;
import static org.zhengshu.elicence.control.Licences.FONT;
import static org.zhengshu.elicence.control.Licences.SEAL;
import static org.zhengshu.elicence.control.Licences.WORDS;
import static org.zhengshu.elicence.control.Licences.aLicence;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealPictureTest {
    private static final LicenceFont LICENCE_FONT = font();
    private static final double MIDDLE = SealPicture.DIAMETER / 2;

    /** Half of the gap that the arc leaves open below. */
    private static final double HALF_ARC = Math.toRadians(146);

    @Tag("LIC-6")
    @Test
    void theSignatureShowsAsTheSealOfTheIssuer() throws Exception {
        byte[] unsigned = Licences.document().create(aLicence(), CREATED);
        try (PDDocument pdf = Loader.loadPDF(TestPki.p256().signer().sign(unsigned, WORDS, SEAL))) {
            PDSignatureField field = pdf.getSignatureFields().get(0);
            PDAnnotationWidget widget = field.getWidgets().get(0);

            assertThat(field.getAlternateFieldName()).isEqualTo("沈阳市浑南区市场监督管理局电子印章");
            assertThat(widget.isPrinted()).isTrue();
            assertThat(widget.isHidden()).isFalse();
            assertThat(widget.getRectangle().getLowerLeftX())
                    .isEqualTo(LicencePages.SEAL.getLowerLeftX());
            assertThat(widget.getRectangle().getHeight()).isEqualTo(SealPicture.DIAMETER);
            assertThat(Arc.of(widget.getNormalAppearanceStream()).name())
                    .isEqualTo("沈阳市浑南区市场监督管理局");
            assertThat(pdf.getPage(0).getAnnotations()).hasSize(1);
        }
    }

    @Tag("LIC-6")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 12, 18, 44, 60, 120, 500})
    void everyCharacterOfANameStandsOnTheArcApartFromTheOthers(int length) throws Exception {
        String name = "辽宁省沈阳市浑南区（示范区）A4政务局".repeat(length / 18 + 1).substring(0, length);

        Arc arc = Arc.of(name);

        assertThat(arc.name()).isEqualTo(name);
        assertThat(arc.glyphs()).hasSize(length);
        double before = -HALF_ARC;
        for (Glyph glyph : arc.glyphs()) {
            assertThat(glyph.from()).isGreaterThan(before - 1e-3);
            assertThat(glyph.to()).isGreaterThan(glyph.from());
            assertThat(glyph.farthest()).isLessThan(MIDDLE - 3.4);
            assertThat(glyph.nearest()).isGreaterThan(MIDDLE / 3);
            before = glyph.to();
        }
        assertThat(before).isLessThan(HALF_ARC);
    }

    @Test
    void aNameOfFortyFourCharactersIsStillLegible() throws Exception {
        Arc arc = Arc.of("市".repeat(44));

        // 2 mm
        assertThat(arc.glyphs().get(0).farthest() - arc.glyphs().get(0).nearest())
                .isGreaterThan(5.7);
    }

    @Test
    void theSameNameGivesTheSamePicture() throws Exception {
        assertThat(picture("沈阳市 市场监督管理局")).isEqualTo(picture("沈阳市市场监督管理局"));
    }

    @Test
    void aCharacterThatTheFontLacksStopsNothing() throws Exception {
        Arc rare = Arc.of("\uD869\uDED6县市场监督管理局");

        assertThat(rare.name()).isEqualTo("\uD869\uDED6县市场监督管理局");
        assertThat(rare.glyphs()).hasSize(9);
        assertThat(rare.glyphs()).isEqualTo(Arc.of("〓县市场监督管理局").glyphs());
    }

    private static byte[] picture(String name) throws IOException {
        try (PDDocument document = new PDDocument()) {
            return appearance(document, name).getContentStream().toByteArray();
        }
    }

    private static PDAppearanceStream appearance(PDDocument document, String name)
            throws IOException {
        return SealPicture.of(LICENCE_FONT, name)
                .embed(document)
                .getNormalAppearance()
                .getAppearanceStream();
    }

    private static LicenceFont font() {
        try {
            return new LicenceFont(FONT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Angles from the top and distances from the middle between which a character stands. */
    private record Glyph(double from, double to, double nearest, double farthest) {
        static Glyph of(List<Point2D> points) {
            double[] angles = points.stream().mapToDouble(Glyph::angle).sorted().toArray();
            double[] radii =
                    points.stream().mapToDouble(p -> p.distance(MIDDLE, MIDDLE)).sorted().toArray();
            return new Glyph(
                    angles[0], angles[angles.length - 1], radii[0], radii[radii.length - 1]);
        }

        private static double angle(Point2D point) {
            return Math.atan2(point.getX() - MIDDLE, point.getY() - MIDDLE);
        }
    }

    /** What the content stream of a seal draws along its rim. */
    private record Arc(String name, List<Glyph> glyphs) {
        static Arc of(String name) throws IOException {
            try (PDDocument document = new PDDocument()) {
                return of(appearance(document, name));
            }
        }

        static Arc of(PDAppearanceStream picture) throws IOException {
            String name = "";
            List<Glyph> glyphs = new ArrayList<>();
            List<Point2D> points = new ArrayList<>();
            List<Double> numbers = new ArrayList<>();
            AffineTransform place = null;
            for (Object token : new PDFStreamParser(picture).parse()) {
                if (token instanceof COSNumber number) {
                    numbers.add((double) number.floatValue());
                } else if (token instanceof COSDictionary words) {
                    name = words.getString(COSName.ACTUAL_TEXT);
                } else if (token instanceof Operator operator) {
                    if (operator.getName().equals("cm")) {
                        place = new AffineTransform(numbers.stream().mapToDouble(n -> n).toArray());
                    } else if (place != null && operator.getName().equals("f")) {
                        glyphs.add(Glyph.of(points));
                        points.clear();
                    } else if (place != null && numbers.size() > 1) {
                        int last = numbers.size();
                        Point2D end =
                                new Point2D.Double(numbers.get(last - 2), numbers.get(last - 1));
                        points.add(place.transform(end, null));
                    }
                    numbers.clear();
                }
            }
            return new Arc(name, glyphs);
        }
    }
}
