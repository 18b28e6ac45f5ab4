package org.zhengshu.elicence.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.zhengshu.elicence.control.LicenceStore;
import org.zhengshu.elicence.entity.Licence;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.proof.Check;
import org.zhengshu.proof.DigestStream;
import org.zhengshu.proof.PdfVerifier;
import org.zhengshu.proof.Wording;
import org.zhengshu.regulation.boundary.CodeLists;
import org.zhengshu.signature.boundary.DocumentKey;

/** Checks licence documents for everybody (证照核验), without a login. */
@Stateless
@Boundary
public class Verifications {
    @Inject private DocumentKey keys;
    @Inject private LicenceStore store;
    @Inject private CodeLists codes;
    @Inject private Clock clock;

    /** A document to check: the PDF, at most 20 MiB. */
    public record VerifyDocument(@NotNull byte[] document) {}

    /**
     * One check.
     *
     * @param outcome PASS, FAIL or INDETERMINATE
     * @param meaning what came of it, one sentence in the caller's language
     * @param detail for who knows the formats, in English
     */
    public record CheckView(String name, String outcome, String meaning, String detail) {}

    /**
     * What came out.
     *
     * @param valid true when the signature and everything that a file can show is in order
     * @param identifier 证照标识, only of an authentic document
     * @param registered true when this node issued exactly this document
     * @param status state of the licence now, for registered ones
     */
    public record VerificationView(
            boolean valid,
            Instant checkedAt,
            String identifier,
            boolean registered,
            String status,
            String sha256,
            String sm3,
            List<CheckView> checks) {}

    @Operation(value = "elicence.verify", open = true)
    public VerificationView verify(VerifyDocument input) {
        Instant now = clock.instant();
        PdfVerifier.Result result = PdfVerifier.examine(input.document(), keys.anchors(), now);
        DigestStream digest = digest(input.document());
        String sha256 = digest.sha256();
        String sm3 = digest.sm3();
        String identifier = result.metadata().get("ZZBS");
        Optional<Licence> licence =
                identifier == null
                        ? Optional.empty()
                        : store.byIdentifier(identifier).filter(l -> l.sha256().equals(sha256));
        Call.current().note("documentSm3", sm3).note("valid", result.accepted());
        licence.ifPresent(
                l -> Call.current().note("licence", l.identifier()).concerns(l.holderCode()));
        return new VerificationView(
                result.accepted(),
                now,
                identifier,
                licence.isPresent(),
                licence.map(l -> statusName(l.status())).orElse(null),
                sha256,
                sm3,
                result.report().checks().stream().map(Verifications::view).toList());
    }

    private static CheckView view(Check check) {
        Wording meaning = Wording.of(check);
        return new CheckView(
                check.name(),
                check.outcome().name(),
                Call.current().language() == Language.CHINESE ? meaning.zh() : meaning.en(),
                check.detail());
    }

    private String statusName(String code) {
        Locale locale =
                Call.current().language() == Language.CHINESE ? Locale.CHINESE : Locale.ENGLISH;
        return codes.name("licence-status", code, locale);
    }

    private static DigestStream digest(byte[] document) {
        DigestStream digest = new DigestStream(new ByteArrayInputStream(document));
        try {
            digest.transferTo(OutputStream.nullOutputStream());
            return digest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
