package org.zhengshu.proof;

import java.util.Map;

/** What the outcomes of a PDF's checks mean, said to people in both languages. */
final class PdfWording {
    /**
     * What is said of one check.
     *
     * @param open where the file does not tell
     */
    private record Words(Wording open, Wording passed, Wording failed) {}

    private static final Map<String, Words> WORDS =
            Map.ofEntries(
                    entry(
                            PdfChecks.SIZE,
                            new Wording("文件大小与格式", "size and form"),
                            new Wording(
                                    "文件是 PDF，大小在限度内。", "The file is a PDF within the size limit."),
                            new Wording(
                                    "文件不是 PDF，或者超过大小限度。",
                                    "The file is no PDF or is over the size limit.")),
                    entry(
                            PdfChecks.BYTE_RANGE,
                            new Wording("签名覆盖整个文件", "signed range"),
                            new Wording("签名覆盖整个文件，没有遗漏。", "The signature covers the whole file."),
                            new Wording(
                                    "签名没有覆盖整个文件，遗漏的部分可能是后加的。",
                                    "The signature leaves out a part of the file, which may have been added later.")),
                    entry(
                            PdfChecks.CMS,
                            new Wording("签名结构", "signature structure"),
                            new Wording(
                                    "签名的结构正确，签名人只有一个。",
                                    "The signature is well formed and of one signer."),
                            new Wording("签名的结构不正确。", "The signature is not well formed.")),
                    entry(
                            PdfChecks.ALGORITHM,
                            new Wording("密码算法", "algorithms"),
                            new Wording("所用的密码算法符合要求。", "The algorithms are accepted ones."),
                            new Wording("所用的密码算法不符合要求。", "The algorithms are not accepted.")),
                    entry(
                            PdfChecks.DIGEST,
                            new Wording("内容未被改动", "content unchanged"),
                            new Wording("签名之后内容没有改动。", "The content is as it was signed."),
                            new Wording(
                                    "签名之后内容被改动过。", "The content was changed after it was signed.")),
                    entry(
                            PdfChecks.SIGNATURE,
                            new Wording("电子签名", "signature"),
                            new Wording(
                                    "签名由证书所载的密钥作出。",
                                    "The signature was made with the certificate's key."),
                            new Wording(
                                    "签名不是由证书所载的密钥作出，或者文件没有签名。",
                                    "The signature was not made with the certificate's key, or the file is not signed.")),
                    entry(
                            PdfChecks.SIGNING_CERTIFICATE,
                            new Wording("签名指定的证书", "certificate named by the signature"),
                            new Wording(
                                    "签名指明了所用的证书，与所附的一致。",
                                    "The signature names the certificate that it carries."),
                            new Wording(
                                    "签名没有指明所用的证书，或者与所附的不一致。",
                                    "The signature does not name the certificate that it carries.")),
                    entry(PdfChecks.UNSIGNED, new Wording("未签名的属性", "unsigned attributes")),
                    entry(
                            PdfChecks.CERTIFICATE,
                            new Wording("证书链", "certificate chain"),
                            new Wording(
                                    "签名证书由可信的根签发，在有效期内。",
                                    "The certificate leads to a trusted root and is valid."),
                            new Wording(
                                    "签名证书不是由可信的根签发，或者不在有效期内。",
                                    "The certificate does not lead to a trusted root, or is not valid at this time.")),
                    entry(
                            PdfChecks.KEY_USAGE,
                            new Wording("密钥用途", "key usage"),
                            new Wording("证书可以用于签名。", "The certificate is for signatures."),
                            new Wording("证书不是用于签名的。", "The certificate is not for signatures.")),
                    entry(
                            PdfChecks.STRUCTURE,
                            new Wording("文件结构", "structure"),
                            new Wording(
                                    "文件只有一个签名，就是上面核验的签名。",
                                    "The file has one signature, the one that was checked."),
                            new Wording(
                                    "文件结构可疑，看到的内容可能不是签名时的内容。",
                                    "The structure is suspect: what is shown may not be what was signed.")),
                    entry(
                            PdfChecks.DOC_MDP,
                            new Wording("签后不得改动", "no changes allowed"),
                            new Wording(
                                    "签发时声明了不允许任何改动。",
                                    "It was certified so that no change is allowed."),
                            new Wording(
                                    "文件没有声明不允许改动。",
                                    "The file does not say that no change is allowed.")),
                    entry(
                            PdfChecks.CONTENT,
                            new Wording("无脚本和附件", "no active content"),
                            new Wording(
                                    "文件不含脚本、动作和附件。",
                                    "The file has no scripts, actions or attachments."),
                            new Wording(
                                    "文件含有脚本、动作或附件。",
                                    "The file has scripts, actions or attachments.")),
                    entry(
                            PdfChecks.TIME,
                            new Wording("声明的签名时间", "claimed time"),
                            new Wording(
                                    "签名人声明的时间在证书有效期内。",
                                    "The time that the signer states is within the certificate's."),
                            new Wording(
                                    "签名人声明的时间缺失、在将来，或者不在证书有效期内。",
                                    "The signer states no time, a time to come, or one outside the certificate's.")),
                    entry(
                            PdfChecks.METADATA,
                            new Wording("证照元数据", "licence metadata"),
                            new Wording(
                                    "附带的证照信息可以读取；没有附带的，不是证照文件。",
                                    "The licence's data can be read; a file without them is no licence."),
                            new Wording(
                                    "附带的证照信息损坏或不完整。",
                                    "The licence's data are damaged or incomplete.")),
                    entry(
                            PdfChecks.EXCLUSIVE,
                            new Wording("电子签名法第十三条（一）制作数据专有", "art. 13(1) exclusive data"),
                            new Wording(
                                    "由以上各项得出：签名制作数据属签名人专有。",
                                    "It follows from the above: the data for signing belong to the signer alone."),
                            new Wording(
                                    "以上各项不能表明签名制作数据属签名人专有。",
                                    "It does not follow from the above that the data for signing belong to the signer alone.")),
                    entry(
                            PdfVerifier.KEY_CONTROL,
                            new Wording("电子签名法第十三条（二）仅由签名人控制", "art. 13(2) sole control")),
                    entry(
                            PdfChecks.SIGNATURE_FIXED,
                            new Wording("电子签名法第十三条（三）签名改动可发现", "art. 13(3) signature changes show"),
                            new Wording(
                                    "由以上各项得出：签署后对签名的改动能够发现。",
                                    "It follows from the above: a change of the signature shows."),
                            new Wording(
                                    "以上各项不能表明对签名的改动能够发现。",
                                    "It does not follow from the above that a change of the signature shows.")),
                    entry(
                            PdfChecks.CONTENT_FIXED,
                            new Wording("电子签名法第十三条（四）内容改动可发现", "art. 13(4) content changes show"),
                            new Wording(
                                    "由以上各项得出：签署后对内容的改动能够发现。",
                                    "It follows from the above: a change of the content shows."),
                            new Wording(
                                    "以上各项不能表明对内容的改动能够发现。",
                                    "It does not follow from the above that a change of the content shows.")));

    private PdfWording() {}

    private static Map.Entry<String, Words> entry(
            String check, Wording subject, Wording passed, Wording failed) {
        return Map.entry(check, new Words(open(subject), passed, failed));
    }

    /** A check that no file can pass or fail. */
    private static Map.Entry<String, Words> entry(String check, Wording subject) {
        return entry(check, subject, open(subject), open(subject));
    }

    private static Wording open(Wording subject) {
        return new Wording(
                subject.zh() + "：无法由文件判定。", subject.en() + ": cannot be told from the file.");
    }

    /** True for the checks of {@link PdfVerifier}. */
    static boolean covers(Check check) {
        return WORDS.containsKey(check.name());
    }

    static Wording of(Check check) {
        Words words = WORDS.get(check.name());
        return switch (check.outcome()) {
            case PASS -> words.passed();
            case FAIL -> words.failed();
            case INDETERMINATE, OPEN -> words.open();
        };
    }
}
