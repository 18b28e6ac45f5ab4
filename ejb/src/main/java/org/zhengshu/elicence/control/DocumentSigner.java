package org.zhengshu.elicence.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.zhengshu.signature.boundary.DetachedCms;

/**
 * Signs a PDF once and for all (电子签名): PAdES baseline B of ETSI EN 319 142-1 as a certification
 * signature that allows no change afterwards (ISO 32000-1, 12.8.2.2, DocMDP with P 1).
 */
public class DocumentSigner {
    private static final COSName DOC_MDP = COSName.getPDFName("DocMDP");
    private static final int NO_CHANGES = 1;
    private static final int ROOM_BESIDE_CERTIFICATES = 4096;

    private final DetachedCms cms;

    /**
     * A signer with one key.
     *
     * @param key RSA from 2048 bits or P-256; a key that stays inside a device works as well
     * @param chain the key's certificate first, then its issuers
     */
    public DocumentSigner(PrivateKey key, List<X509Certificate> chain) {
        cms = new DetachedCms(key, chain);
    }

    /**
     * The document with an appended signature over all its bytes, which shows as the seal (签章外观) on
     * the first page; a signed one is refused.
     */
    byte[] sign(byte[] pdf, SignatureWords words, SealPicture seal) {
        try (PDDocument document = Loader.loadPDF(pdf);
                SignatureOptions options = new SignatureOptions();
                ByteArrayOutputStream signed = new ByteArrayOutputStream(pdf.length + 32_768)) {
            if (document.isEncrypted() || !document.getSignatureDictionaries().isEmpty()) {
                throw new IllegalArgumentException("the PDF is encrypted or already signed");
            }
            document.setDocumentId(words.signedAt().toEpochMilli());
            PDSignature signature = signature(words);
            certify(document, signature);
            options.setPreferredSignatureSize(cms.certificateBytes() + ROOM_BESIDE_CERTIFICATES);
            document.addSignature(signature, content -> cms.sign(content.readAllBytes()), options);
            show(document, seal);
            document.saveIncremental(signed);
            return signed.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("the PDF cannot be signed", e);
        }
    }

    /** The seal belongs to the signature: who takes one away takes both (ISO 32000-1, 12.7.4.5). */
    private static void show(PDDocument document, SealPicture seal) throws IOException {
        PDSignatureField field = document.getSignatureFields().get(0);
        field.setAlternateFieldName(seal.description());
        PDAnnotationWidget widget = field.getWidgets().get(0);
        widget.setRectangle(LicencePages.SEAL);
        widget.setAppearance(seal.embed(document));
        widget.setLocked(true);
    }

    private static PDSignature signature(SignatureWords words) {
        PDSignature signature = new PDSignature();
        signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
        signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
        signature.setName(words.name());
        signature.setReason(words.reason());
        signature.setLocation(words.location());
        signature.setSignDate(LicenceMetadata.calendar(words.signedAt()));
        return signature;
    }

    private static void certify(PDDocument document, PDSignature signature) {
        COSDictionary parameters = new COSDictionary();
        parameters.setName(COSName.TYPE, "TransformParams");
        parameters.setInt(COSName.P, NO_CHANGES);
        parameters.setName(COSName.V, "1.2");
        parameters.setDirect(true);
        COSDictionary reference = new COSDictionary();
        reference.setName(COSName.TYPE, "SigRef");
        reference.setItem(COSName.getPDFName("TransformMethod"), DOC_MDP);
        reference.setItem(COSName.getPDFName("TransformParams"), parameters);
        reference.setDirect(true);
        COSArray references = new COSArray();
        references.add(reference);
        references.setDirect(true);
        signature.getCOSObject().setItem(COSName.getPDFName("Reference"), references);
        COSDictionary permissions = new COSDictionary();
        permissions.setDirect(true);
        permissions.setItem(DOC_MDP, signature);
        COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
        catalog.setItem(COSName.PERMS, permissions);
        catalog.setNeedToBeUpdated(true);
    }
}
