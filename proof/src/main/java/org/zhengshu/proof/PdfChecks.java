package org.zhengshu.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;

/** The checks of one PDF in their order: bytes, signature, certificate, then the objects. */
final class PdfChecks {
    static final String SIZE = "pdf.size";
    static final String BYTE_RANGE = "pdf.byteRange";
    static final String CMS = "pdf.cms";
    static final String ALGORITHM = "pdf.algorithm";
    static final String DIGEST = "pdf.digest";
    static final String SIGNATURE = "pdf.signature";
    static final String SIGNING_CERTIFICATE = "pdf.signingCertificate";
    static final String UNSIGNED = "pdf.unsignedAttributes";
    static final String CERTIFICATE = "pdf.certificate";
    static final String KEY_USAGE = "pdf.keyUsage";
    static final String STRUCTURE = "pdf.structure";
    static final String DOC_MDP = "pdf.docMdp";
    static final String CONTENT = "pdf.content";
    static final String TIME = "pdf.time";
    static final String METADATA = "pdf.metadata";
    static final String EXCLUSIVE = "pdf.law.13.1";
    static final String SIGNATURE_FIXED = "pdf.law.13.3";
    static final String CONTENT_FIXED = "pdf.law.13.4";

    private static final int MAX_BYTES = 20 << 20;
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final byte[] pdf;
    private final TrustAnchors anchors;
    private final Instant at;
    private final List<Check> checks = new ArrayList<>();
    private Map<String, String> metadata = Map.of();

    PdfChecks(byte[] pdf, TrustAnchors anchors, Instant at) {
        this.pdf = pdf.clone();
        this.anchors = anchors;
        this.at = at;
    }

    PdfVerifier.Result run() {
        if (attempt(SIZE, this::size)) {
            int count = PdfSignatureBytes.count(pdf);
            if (count == 0) {
                checks.add(Check.fail(SIGNATURE, "the PDF is not signed"));
            } else {
                signed();
            }
        }
        law();
        boolean whole = new VerificationReport(checks).failures().isEmpty();
        return new PdfVerifier.Result(new VerificationReport(checks), whole ? metadata : Map.of());
    }

    private String size() {
        if (pdf.length > MAX_BYTES) {
            throw new ProofException("size", "is over " + MAX_BYTES + " bytes");
        }
        boolean header =
                pdf.length > 8
                        && pdf[0] == '%'
                        && pdf[1] == 'P'
                        && pdf[2] == 'D'
                        && pdf[3] == 'F'
                        && pdf[4] == '-';
        if (!header) {
            throw new ProofException("header", "the file does not begin with %PDF-");
        }
        return pdf.length + " bytes";
    }

    private void signed() {
        PdfSignatureBytes[] bytes = new PdfSignatureBytes[1];
        PdfCms[] cms = new PdfCms[1];
        boolean located =
                attempt(
                        BYTE_RANGE,
                        () -> {
                            bytes[0] = PdfSignatureBytes.locate(pdf);
                            return "all " + pdf.length + " bytes but the signature itself";
                        });
        boolean read =
                located
                        && attempt(
                                CMS,
                                () -> {
                                    cms[0] = PdfCms.parse(bytes[0].cms());
                                    cms[0].requireAttributes();
                                    return "one signer, DER";
                                });
        if (read) {
            signature(bytes[0], cms[0]);
            certificate(cms[0]);
        }
        if (read && new VerificationReport(checks).failures().isEmpty()) {
            objects(bytes[0], cms[0].certificate());
        } else {
            leaveOut(List.of(STRUCTURE, DOC_MDP, CONTENT, TIME, METADATA), "not authentic");
        }
    }

    private void signature(PdfSignatureBytes bytes, PdfCms cms) {
        attempt(ALGORITHM, cms::algorithm);
        attempt(
                DIGEST,
                () -> require(cms.covers(bytes.signed()), "agrees", "the content was changed"));
        attempt(SIGNATURE, () -> require(cms.verifies(), "verifies", "does not verify"));
        attempt(
                SIGNING_CERTIFICATE,
                () -> {
                    cms.requireSigningCertificate();
                    return "signing-certificate-v2 names the signer's certificate";
                });
        if (cms.hasUnsignedAttributes()) {
            checks.add(Check.indeterminate(UNSIGNED, "a time stamp or the like is not checked"));
        }
    }

