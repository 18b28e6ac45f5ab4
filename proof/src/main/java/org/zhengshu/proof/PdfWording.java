package org.zhengshu.proof;

import java.util.Map;

/** What the outcomes of a PDF's checks mean, said to people in both languages. */
final class PdfWording {
    private static final Map<String, Wording> SUBJECTS =
            Map.ofEntries(
                    entry(PdfChecks.SIZE, "文件大小与格式", "size and form"),
                    entry(PdfChecks.BYTE_RANGE, "签名覆盖整个文件", "signed range"),
                    entry(PdfChecks.CMS, "签名结构", "signature structure"),
                    entry(PdfChecks.ALGORITHM, "密码算法", "algorithms"),
                    entry(PdfChecks.DIGEST, "内容未被改动", "content unchanged"),
                    entry(PdfChecks.SIGNATURE, "电子签名", "signature"),
                    entry(
                            PdfChecks.SIGNING_CERTIFICATE,
                            "签名指定的证书",
                            "certificate named by the signature"),
                    entry(PdfChecks.UNSIGNED, "未签名的属性", "unsigned attributes"),
                    entry(PdfChecks.CERTIFICATE, "证书链", "certificate chain"),
                    entry(PdfChecks.KEY_USAGE, "密钥用途", "key usage"),
                    entry(PdfChecks.STRUCTURE, "文件结构", "structure"),
                    entry(PdfChecks.DOC_MDP, "签后不得改动", "no changes allowed"),
                    entry(PdfChecks.CONTENT, "无脚本和附件", "no active content"),
                    entry(PdfChecks.TIME, "声明的签名时间", "claimed time"),
                    entry(PdfChecks.METADATA, "证照元数据", "licence metadata"),
                    entry(PdfChecks.EXCLUSIVE, "电子签名法第十三条（一）制作数据专有", "art. 13(1) exclusive data"),
                    entry(
                            PdfVerifier.KEY_CONTROL,
                            "电子签名法第十三条（二）仅由签名人控制",
                            "art. 13(2) sole control"),
                    entry(
                            PdfChecks.SIGNATURE_FIXED,
                            "电子签名法第十三条（三）签名改动可发现",
                            "art. 13(3) signature changes show"),
                    entry(
                            PdfChecks.CONTENT_FIXED,
                            "电子签名法第十三条（四）内容改动可发现",
                            "art. 13(4) content changes show"));

    private static final Map<String, Wording> PASSED =
            Map.ofEntries(
                    entry(
                            PdfChecks.SIZE,
                            "文件是 PDF，大小在限度内。",
                            "The file is a PDF within the size limit."),
                    entry(
                            PdfChecks.BYTE_RANGE,
                            "签名覆盖整个文件，没有遗漏。",
                            "The signature covers the whole file."),
                    entry(
                            PdfChecks.CMS,
                            "签名的结构正确，签名人只有一个。",
                            "The signature is well formed and of one signer."),
                    entry(PdfChecks.ALGORITHM, "所用的密码算法符合要求。", "The algorithms are accepted ones."),
                    entry(PdfChecks.DIGEST, "签名之后内容没有改动。", "The content is as it was signed."),
                    entry(
                            PdfChecks.SIGNATURE,
                            "签名由证书所载的密钥作出。",
                            "The signature was made with the certificate's key."),
                    entry(
                            PdfChecks.SIGNING_CERTIFICATE,
                            "签名指明了所用的证书，与所附的一致。",
                            "The signature names the certificate that it carries."),
                    entry(
                            PdfChecks.CERTIFICATE,
                            "签名证书由可信的根签发，在有效期内。",
                            "The certificate leads to a trusted root and is valid."),
                    entry(PdfChecks.KEY_USAGE, "证书可以用于签名。", "The certificate is for signatures."),
                    entry(
                            PdfChecks.STRUCTURE,
                            "文件只有一个签名，就是上面核验的签名。",
                            "The file has one signature, the one that was checked."),
                    entry(
                            PdfChecks.DOC_MDP,
                            "签发时声明了不允许任何改动。",
                            "It was certified so that no change is allowed."),
                    entry(
                            PdfChecks.CONTENT,
                            "文件不含脚本、动作和附件。",
                            "The file has no scripts, actions or attachments."),
                    entry(
                            PdfChecks.TIME,
                            "签名人声明的时间在证书有效期内。",
                            "The time that the signer states is within the certificate's."),
                    entry(
                            PdfChecks.METADATA,
                            "附带的证照信息可以读取；没有附带的，不是证照文件。",
                            "The licence's data can be read; a file without them is no licence."),
                    entry(
                            PdfChecks.EXCLUSIVE,
                            "由以上各项得出：签名制作数据属签名人专有。",
                            "It follows from the above: the data for signing belong to the signer alone."),
                    entry(
                            PdfChecks.SIGNATURE_FIXED,
                            "由以上各项得出：签署后对签名的改动能够发现。",
                            "It follows from the above: a change of the signature shows."),
                    entry(
                            PdfChecks.CONTENT_FIXED,
                            "由以上各项得出：签署后对内容的改动能够发现。",
                            "It follows from the above: a change of the content shows."));

