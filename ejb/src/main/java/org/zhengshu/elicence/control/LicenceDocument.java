package org.zhengshu.elicence.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.zhengshu.elicence.entity.BusinessLicence;
import org.zhengshu.elicence.entity.CodeAddress;
import org.zhengshu.kernel.boundary.PublicAddress;

/**
 * Makes the unsigned PDF of a business licence (营业执照版式文件); the same licence and time give the same
 * bytes on every machine of a node.
 */
public class LicenceDocument {
    private static final float PDF_VERSION = 1.7f;

    private final LicenceFont font;
    private final LicenceFrame frame;
    private final Optional<PublicAddress> node;

    /**
     * Reads the TrueType font once; it then serves all documents and threads.
     *
     * @param node what the QR codes lead to; absent where only scanners of nodes read them
     */
    public LicenceDocument(Path font, Optional<PublicAddress> node) {
        this.node = node;
        try {
            this.font = new LicenceFont(font);
            this.frame = new LicenceFrame(LicencePages.SIZE);
        } catch (IOException e) {
            throw new UncheckedIOException("licence font " + font + " cannot be read", e);
        }
    }

    /**
     * The licence as an A4 landscape PDF.
     *
     * @throws MissingGlyphException if the font lacks a character of the licence
     */
    public byte[] create(BusinessLicence licence, Instant createdAt) {
        requireGlyphs(licence);
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            document.setVersion(PDF_VERSION);
            document.setDocumentId(createdAt.toEpochMilli());
            LicenceMetadata.write(document, licence, createdAt);
            describe(document);
            new LicencePages(document, font, frame).draw(licence, scanned(licence), createdAt);
            document.save(bytes, CompressParameters.NO_COMPRESSION);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("licence " + licence.identifier(), e);
        }
    }

    /** What the QR code of the licence holds. */
    String scanned(BusinessLicence licence) {
        return node.map(n -> CodeAddress.of(n, licence.code()))
                .orElseGet(() -> licence.code().toString());
    }

    /** The seal of the body that issues (印模), for the signature of the document. */
    SealPicture seal(BusinessLicence licence) {
        try {
            return SealPicture.of(font, licence.issuerName());
        } catch (IOException e) {
            throw new UncheckedIOException("seal of " + licence.issuerName(), e);
        }
    }

    private static void describe(PDDocument document) {
        document.getDocumentCatalog().setLanguage("zh-CN");
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        preferences
                .getCOSObject()
                .setItem(COSName.getPDFName("PrintScaling"), COSName.getPDFName("None"));
        document.getDocumentCatalog().setViewerPreferences(preferences);
    }

    private void requireGlyphs(BusinessLicence licence) {
        font.require("name (名称)", licence.name());
        font.require("kind (类型)", licence.kind());
        font.require("legalRepresentative (法定代表人)", licence.legalRepresentative());
        font.require("businessScope (经营范围)", licence.businessScope());
        font.require("registeredCapital (注册资本)", licence.registeredCapital());
        font.require("address (住所)", licence.address());
        font.require("issuerName (登记机关)", licence.issuerName());
    }
}
