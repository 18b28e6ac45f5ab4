package org.zhengshu.elicence.control;

import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegmentAdvanced;
import java.io.IOException;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/** One licence page (版面) while it is being drawn. */
final class LicenceCanvas implements AutoCloseable {
    private static final COSName SPAN = COSName.getPDFName("Span");
    private static final COSName FIGURE = COSName.getPDFName("Figure");
    private static final COSName ALT = COSName.getPDFName("Alt");
    private static final int QUIET = 4;
    private static final float ASCENT = 0.88f;
    private static final float WATERMARK_SIZE = 96;
    private static final float WATERMARK_OPACITY = 0.13f;

    private final LicenceFont font;
    private final PDType0Font embedded;
    private final PDPageContentStream content;

    LicenceCanvas(PDDocument document, LicenceFont font, PDType0Font embedded, PDFormXObject border)
            throws IOException {
        this.font = font;
        this.embedded = embedded;
        PDPage page = new PDPage(LicencePages.SIZE);
        document.addPage(page);
        content = new PDPageContentStream(document, page);
        content.drawForm(border);
    }

    /** A centred, emboldened heading with letter spacing. */
    void title(String text, float y, float size, float spacing) throws IOException {
        int gaps = text.codePointCount(0, text.length()) - 1;
        float width = font.width(text) * size + gaps * spacing;
        content.saveGraphicsState();
        content.setNonStrokingColor(0.20f, 0.16f, 0.12f);
        content.setStrokingColor(0.20f, 0.16f, 0.12f);
        content.setLineWidth(size / 40);
        beginSpan(text);
        content.beginText();
        content.setRenderingMode(RenderingMode.FILL_STROKE);
        content.setCharacterSpacing(spacing);
        show(text, (LicencePages.SIZE.getWidth() - width) / 2, y, size);
        content.endText();
        content.endMarkedContent();
        content.restoreGraphicsState();
    }

    void text(String text, float x, float y, float size) throws IOException {
        content.setNonStrokingColor(0.10f, 0.10f, 0.10f);
        line(text, x, y, size);
    }

    void label(String text, float x, float y, float size) throws IOException {
        content.setNonStrokingColor(0.48f, 0.37f, 0.20f);
        line(text, x, y, size);
    }

    void small(String text, float x, float y, float size) throws IOException {
        content.setNonStrokingColor(0.35f, 0.33f, 0.30f);
        line(text, x, y, size);
    }

    /** A label whose characters are spread over a width, as on the paper form. */
    void spread(String text, float x, float y, float width, float size) throws IOException {
        int gaps = Math.max(1, text.codePointCount(0, text.length()) - 1);
        content.saveGraphicsState();
        content.setCharacterSpacing((width - font.width(text) * size) / gaps);
        beginSpan(text);
        label(text, x, y, size);
        content.endMarkedContent();
        content.restoreGraphicsState();
    }

    /** Lines of a block, the first one hanging from {@code top}. */
    void lines(TextBlock block, float x, float top) throws IOException {
        float y = top - block.size() * ASCENT - (block.lineHeight() - block.size()) / 2;
        for (String line : block.lines()) {
            text(line, x, y, block.size());
            y -= block.lineHeight();
        }
    }

    void box(float x, float y, float width, float height) throws IOException {
        content.setStrokingColor(0.655f, 0.525f, 0.310f);
        content.setLineWidth(0.6f);
        content.addRect(x, y, width, height);
        content.stroke();
    }

    /** A QR code (ISO/IEC 18004) with its quiet zone in a white square. */
    void code(String text, float x, float y, float width) throws IOException {
        QrCode code =
                QrCode.encodeSegments(
                        QrSegmentAdvanced.makeSegmentsOptimally(text, QrCode.Ecc.MEDIUM, 1, 40),
                        QrCode.Ecc.MEDIUM);
        float module = width / (code.size + 2 * QUIET);
        COSDictionary properties = new COSDictionary();
        properties.setString(ALT, text);
        content.beginMarkedContent(FIGURE, PDPropertyList.create(properties));
        content.setNonStrokingColor(1f, 1f, 1f);
        content.addRect(x, y, width, width);
        content.fill();
        content.setNonStrokingColor(0f, 0f, 0f);
        for (int row = 0; row < code.size; row++) {
            float bottom = y + width - (QUIET + row + 1) * module;
            for (int from = 0; from < code.size; from++) {
                int to = from;
                while (code.getModule(to, row)) {
                    to++;
                }
                if (to > from) {
                    float left = x + (QUIET + from) * module;
                    content.addRect(left, bottom, (to - from) * module, module);
                    from = to;
                }
            }
        }
        content.fill();
        content.endMarkedContent();
    }

    /** Across the whole page and above everything, so that nothing covers it. */
    void watermark(String text) throws IOException {
        PDExtendedGraphicsState state = new PDExtendedGraphicsState();
        state.setNonStrokingAlphaConstant(WATERMARK_OPACITY);
        content.saveGraphicsState();
        content.setGraphicsStateParameters(state);
        content.setNonStrokingColor(0.75f, 0.10f, 0.10f);
        double angle = Math.atan2(LicencePages.SIZE.getHeight(), LicencePages.SIZE.getWidth());
        float half = font.width(text) * WATERMARK_SIZE / 2;
        content.beginText();
        content.setFont(embedded, WATERMARK_SIZE);
        Matrix matrix =
                Matrix.getRotateInstance(
                        angle, LicencePages.SIZE.getWidth() / 2, LicencePages.SIZE.getHeight() / 2);
        matrix.translate(-half, -WATERMARK_SIZE / 3);
        content.setTextMatrix(matrix);
        content.showText(text);
        content.endText();
        content.restoreGraphicsState();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private void line(String text, float x, float y, float size) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        content.beginText();
        show(text, x, y, size);
        content.endText();
    }

    /** Says what the spaced characters mean together, for search and screen readers. */
    private void beginSpan(String text) throws IOException {
        COSDictionary properties = new COSDictionary();
        properties.setString(COSName.ACTUAL_TEXT, text);
        content.beginMarkedContent(SPAN, PDPropertyList.create(properties));
    }

    private void show(String text, float x, float y, float size) throws IOException {
        content.setFont(embedded, size);
        content.newLineAtOffset(x, y);
        content.showText(text);
    }
}
