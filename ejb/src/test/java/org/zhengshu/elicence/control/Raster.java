package org.zhengshu.elicence.control;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** A page as dots (栅格), read from a binary PPM file. */
record Raster(int width, int height, int[] dots) {
    static Raster of(Path ppm) throws IOException {
        byte[] bytes = Files.readAllBytes(ppm);
        String[] head = new String(bytes, 0, 40, StandardCharsets.ISO_8859_1).split("[\\s]+", 5);
        int width = Integer.parseInt(head[1]);
        int height = Integer.parseInt(head[2]);
        int[] dots = new int[width * height];
        int from = bytes.length - 3 * dots.length;
        for (int i = 0; i < dots.length; i++) {
            int at = from + 3 * i;
            dots[i] = (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | bytes[at + 2] & 0xff;
        }
        return new Raster(width, height, dots);
    }

    /** The colour at a place in points from the lower left corner. */
    boolean isRed(double x, double y) {
        PDRectangle page = LicencePages.SIZE;
        int column = (int) (x / page.getWidth() * width);
        int row = (int) ((1 - y / page.getHeight()) * height);
        int dot = dots[row * width + column];
        return (dot >> 16 & 0xff) > 180 && (dot >> 8 & 0xff) < 80 && (dot & 0xff) < 80;
    }

    /** What a decoder by others reads from the QR code, which is a small part of the page. */
    String code() throws Exception {
        RGBLuminanceSource source = new RGBLuminanceSource(width, height, dots);
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(source)),
                        Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }
}
