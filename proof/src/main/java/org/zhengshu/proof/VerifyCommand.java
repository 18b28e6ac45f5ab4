package org.zhengshu.proof;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The command {@code verify} (核验回执): finds receipt and message in the given files and checks. */
record VerifyCommand(Options options) {
    private static final String TRUST = "--trust";
    private static final String MESSAGE = "--message";
    private static final String RECEIPT = "--receipt";
    private static final String HEADERS = "--headers";
    private static final String SOAP = "--soap";
    private static final String WITNESS = "--witness";
    private static final String JSON = "--json";
    private static final String LANG = "--lang";

    static VerifyCommand of(List<String> arguments) {
        Options options =
                Options.parse(
                        arguments,
                        Set.of(TRUST, MESSAGE, RECEIPT, HEADERS, SOAP, LANG),
                        Set.of(JSON),
                        Set.of(WITNESS));
        if (!options.has(TRUST)) {
            throw new UsageException("请给出您信任的根证书 give the root you trust: --trust ROOT.pem");
        }
        if (options.has(SOAP) && (options.has(MESSAGE) || options.has(HEADERS))) {
            throw new UsageException("--soap 不与 --message、--headers 同用 cannot be combined");
        }
        if (options.has(RECEIPT) && options.has(HEADERS)) {
            throw new UsageException("--receipt 与 --headers 只能给一个 give one, not both");
        }
        if (!options.has(SOAP) && !options.has(RECEIPT) && !options.has(HEADERS)) {
            throw new UsageException("请给出回执 give the receipt: --receipt, --headers or --soap");
        }
        if (!Set.of("zh", "en").contains(options.find(LANG).orElse("zh"))) {
            throw new UsageException("--lang 只能是 zh 或 en must be zh or en");
        }
        return new VerifyCommand(options);
    }

    int run(PrintStream out) {
        TrustAnchors anchors = anchors();
        Optional<SoapMessage> soap = options.file(SOAP).map(VerifyCommand::soap);
        byte[] receipt = receipt(soap);
        Optional<byte[]> message =
                soap.isPresent() ? soap.map(VerifyCommand::body) : options.file(MESSAGE);
        VerificationReport report = ReceiptVerifier.verify(receipt, message, anchors, witnesses());
        ReportPrinter printer = new ReportPrinter(options.find(LANG), out);
        if (options.has(JSON)) {
            printer.printJson(report);
        } else {
            printer.print(report);
        }
        return switch (report.verdict()) {
            case VALID -> Main.VALID;
            case VALID_MESSAGE_NOT_CHECKED, VALID_NOT_ALL_CHECKED -> Main.MESSAGE_NOT_CHECKED;
            case INVALID -> Main.INVALID;
        };
    }

    private List<NoteKey> witnesses() {
        List<NoteKey> keys = new ArrayList<>();
        for (String value : options.all(WITNESS)) {
            keys.addAll(WitnessOption.read(WITNESS, value));
        }
        return keys;
    }

    private TrustAnchors anchors() {
        try {
            byte[] pem = options.file(TRUST).orElseThrow();
            return TrustAnchors.fromPem(new ByteArrayInputStream(pem));
        } catch (IOException | ProofException e) {
            throw new UsageException("根证书不可用 the roots cannot be used: " + e.getMessage(), e);
        }
    }

    private static SoapMessage soap(byte[] bytes) {
        try {
            return SoapMessage.parse(bytes);
        } catch (ProofException e) {
            throw new UsageException("SOAP 报文不可读 cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] body(SoapMessage message) {
        try {
            return message.canonicalBody();
        } catch (ProofException e) {
            throw new UsageException("SOAP 报文不可读 cannot be read: " + e.getMessage(), e);
        }
    }

    private byte[] receipt(Optional<SoapMessage> soap) {
        Optional<byte[]> file = options.file(RECEIPT);
        if (file.isPresent()) {
            return Receipt.withoutLineEnd(file.get());
        }
        return options.file(HEADERS)
                .map(VerifyCommand::lastHeader)
                .or(() -> soap.flatMap(VerifyCommand::header))
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "报文头里没有回执 the SOAP header has no receipt, give --receipt"));
    }

    private static Optional<String> header(SoapMessage message) {
        try {
            return message.receiptHeader();
        } catch (ProofException e) {
            throw new UsageException("SOAP 回执不可读 cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The receipt header of the last response that "curl -D" wrote (there are several after 100).
     */
    private static String lastHeader(byte[] dump) {
        List<String> found = new ArrayList<>();
        for (String line : new String(dump, StandardCharsets.ISO_8859_1).split("\r?\n", -1)) {
            int colon = line.indexOf(':');
            if (line.startsWith("HTTP/")) {
                found.clear();
            } else if (colon > 0 && isReceipt(line.substring(0, colon))) {
                found.add(line.substring(colon + 1).strip());
            }
        }
        if (found.size() != 1) {
            throw new UsageException(
                    "响应头里应有且只有一个回执 need exactly one " + Receipt.HEADER + " header");
        }
        return found.get(0);
    }

    private static boolean isReceipt(String name) {
        return name.toLowerCase(Locale.ROOT).equals(Receipt.HEADER.toLowerCase(Locale.ROOT));
    }
}
