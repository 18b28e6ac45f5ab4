package org.zhengshu.elicence.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;

/** The ornamental border of a licence page (证照边框), the same bytes in every document. */
final class LicenceFrame {
    private static final float OUTER = 24;
    private static final float INNER = 40;
    private static final float PERIOD = 16;
    private static final float SWING = 4.5f;

    private final PDRectangle page;
    private final byte[] deflated;

    LicenceFrame(PDRectangle page) throws IOException {
        this.page = page;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(content().getBytes(StandardCharsets.US_ASCII));
        }
        deflated = bytes.toByteArray();
    }

    PDFormXObject embed(PDDocument document) throws IOException {
        PDStream stream = new PDStream(document);
        try (OutputStream raw = stream.getCOSObject().createRawOutputStream()) {
            raw.write(deflated);
        }
        stream.getCOSObject().setItem(COSName.FILTER, COSName.FLATE_DECODE);
        PDFormXObject form = new PDFormXObject(stream);
        form.setBBox(page);
        form.setResources(new PDResources());
        return form;
    }

    private String content() {
        StringBuilder pdf = new StringBuilder("0.995 0.985 0.960 rg\n");
        rectangle(pdf, OUTER).append("f\n0.655 0.525 0.310 RG 1.8 w\n");
        rectangle(pdf, OUTER).append("S 0.7 w\n");
        rectangle(pdf, INNER).append("S\n");
        rectangle(pdf, INNER + 3).append("S 0.5 w\n");
        float middle = (OUTER + INNER) / 2;
        for (float phase : new float[] {1, -1}) {
            wave(pdf, middle, false, phase);
            wave(pdf, page.getHeight() - middle, false, phase);
            wave(pdf, middle, true, phase);
            wave(pdf, page.getWidth() - middle, true, phase);
        }
        corners(pdf);
        return pdf.toString();
    }

    /** A row of half waves along one side, between the corner squares. */
    private void wave(StringBuilder pdf, float across, boolean upright, float phase) {
        float length = upright ? page.getHeight() : page.getWidth();
        int halves = Math.round((length - 2 * INNER) / (PERIOD / 2));
        float step = (length - 2 * INNER) / halves;
        point(pdf, INNER, across, upright).append("m ");
        for (int i = 0; i < halves; i++) {
            float from = INNER + i * step;
            float peak = across + phase * (i % 2 == 0 ? SWING : -SWING);
            point(pdf, from + step * 0.36f, peak, upright);
            point(pdf, from + step * 0.64f, peak, upright);
            point(pdf, from + step, across, upright).append("c\n");
        }
        pdf.append("S\n");
    }

    private void corners(StringBuilder pdf) {
        float size = INNER - OUTER;
        pdf.append("0.655 0.525 0.310 rg\n");
        for (float x : new float[] {OUTER, page.getWidth() - INNER}) {
            for (float y : new float[] {OUTER, page.getHeight() - INNER}) {
                number(pdf, x, y, size, size).append("re S\n");
                number(pdf, x + 5, y + 5, size - 10, size - 10).append("re f\n");
            }
        }
    }

    private StringBuilder rectangle(StringBuilder pdf, float inset) {
        return number(pdf, inset, inset, page.getWidth() - 2 * inset, page.getHeight() - 2 * inset)
                .append("re ");
    }

    private static StringBuilder point(StringBuilder pdf, float along, float across, boolean up) {
        return up ? number(pdf, across, along) : number(pdf, along, across);
    }

    private static StringBuilder number(StringBuilder pdf, float... values) {
        for (float value : values) {
            pdf.append(String.format(Locale.ROOT, "%.2f ", value));
        }
        return pdf;
    }
}
