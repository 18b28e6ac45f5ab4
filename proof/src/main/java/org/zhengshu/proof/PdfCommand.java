package org.zhengshu.proof;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The command {@code verify-pdf} (核验电子证照文件): one signed PDF against the caller's roots. */
record PdfCommand(Options options, Instant at) {
    private static final String TRUST = "--trust";
    private static final String FILE = "--file";
    private static final String AT = "--at";
    private static final String JSON = "--json";
    private static final String LANG = "--lang";

    /** The file stands alone, without an option's name. */
    static PdfCommand of(List<String> arguments, Instant now) {
        List<String> named = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                named.add(FILE);
                named.add(argument);
                continue;
            }
            named.add(argument);
            if (!argument.equals(JSON) && i + 1 < arguments.size()) {
                named.add(arguments.get(++i));
            }
        }
        Options options = Options.parse(named, Set.of(TRUST, FILE, AT, LANG), Set.of(JSON));
        if (!options.has(TRUST)) {
            throw new UsageException("请给出您信任的根证书 give the root you trust: --trust ROOT.pem");
        }
        if (!options.has(FILE)) {
            throw new UsageException("请给出 PDF 文件 give the PDF file");
        }
        if (!Set.of("zh", "en").contains(options.find(LANG).orElse("zh"))) {
            throw new UsageException("--lang 只能是 zh 或 en must be zh or en");
        }
        return new PdfCommand(options, options.find(AT).map(PdfCommand::instant).orElse(now));
    }

    int run(PrintStream out) {
        VerificationReport report =
                PdfVerifier.verify(options.file(FILE).orElseThrow(), anchors(), at);
        ReportPrinter printer = new ReportPrinter(options.find(LANG), out);
        ReportPrinter.Sum sum = sum(report);
        if (options.has(JSON)) {
            printer.printJson(report, sum);
        } else {
            printer.print(report, sum);
        }
        return switch (sum.verdict()) {
            case "VALID" -> Main.VALID;
            case "INVALID" -> Main.INVALID;
            default -> Main.MESSAGE_NOT_CHECKED;
        };
    }

    private static ReportPrinter.Sum sum(VerificationReport report) {
        if (!report.failures().isEmpty()) {
            return new ReportPrinter.Sum("INVALID", new Wording("无效", "INVALID"));
        }
        return PdfVerifier.accepted(report)
                ? new ReportPrinter.Sum("VALID", new Wording("有效", "VALID"))
                : new ReportPrinter.Sum(
                        "VALID_NOT_ALL_CHECKED",
                        new Wording("有效（有未核验的部分）", "VALID (a part was not checked)"));
    }

    private TrustAnchors anchors() {
        try {
            byte[] pem = options.file(TRUST).orElseThrow();
            return TrustAnchors.fromPem(new ByteArrayInputStream(pem));
        } catch (IOException | ProofException e) {
            throw new UsageException("根证书不可用 the roots cannot be used: " + e.getMessage(), e);
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new UsageException("--at 应为 UTC 时间 must be a time like 2026-11-20T00:00:00Z", e);
        }
    }
}
