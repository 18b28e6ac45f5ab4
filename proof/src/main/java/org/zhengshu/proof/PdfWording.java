package org.zhengshu.proof;

import java.util.Map;

/** What the outcomes of a PDF's checks mean, said to people in both languages. */
final class PdfWording {
    private static final Map<String, Wording> SUBJECTS =
            Map.ofEntries(
                    Map.entry(PdfChecks.SIZE, new Wording("文件大小与格式", "size and form")),
                    Map.entry(PdfChecks.BYTE_RANGE, new Wording("签名覆盖整个文件", "signed range")),
                    Map.entry(PdfChecks.CMS, new Wording("签名结构", "signature structure")),
                    Map.entry(PdfChecks.ALGORITHM, new Wording("密码算法", "algorithms")),
                    Map.entry(PdfChecks.DIGEST, new Wording("内容未被改动", "content unchanged")),
                    Map.entry(PdfChecks.SIGNATURE, new Wording("电子签名", "signature")),
                    Map.entry(
                            PdfChecks.SIGNING_CERTIFICATE,
                            new Wording("签名指定的证书", "certificate named by the signature")),
                    Map.entry(PdfChecks.UNSIGNED, new Wording("未签名的属性", "unsigned attributes")),
                    Map.entry(PdfChecks.CERTIFICATE, new Wording("证书链", "certificate chain")),
                    Map.entry(PdfChecks.KEY_USAGE, new Wording("密钥用途", "key usage")),
                    Map.entry(PdfChecks.STRUCTURE, new Wording("文件结构", "structure")),
                    Map.entry(PdfChecks.DOC_MDP, new Wording("签后不得改动", "no changes allowed")),
                    Map.entry(PdfChecks.CONTENT, new Wording("无脚本和附件", "no active content")),
                    Map.entry(PdfChecks.TIME, new Wording("声明的签名时间", "claimed time")),
                    Map.entry(PdfChecks.METADATA, new Wording("证照元数据", "licence metadata")),
                    Map.entry(
                            PdfChecks.EXCLUSIVE,
                            new Wording("电子签名法第十三条（一）制作数据专有", "art. 13(1) exclusive data")),
                    Map.entry(
                            PdfVerifier.KEY_CONTROL,
                            new Wording("电子签名法第十三条（二）仅由签名人控制", "art. 13(2) sole control")),
                    Map.entry(
                            PdfChecks.SIGNATURE_FIXED,
                            new Wording(
                                    "电子签名法第十三条（三）签名改动可发现", "art. 13(3) signature changes show")),
                    Map.entry(
                            PdfChecks.CONTENT_FIXED,
                            new Wording("电子签名法第十三条（四）内容改动可发现", "art. 13(4) content changes show")));

    private PdfWording() {}

    /** True for the checks of {@link PdfVerifier}. */
    static boolean covers(Check check) {
        return SUBJECTS.containsKey(check.name());
    }

    static Wording of(Check check) {
        Wording subject = SUBJECTS.get(check.name());
        return switch (check.outcome()) {
            case PASS -> new Wording(subject.zh() + "：通过。", subject.en() + ": passed.");
            case FAIL -> new Wording(subject.zh() + "：不通过。", subject.en() + ": failed.");
            case INDETERMINATE, OPEN ->
                    new Wording(
                            subject.zh() + "：无法由文件判定。",
                            subject.en() + ": cannot be told from the file.");
        };
    }
}
