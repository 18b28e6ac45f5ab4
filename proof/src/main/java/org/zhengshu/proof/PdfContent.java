package org.zhengshu.proof;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;

/** The objects of a PDF whose signature has been verified (文件结构); read strictly, in memory only. */
final class PdfContent implements AutoCloseable {
    private static final String SUB_FILTER = "ETSI.CAdES.detached";
    private static final COSName DOC_MDP = COSName.getPDFName("DocMDP");
    private static final int NO_CHANGES = 1;
    private static final int MAX_OBJECTS = 200_000;
    private static final int LONGEST_VALUE = 500;
    private static final long MAX_MEMORY = 64L << 20;
    private static final Set<String> ACTIVE_KEYS =
            Set.of("JS", "JavaScript", "AA", "OpenAction", "EmbeddedFiles", "EF", "AF", "XFA");
    private static final Set<String> ACTIVE_TYPES =
            Set.of(
                    "JavaScript",
                    "Launch",
                    "SubmitForm",
                    "ImportData",
                    "GoToR",
                    "GoToE",
                    "Rendition",
                    "RichMedia",
                    "Movie",
                    "Sound",
                    "FileAttachment",
                    "Screen",
                    "3D",
                    "EmbeddedFile");

    private static final List<String> FIELDS =
            List.of(
                    "ZZMC",
                    "ZZLXDM",
                    "ZZBH",
                    "ZZBS",
                    "ZZBFJG",
                    "ZZBFJGDM",
                    "ZZBFRQ",
                    "CZZT",
                    "CZZTDM",
                    "CZZTDMLX",
                    "CZZTDMLXDM",
                    "ZZYXQQSRQ",
                    "ZZYXQJZRQ",
                    "CJSJ");

    private final PDDocument document;

    private PdfContent(PDDocument document) {
        this.document = document;
    }

    static PdfContent open(byte[] pdf) {
        try {
            var memory = MemoryUsageSetting.setupMainMemoryOnly(MAX_MEMORY);
            PDFParser parser =
                    new PDFParser(
                            new RandomAccessReadBuffer(pdf), "", null, null, memory.streamCache);
            return new PdfContent(parser.parse(false));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new ProofException("structure", "is not a well-formed PDF", e);
        }
    }

    /** The one signature must be the very bytes that were verified, in a field of the form. */
    PDSignature requireSignature(PdfSignatureBytes verified) {
        if (document.isEncrypted()) {
            throw new ProofException("structure", "the file is encrypted");
        }
        List<PDSignature> signatures = document.getSignatureDictionaries();
        if (signatures.size() != 1) {
            throw new ProofException(
                    "structure", "has " + signatures.size() + " signature fields, not one");
        }
        PDSignature signature = signatures.get(0);
        long[] range = Arrays.stream(signature.getByteRange()).asLongStream().toArray();
        if (!Arrays.equals(range, verified.byteRange())
                || !Arrays.equals(signature.getContents(), verified.contents())) {
            throw new ProofException("structure", "its signature field is another one");
        }
        if (!SUB_FILTER.equals(signature.getSubFilter())) {
            throw new ProofException("SubFilter", "is not " + SUB_FILTER);
        }
        return signature;
    }

    /** Requires a certification signature that allows no change (DocMDP, P 1). */
    void requireNoChanges(PDSignature signature) {
        COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
        COSDictionary permissions = catalog.getCOSDictionary(COSName.PERMS);
        if (permissions == null
                || permissions.getCOSDictionary(DOC_MDP) != signature.getCOSObject()) {
            throw new ProofException("DocMDP", "the signature does not certify the document");
        }
        COSArray references = signature.getCOSObject().getCOSArray(COSName.getPDFName("Reference"));
        if (references == null
                || references.size() != 1
                || !(references.getObject(0) instanceof COSDictionary reference)
                || !DOC_MDP.equals(reference.getCOSName(COSName.getPDFName("TransformMethod")))) {
            throw new ProofException("DocMDP", "the signature has no transform method DocMDP");
        }
        COSDictionary parameters =
                reference.getCOSDictionary(COSName.getPDFName("TransformParams"));
        if (parameters == null || parameters.getInt(COSName.P) != NO_CHANGES) {
            throw new ProofException("DocMDP", "allows changes after signing");
        }
    }

    /** Requires that nothing in the file acts by itself, reaches out or carries other files. */
    void requirePassive() {
        Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSBase> open = new ArrayDeque<>();
        open.add(document.getDocument().getTrailer());
        while (!open.isEmpty()) {
            COSBase next = open.pop();
            COSBase value = next instanceof COSObject reference ? reference.getObject() : next;
            if (value == null || !seen.add(value)) {
                continue;
            }
            if (seen.size() > MAX_OBJECTS) {
                throw new ProofException("content", "has more than " + MAX_OBJECTS + " objects");
            }
            if (value instanceof COSDictionary dictionary) {
                requirePassive(dictionary);
                dictionary.getValues().forEach(open::push);
            } else if (value instanceof COSArray array) {
                array.forEach(item -> Optional.ofNullable(item).ifPresent(open::push));
            }
        }
    }

    private static void requirePassive(COSDictionary dictionary) {
        for (COSName key : dictionary.keySet()) {
            if (ACTIVE_KEYS.contains(key.getName())) {
                throw new ProofException("content", "contains " + key.getName());
            }
        }
        for (COSName key : List.of(COSName.S, COSName.TYPE, COSName.SUBTYPE)) {
            if (dictionary.getDictionaryObject(key) instanceof COSName type
                    && ACTIVE_TYPES.contains(type.getName())) {
                throw new ProofException("content", "contains " + type.getName());
            }
        }
    }

    /** The time that the signer claims (M). */
    Optional<Instant> claimedTime(PDSignature signature) {
        return Optional.ofNullable(signature.getSignDate()).map(Calendar::toInstant);
    }

    /** The licence metadata under their field codes (GB/T 36903); empty for another document. */
    Map<String, String> metadata() {
        PDDocumentInformation information = document.getDocumentInformation();
        Map<String, String> metadata = new LinkedHashMap<>();
        for (String field : FIELDS) {
            String value = information.getCustomMetadataValue(field);
            if (value != null) {
                metadata.put(field, printable(value));
            }
        }
        return Collections.unmodifiableMap(metadata);
    }

    private static String printable(String value) {
        String line = value.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return line.length() > LONGEST_VALUE ? line.substring(0, LONGEST_VALUE) + "…" : line;
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new ProofException("structure", "cannot be closed", e);
        }
    }
}
