package org.zhengshu.elicence.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.elicence.control.LicenceStore;
import org.zhengshu.elicence.entity.CodeAddress;
import org.zhengshu.elicence.entity.Licence;
import org.zhengshu.elicence.entity.LicenceCode;
import org.zhengshu.identity.boundary.Directory;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Settings;
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
    @Inject private Directory directory;
    @Inject private Settings settings;
    @Inject private Clock clock;

    /** A document to check: the PDF, at most 20 MiB. */
    public record VerifyDocument(@NotNull byte[] document) {}

    /** What a scanner read from the QR code of a licence (扫码内容): the code or its address. */
    public record VerifyCode(@NotBlank @Size(max = 1000) String code) {}

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
        return examined(input.document());
    }

    /** The licence whose QR code was read, its document taken from this node (扫码核验). */
    @Operation(value = "elicence.verify-code", open = true)
    public VerificationView verifyCode(VerifyCode input) {
        LicenceCode code = code(input.code());
        String name = issuer(code);
        UUID random =
                code.random()
                        .orElseThrow(
                                () ->
                                        ProblemType.INVALID_INPUT.because(
                                                "只有证照标识，没有斜杠后的随机号。请扫描证照右上角的二维码，或上传证照文件；"
                                                        + "颁发机构为 "
                                                        + name,
                                                "this is the licence identifier alone, without the"
                                                        + " number after the slash; scan the QR code"
                                                        + " at the upper right of the licence or"
                                                        + " send its file; the issuer is "
                                                        + name));
        Licence licence =
                store.find(random)
                        .filter(l -> l.identifier().equals(code.identifier().toString()))
                        .orElseThrow(
                                () ->
                                        ProblemType.LICENCE_NOT_FOUND.because(
                                                "本节点没有这份证照，请到颁发机构 " + name + " 的节点核验",
                                                "this node has no such licence; check it at the"
                                                        + " node of its issuer "
                                                        + name));
        return examined(licence.document());
    }

    private String issuer(LicenceCode code) {
        String issuer = code.identifier().issuer();
        return directory.name(issuer).map(n -> n + "（" + issuer + "）").orElse(issuer);
    }

    /** The code alone, or out of an address of this node. */
    private LicenceCode code(String scanned) {
        if (!CodeAddress.isMeant(scanned)) {
            return bare(scanned);
        }
        CodeAddress address = CodeAddress.parse(scanned);
        LicenceCode code = bare(address.text());
        if (settings.addresses().contains(address.node())) {
            return code;
        }
        String there = address.node() + CodeAddress.PATH;
        throw ProblemType.LICENCE_ELSEWHERE.because(
                "二维码指向 "
                        + address.node()
                        + "，不是本节点的地址，本节点没有访问它。请先确认这是颁发机构 "
                        + issuer(code)
                        + " 公布的地址，再到 "
                        + there
                        + " 核验；确认不了的，请上传证照文件",
                "the QR code leads to "
                        + address.node()
                        + ", which is no address of this node; this node has not opened it. Make"
                        + " sure that it is an address that the issuer, "
                        + issuer(code)
                        + ", has made public, then check the licence at "
                        + there
                        + "; if in doubt, send the licence's file");
    }

    private static LicenceCode bare(String scanned) {
        try {
            return LicenceCode.find(scanned)
                    .orElseThrow(
                            () ->
                                    ProblemType.INVALID_INPUT.because(
                                            "不是证照二维码的内容（收到 "
                                                    + scanned.length()
                                                    + " 个字符，其中没有证照标识）。请扫描证照右上角的二维码，或上传证照文件",
                                            "this is not what the QR code of a licence holds ("
                                                    + scanned.length()
                                                    + " characters without a licence identifier);"
                                                    + " scan the code at the upper right of the"
                                                    + " licence or send its file"));
        } catch (IllegalArgumentException e) {
            throw ProblemType.INVALID_INPUT.because(
                    "其中的证照标识不完整或校验位不符，请重新扫描",
                    "the licence identifier in it is not whole or its check character is wrong;"
                            + " scan again");
        }
    }

    private VerificationView examined(byte[] document) {
        Instant now = clock.instant();
        PdfVerifier.Result result = PdfVerifier.examine(document, keys.anchors(), now);
        DigestStream digest = digest(document);
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
