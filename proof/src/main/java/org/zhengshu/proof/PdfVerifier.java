package org.zhengshu.proof;

import java.time.Instant;
import java.util.Map;

/**
 * Checks a signed PDF offline (电子证照核验): PAdES baseline B of ETSI EN 319 142-1, and the four
 * conditions of a reliable electronic signature (电子签名法第十三条) as far as a file can show them.
 */
public final class PdfVerifier {
    /** What no file can show: who had the key in hand when it signed (第十三条第二项). */
    static final String KEY_CONTROL = "pdf.law.13.2";

    private PdfVerifier() {}

    /** A report and, only of a file without a failed check, its metadata. */
    public record Result(VerificationReport report, Map<String, String> metadata) {
        public Result {
            metadata = Map.copyOf(metadata);
        }

        /** True when everything passed that a file can show. */
        public boolean accepted() {
            return PdfVerifier.accepted(report);
        }
    }

    /** The report alone. */
    public static VerificationReport verify(byte[] pdf, TrustAnchors anchors, Instant at) {
        return examine(pdf, anchors, at).report();
    }

    /**
     * Checks a file against the caller's anchors, its certificates at the given instant; a PDF
     * parser sees the file only after its signature has been verified.
     */
    public static Result examine(byte[] pdf, TrustAnchors anchors, Instant at) {
        return new PdfChecks(pdf, anchors, at).run();
    }

    /** True when all checks passed but that of key control, which stays open for every file. */
    public static boolean accepted(VerificationReport report) {
        return !report.checks().isEmpty()
                && report.checks().stream()
                        .allMatch(
                                check ->
                                        check.outcome() == Check.Outcome.PASS
                                                || check.name().equals(KEY_CONTROL)
                                                        && check.outcome()
                                                                == Check.Outcome.INDETERMINATE);
    }
}
