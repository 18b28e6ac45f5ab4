package org.zhengshu.proof;

import java.util.Map;

/** What an outcome means, said to people in both languages. */
public record Wording(String zh, String en) {
    private static final Map<String, Wording> SKIPPED =
            Map.of(
                    ReceiptChecks.MESSAGE,
                    new Wording("未核验：没有给出报文。", "Not checked: no message was given."),
                    ReceiptChecks.REVOCATION,
                    new Wording(
                            "证书后来被吊销，又没有时间戳证明签名在先。",
                            "A certificate was revoked later, and no time-stamp proves that the"
                                    + " signature is older."),
                    ReceiptChecks.WITNESSES,
                    new Wording(
                            "您给出的见证方都没有签名。", "None of the witnesses that you gave has cosigned."));

    private static final Map<String, Wording> OPEN =
            Map.of(
                    ReceiptChecks.TIMESTAMP,
                    new Wording("时间戳待补。", "Time-stamp pending."),
                    ReceiptChecks.REVOCATION,
                    new Wording(
                            "回执没有（全部）证书的吊销信息，未核验是否吊销。",
                            "The receipt has no revocation data, or not for every certificate:"
                                    + " revocation not checked."),
                    ReceiptChecks.WITNESSES,
                    new Wording(
                            "没有见证方签名，或没有给出其公钥，未核验。",
                            "No cosignature, or no key of its witness was given: not checked."));

    private static final Map<String, Wording> PASSED =
            Map.ofEntries(
                    entry(ReceiptChecks.FORMAT, "回执格式正确。", "The receipt is well formed."),
                    entry(ReceiptChecks.MESSAGE, "报文未被改动。", "The message is unchanged."),
                    entry(ReceiptChecks.ENTRY, "日志条目完整。", "The log entry is complete."),
                    entry(ReceiptChecks.INCLUSION, "条目在日志中。", "The entry is in the log."),
                    entry(
                            ReceiptChecks.CHECKPOINT,
                            "检查点与回执一致。",
                            "The checkpoint belongs to the receipt."),
                    entry(ReceiptChecks.SIGNATURE_SM2, "国密签名有效。", "The SM2 signature verifies."),
                    entry(
                            ReceiptChecks.SIGNATURE_ED25519,
                            "Ed25519 签名有效。",
                            "The Ed25519 signature verifies."),
                    entry(
                            ReceiptChecks.CERTIFICATE,
                            "证书由您信任的根签发。",
                            "The certificates lead to a root you trust."),
                    entry(
                            ReceiptChecks.TIMESTAMP,
                            "时间戳有效。",
                            "The time-stamp verifies and is for this checkpoint."),
                    entry(
                            ReceiptChecks.REVOCATION,
                            "签名时证书未被吊销。",
                            "No certificate had been revoked when it signed."),
                    entry(
                            ReceiptChecks.WITNESSES,
                            "见证方签名有效。",
                            "The cosignatures of known witnesses verify."));

    private static final Map<String, Wording> FAILED =
            Map.ofEntries(
                    entry(
                            ReceiptChecks.FORMAT,
                            "回执已损坏或不是回执。",
                            "The receipt is damaged or is no receipt."),
                    entry(
                            ReceiptChecks.MESSAGE,
                            "报文被改动或不是这一份（SOAP 报文请用 --soap）。",
                            "The message was changed or is another one (for SOAP use --soap)."),
                    entry(ReceiptChecks.ENTRY, "日志条目不完整。", "The log entry is incomplete."),
                    entry(
                            ReceiptChecks.INCLUSION,
                            "条目、盐值或路径被改动，条目不在日志中。",
                            "The entry, its salt or its path was changed: it is not in the log."),
                    entry(
                            ReceiptChecks.CHECKPOINT,
                            "检查点与回执不符，或有来历不明的签名。",
                            "The checkpoint does not fit or has a signature of unknown origin."),
                    entry(
                            ReceiptChecks.SIGNATURE_SM2,
                            "国密签名无效或缺失。",
                            "The SM2 signature is wrong or missing."),
                    entry(
                            ReceiptChecks.SIGNATURE_ED25519,
                            "Ed25519 签名无效或缺失。",
                            "The Ed25519 signature is wrong or missing."),
                    entry(
                            ReceiptChecks.CERTIFICATE,
                            "证书无效，或不是由您信任的根签发。",
                            "A certificate is not valid or does not lead to a root you trust."),
                    entry(
                            ReceiptChecks.TIMESTAMP,
                            "时间戳无效，或不是这个检查点的。",
                            "The time-stamp is wrong or is not for this checkpoint."),
                    entry(
                            ReceiptChecks.REVOCATION,
                            "证书在签名前已被吊销，或吊销列表不可用。",
                            "A certificate had been revoked before, or a revocation list is of no"
                                    + " use."),
                    entry(
                            ReceiptChecks.WITNESSES,
                            "见证方签名无效。",
                            "The cosignature of a known witness is wrong."));

    private static Map.Entry<String, Wording> entry(String check, String zh, String en) {
        return Map.entry(check, new Wording(zh, en));
    }

    /** What came of a check, in one sentence. */
    public static Wording of(Check check) {
        if (PdfWording.covers(check)) {
            return PdfWording.of(check);
        }
        return switch (check.outcome()) {
            case PASS -> PASSED.get(check.name());
            case FAIL -> FAILED.get(check.name());
            case INDETERMINATE -> SKIPPED.get(check.name());
            case OPEN -> OPEN.get(check.name());
        };
    }

    static Wording of(VerificationReport.Verdict verdict) {
        return switch (verdict) {
            case VALID -> new Wording("有效", "VALID");
            case VALID_MESSAGE_NOT_CHECKED ->
                    new Wording("有效（未核验报文）", "VALID (message not checked)");
            case VALID_NOT_ALL_CHECKED ->
                    new Wording("有效（有未核验的部分）", "VALID (a part was not checked)");
            case INVALID -> new Wording("无效", "INVALID");
        };
    }
}
