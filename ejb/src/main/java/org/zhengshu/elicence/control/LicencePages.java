package org.zhengshu.elicence.control;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.zhengshu.elicence.control.TextBlock.Sizes;
import org.zhengshu.elicence.entity.BusinessLicence;

/** Lays the face of a business licence out (营业执照照面); what does not fit goes to supplement pages. */
final class LicencePages {
    static final PDRectangle SIZE =
            new PDRectangle(PDRectangle.A4.getHeight(), PDRectangle.A4.getWidth());

    /** Where the seal stands: over the issuing body and the date, as seals do (骑年盖月). */
    static final PDRectangle SEAL =
            new PDRectangle(651, 49, SealPicture.DIAMETER, SealPicture.DIAMETER);

    private static final float LEFT = 84;
    private static final float RIGHT = SIZE.getWidth() - 84;
    private static final float SECOND_COLUMN = 492;
    private static final float LABEL_WIDTH = 66;
    private static final float GAP = 16;
    private static final float TOP_ROW = 392;
    private static final float ROW = 44;
    private static final float SCOPE_BOTTOM = 140;
    private static final Sizes ORDINARY = new Sizes(13, 7);
    private static final Sizes SCOPE = new Sizes(11.5f, 7);
    private static final float CODE = 84;
    private static final float SUPPLEMENT_SIZE = 10.5f;
    private static final float SUPPLEMENT_TOP = 430;
    private static final float SUPPLEMENT_BOTTOM = 82;
    private static final String CONTINUED = "……（全文见附页）";

    private final PDDocument document;
    private final LicenceFont font;
    private final PDType0Font embedded;
    private final PDFormXObject border;
    private final List<Row> supplement = new ArrayList<>();

    LicencePages(PDDocument document, LicenceFont font, LicenceFrame frame) throws IOException {
        this.document = document;
        this.font = font;
        this.embedded = font.embed(document);
        this.border = frame.embed(document);
    }

    /** What the QR code holds comes from outside: it depends on the node. */
    void draw(BusinessLicence licence, String scanned, Instant createdAt) throws IOException {
        try (LicenceCanvas canvas = page()) {
            canvas.title(BusinessLicence.TITLE, 478, 46, 14);
            number(canvas, licence);
            code(canvas, scanned);
            leftColumn(canvas, licence);
            rightColumn(canvas, licence);
            signature(canvas, licence, createdAt);
            footer(canvas, licence, 1);
            watermark(canvas, licence);
        }
        supplementPages(licence);
    }

    private LicenceCanvas page() throws IOException {
        return new LicenceCanvas(document, font, embedded, border);
    }

    private static void number(LicenceCanvas canvas, BusinessLicence licence) throws IOException {
        canvas.label("统一社会信用代码", LEFT, 452, 11);
        canvas.text(licence.licenceNumber(), LEFT, 433, 15);
    }

    /** The code that a scanner reads (二维码), at the upper right, apart from all else. */
    private void code(LicenceCanvas canvas, String scanned) throws IOException {
        float x = RIGHT - CODE;
        canvas.code(scanned, x, 436, CODE);
        String words = "扫码核验";
        canvas.label(words, x + (CODE - 8 * font.width(words)) / 2, 426, 8);
    }

    private void leftColumn(LicenceCanvas canvas, BusinessLicence licence) throws IOException {
        float width = SECOND_COLUMN - 24 - LEFT;
        float top = TOP_ROW;
        row(canvas, new Row("名称", licence.name(), LEFT, top, width, ROW - 8, ORDINARY));
        top -= ROW;
        row(canvas, new Row("类型", licence.kind(), LEFT, top, width, ROW - 8, ORDINARY));
        top -= ROW;
        row(
                canvas,
                new Row(
                        "法定代表人",
                        licence.legalRepresentative(),
                        LEFT,
                        top,
                        width,
                        ROW - 8,
                        ORDINARY));
        top -= ROW;
        float height = top - SCOPE_BOTTOM;
        row(canvas, new Row("经营范围", licence.businessScope(), LEFT, top, width, height, SCOPE));
    }