    private void certificate(PdfCms cms) {
        X509CertificateHolder signer = cms.certificate();
        attempt(
                CERTIFICATE,
                () -> {
                    List<X509CertificateHolder> others =
                            cms.certificates().stream()
                                    .filter(other -> !other.equals(signer))
                                    .toList();
                    List<X509CertificateHolder> path =
                            CertificatePath.validate(signer, others, anchors, at);
                    return require(
                            path.containsAll(others),
                            signer.getSubject() + ", valid at " + at + " up to a given anchor",
                            "the signature carries a certificate that it does not need");
                });
        attempt(
                KEY_USAGE,
                () -> {
                    var extensions = signer.getExtensions();
                    KeyUsage usage =
                            extensions == null ? null : KeyUsage.fromExtensions(extensions);
                    return require(
                            usage != null
                                    && (usage.hasUsages(KeyUsage.digitalSignature)
                                            || usage.hasUsages(KeyUsage.nonRepudiation)),
                            "the key is for signatures",
                            "the certificate's key is not for signatures");
                });
    }

    private void objects(PdfSignatureBytes bytes, X509CertificateHolder signer) {
        PdfContent[] content = new PdfContent[1];
        PDSignature[] signature = new PDSignature[1];
        try {
            boolean opened =
                    attempt(
                            STRUCTURE,
                            () -> {
                                PdfStreams.requireBounded(pdf);
                                content[0] = PdfContent.open(pdf);
                                signature[0] = content[0].requireSignature(bytes);
                                return "one signature field, the one that was verified";
                            });
            if (opened) {
                objects(content[0], signature[0], signer);
            } else {
                leaveOut(List.of(DOC_MDP, CONTENT, TIME, METADATA), "not sound");
            }
        } finally {
            if (content[0] != null) {
                content[0].close();
            }
        }
    }

    private void objects(PdfContent content, PDSignature signature, X509CertificateHolder signer) {
        attempt(
                DOC_MDP,
                () -> {
                    content.requireNoChanges(signature);
                    return "certified, no change is allowed";
                });
        attempt(
                CONTENT,
                () -> {
                    content.requirePassive();
                    return "no scripts, actions or embedded files";
                });
        attempt(TIME, () -> time(content.claimedTime(signature).orElse(null), signer));
        attempt(
                METADATA,
                () -> {
                    metadata = content.metadata();
                    return metadata.isEmpty() ? "none, not a licence file" : metadata.toString();
                });
    }

    private String time(Instant claimed, X509CertificateHolder signer) {
        if (claimed == null) {
            throw new ProofException("M", "the signature names no time");
        }
        boolean within =
                !claimed.isAfter(at.plus(CLOCK_SKEW))
                        && !claimed.isBefore(signer.getNotBefore().toInstant())
                        && !claimed.isAfter(signer.getNotAfter().toInstant());
        return require(
                within,
                claimed + ", as the signer says",
                "the claimed time " + claimed + " is in the future or outside the certificate's");
    }

    /** 电子签名法第十三条: what follows from the checks above for each of its four conditions. */
    private void law() {
        derive(EXCLUSIVE, List.of(SIGNING_CERTIFICATE, CERTIFICATE, KEY_USAGE));
        checks.add(
                Check.indeterminate(
                        PdfVerifier.KEY_CONTROL, "no file can show who controlled the key"));
        derive(SIGNATURE_FIXED, List.of(CMS, ALGORITHM, SIGNATURE, SIGNING_CERTIFICATE));
        derive(
                CONTENT_FIXED,
                List.of(BYTE_RANGE, ALGORITHM, DIGEST, SIGNATURE, STRUCTURE, DOC_MDP));
    }

    private void derive(String name, List<String> from) {
        List<String> passed =
                checks.stream()
                        .filter(check -> check.outcome() == Check.Outcome.PASS)
                        .map(Check::name)
                        .toList();
        List<String> missing = from.stream().filter(one -> !passed.contains(one)).toList();
        checks.add(
                missing.isEmpty()
                        ? Check.pass(name, "follows from " + String.join(", ", from))
                        : Check.fail(name, "not shown by " + String.join(", ", missing)));
    }

    private void leaveOut(List<String> names, String why) {
        names.forEach(
                name -> checks.add(Check.indeterminate(name, "not examined, the file is " + why)));
    }

    private static String require(boolean holds, String good, String bad) {
        if (!holds) {
            throw new ProofException("PDF", bad);
        }
        return good;
    }

    private boolean attempt(String name, Supplier<String> check) {
        try {
            checks.add(Check.pass(name, check.get()));
            return true;
        } catch (ProofException e) {
            checks.add(Check.fail(name, e.getMessage()));
        } catch (RuntimeException e) {
            checks.add(Check.fail(name, "a field is malformed: " + e.getClass().getSimpleName()));
        }
        return false;
    }
}