    private static final Map<String, Wording> FAILED =
            Map.ofEntries(
                    entry(
                            PdfChecks.SIZE,
                            "文件不是 PDF，或者超过大小限度。",
                            "The file is no PDF or is over the size limit."),
                    entry(
                            PdfChecks.BYTE_RANGE,
                            "签名没有覆盖整个文件，遗漏的部分可能是后加的。",
                            "The signature leaves out a part of the file, which may have been added later."),
                    entry(PdfChecks.CMS, "签名的结构不正确。", "The signature is not well formed."),
                    entry(PdfChecks.ALGORITHM, "所用的密码算法不符合要求。", "The algorithms are not accepted."),
                    entry(
                            PdfChecks.DIGEST,
                            "签名之后内容被改动过。",
                            "The content was changed after it was signed."),
                    entry(
                            PdfChecks.SIGNATURE,
                            "签名不是由证书所载的密钥作出，或者文件没有签名。",
                            "The signature was not made with the certificate's key, or the file is not signed."),
                    entry(
                            PdfChecks.SIGNING_CERTIFICATE,
                            "签名没有指明所用的证书，或者与所附的不一致。",
                            "The signature does not name the certificate that it carries."),
                    entry(
                            PdfChecks.CERTIFICATE,
                            "签名证书不是由可信的根签发，或者不在有效期内。",
                            "The certificate does not lead to a trusted root, or is not valid at this time."),
                    entry(
                            PdfChecks.KEY_USAGE,
                            "证书不是用于签名的。",
                            "The certificate is not for signatures."),
                    entry(
                            PdfChecks.STRUCTURE,
                            "文件结构可疑，看到的内容可能不是签名时的内容。",
                            "The structure is suspect: what is shown may not be what was signed."),
                    entry(
                            PdfChecks.DOC_MDP,
                            "文件没有声明不允许改动。",
                            "The file does not say that no change is allowed."),
                    entry(
                            PdfChecks.CONTENT,
                            "文件含有脚本、动作或附件。",
                            "The file has scripts, actions or attachments."),
                    entry(
                            PdfChecks.TIME,
                            "签名人声明的时间缺失、在将来，或者不在证书有效期内。",
                            "The signer states no time, a time to come, or one outside the certificate's."),
                    entry(
                            PdfChecks.METADATA,
                            "附带的证照信息损坏或不完整。",
                            "The licence's data are damaged or incomplete."),
                    entry(
                            PdfChecks.EXCLUSIVE,
                            "以上各项不能表明签名制作数据属签名人专有。",
                            "It does not follow from the above that the data for signing belong to the signer alone."),
                    entry(
                            PdfChecks.SIGNATURE_FIXED,
                            "以上各项不能表明对签名的改动能够发现。",
                            "It does not follow from the above that a change of the signature shows."),
                    entry(
                            PdfChecks.CONTENT_FIXED,
                            "以上各项不能表明对内容的改动能够发现。",
                            "It does not follow from the above that a change of the content shows."));

    private PdfWording() {}

    private static Map.Entry<String, Wording> entry(String check, String zh, String en) {
        return Map.entry(check, new Wording(zh, en));
    }

    /** True for the checks of {@link PdfVerifier}. */
    static boolean covers(Check check) {
        return SUBJECTS.containsKey(check.name());
    }

    static Wording of(Check check) {
        return switch (check.outcome()) {
            case PASS -> PASSED.get(check.name());
            case FAIL -> FAILED.get(check.name());
            case INDETERMINATE, OPEN -> {
                Wording subject = SUBJECTS.get(check.name());
                yield new Wording(
                        subject.zh() + "：无法由文件判定。",
                        subject.en() + ": cannot be told from the file.");
            }
        };
    }
}