    private void rightColumn(LicenceCanvas canvas, BusinessLicence licence) throws IOException {
        float width = RIGHT - SECOND_COLUMN;
        float x = SECOND_COLUMN;
        float top = TOP_ROW;
        row(canvas, new Row("注册资本", licence.registeredCapital(), x, top, width, 36, ORDINARY));
        top -= ROW;
        row(canvas, new Row("成立日期", date(licence.establishedOn()), x, top, width, 36, ORDINARY));
        top -= ROW;
        row(canvas, new Row("营业期限", term(licence), x, top, width, 36, ORDINARY));
        top -= ROW;
        row(canvas, new Row("住所", licence.address(), x, top, width, 66, ORDINARY));
        canvas.spread("登记机关", x, 172, LABEL_WIDTH, 13);
        float room = width - LABEL_WIDTH - GAP;
        TextBlock issuer = TextBlock.fit(font, licence.issuerName(), room, 21, new Sizes(14, 10));
        if (issuer.height() > 21) {
            issuer = TextBlock.fit(font, licence.issuerName(), room, 42, new Sizes(12, 2.5f));
        }
        canvas.lines(issuer, x + LABEL_WIDTH + GAP, 187);
        canvas.text(date(licence.issuedOn()), x + LABEL_WIDTH + GAP, 128, 14);
    }

    /** One labelled field; a text that does not fit is cut here and printed whole later. */
    private void row(LicenceCanvas canvas, Row row) throws IOException {
        canvas.spread(row.label(), row.x(), row.top() - 13, LABEL_WIDTH, 13);
        float width = row.width() - LABEL_WIDTH - GAP;
        TextBlock block = TextBlock.fit(font, row.text(), width, row.height(), row.sizes());
        if (block.height() > row.height()) {
            supplement.add(row);
            List<String> lines =
                    new ArrayList<>(block.lines().subList(0, block.linesIn(row.height()) - 1));
            lines.add(CONTINUED);
            block = new TextBlock(lines, block.size());
        }
        canvas.lines(block, row.x() + LABEL_WIDTH + GAP, row.top());
    }

    /** The words of the electronic signature (电子签名); its bytes are in the signature field. */
    private void signature(LicenceCanvas canvas, BusinessLicence licence, Instant createdAt)
            throws IOException {
        String time =
                String.format(Locale.ROOT, "%tF %<tT", createdAt.atZone(LicenceMetadata.ZONE));
        canvas.box(LEFT, 84, 300, 42);
        canvas.label("电子签名", LEFT + 8, 111, 9);
        TextBlock issuer =
                TextBlock.fit(font, "签发机关：" + licence.issuerName(), 230, 14, new Sizes(9, 2.5f));
        canvas.lines(issuer, LEFT + 60, 120);
        canvas.text("签发时间：" + time + " +08:00", LEFT + 60, 93, 9);
    }

    private void footer(LicenceCanvas canvas, BusinessLicence licence, int page)
            throws IOException {
        canvas.small("证照标识 " + licence.identifier(), LEFT, 60, 8);
        if (page > 1 || !supplement.isEmpty()) {
            String text = "第 " + page + " 页";
            canvas.small(text, RIGHT - 8 * font.width(text), 60, 8);
        }
    }

    private static void watermark(LicenceCanvas canvas, BusinessLicence licence)
            throws IOException {
        if (licence.sample()) {
            canvas.watermark("样例 SAMPLE");
        }
    }

    private void supplementPages(BusinessLicence licence) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Row row : supplement) {
            lines.add(new Line(row.label() + "（全文）", true));
            TextBlock.of(font, row.text(), RIGHT - LEFT, SUPPLEMENT_SIZE)
                    .lines()
                    .forEach(text -> lines.add(new Line(text, false)));
        }
        float leading = new TextBlock(List.of(), SUPPLEMENT_SIZE).lineHeight();
        int perPage = (int) ((SUPPLEMENT_TOP - SUPPLEMENT_BOTTOM) / leading);
        for (int from = 0; from < lines.size(); from += perPage) {
            List<Line> part = lines.subList(from, Math.min(lines.size(), from + perPage));
            try (LicenceCanvas canvas = page()) {
                canvas.title(BusinessLicence.TITLE + "附页", 490, 28, 8);
                number(canvas, licence);
                float y = SUPPLEMENT_TOP - leading;
                for (Line line : part) {
                    if (line.heading()) {
                        canvas.label(line.text(), LEFT, y, SUPPLEMENT_SIZE);
                    } else {
                        canvas.text(line.text(), LEFT, y, SUPPLEMENT_SIZE);
                    }
                    y -= leading;
                }
                footer(canvas, licence, from / perPage + 2);
                watermark(canvas, licence);
            }
        }
    }

    private static String term(BusinessLicence licence) {
        return licence.validUntil()
                .map(until -> date(licence.validFrom()) + " 至 " + date(until))
                .orElse(LicenceMetadata.WITHOUT_TERM);
    }

    private static String date(LocalDate date) {
        return String.format(
                Locale.ROOT,
                "%04d年%02d月%02d日",
                date.getYear(),
                date.getMonthValue(),
                date.getDayOfMonth());
    }

    private record Row(
            String label,
            String text,
            float x,
            float top,
            float width,
            float height,
            Sizes sizes) {}

    private record Line(String text, boolean heading) {}
}
