package org.zhengshu.proof;

import java.util.Map;

/** What an outcome means, said to people in both languages. */
record Wording(String zh, String en) {
    private static final Wording SKIPPED =
            new Wording("未核验：没有给出报文。", "Not checked: no message was given.");

    private static final Map<String, Wording> PASSED =
            Map.of(
                    ReceiptChecks.FORMAT,
                    new Wording("回执格式正确。", "The receipt is well formed."),
                    ReceiptChecks.MESSAGE,
                    new Wording("报文未被改动。", "The message is unchanged."),
                    ReceiptChecks.ENTRY,
                    new Wording("日志条目完整。", "The log entry is complete."),
                    ReceiptChecks.INCLUSION,
                    new Wording("条目在日志中。", "The entry is in the log."),
                    ReceiptChecks.CHECKPOINT,
                    new Wording("检查点与回执一致。", "The checkpoint belongs to the receipt."),
                    ReceiptChecks.SIGNATURE_SM2,
                    new Wording("国密签名有效。", "The SM2 signature verifies."),
                    ReceiptChecks.SIGNATURE_ED25519,
                    new Wording("Ed25519 签名有效。", "The Ed25519 signature verifies."),
                    ReceiptChecks.CERTIFICATE,
                    new Wording("证书由您信任的根签发。", "The certificates lead to a root you trust."));

    private static final Map<String, Wording> FAILED =
            Map.of(
                    ReceiptChecks.FORMAT,
                    new Wording("回执已损坏或不是回执。", "The receipt is damaged or is no receipt."),
                    ReceiptChecks.MESSAGE,
                    new Wording(
                            "报文被改动或不是这一份（SOAP 报文请用 --soap）。",
                            "The message was changed or is another one (for SOAP use --soap)."),
                    ReceiptChecks.ENTRY,
                    new Wording("日志条目不完整。", "The log entry is incomplete."),
                    ReceiptChecks.INCLUSION,
                    new Wording(
                            "条目、盐值或路径被改动，条目不在日志中。",
                            "The entry, its salt or its path was changed: it is not in the log."),
                    ReceiptChecks.CHECKPOINT,
                    new Wording(
                            "检查点与回执不符，或有来历不明的签名。",
                            "The checkpoint does not fit or has a signature of unknown origin."),
                    ReceiptChecks.SIGNATURE_SM2,
                    new Wording("国密签名无效或缺失。", "The SM2 signature is wrong or missing."),
                    ReceiptChecks.SIGNATURE_ED25519,
                    new Wording("Ed25519 签名无效或缺失。", "The Ed25519 signature is wrong or missing."),
                    ReceiptChecks.CERTIFICATE,
                    new Wording(
                            "证书无效，或不是由您信任的根签发。",
                            "A certificate is not valid or does not lead to a root you trust."));

    static Wording of(Check check) {
        if (PdfWording.covers(check)) {
            return PdfWording.of(check);
        }
        return switch (check.outcome()) {
            case PASS -> PASSED.get(check.name());
            case FAIL -> FAILED.get(check.name());
            case INDETERMINATE -> SKIPPED;
        };
    }

    static Wording of(VerificationReport.Verdict verdict) {
        return switch (verdict) {
            case VALID -> new Wording("有效", "VALID");
            case VALID_MESSAGE_NOT_CHECKED ->
                    new Wording("有效（未核验报文）", "VALID (message not checked)");
            case INVALID -> new Wording("无效", "INVALID");
        };
    }
}
