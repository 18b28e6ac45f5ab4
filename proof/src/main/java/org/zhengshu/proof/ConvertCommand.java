package org.zhengshu.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The command {@code convert} (转换回执): one form of a receipt into another, or a part of it. */
record ConvertCommand(Options options) {
    private static final String RECEIPT = "--receipt";
    private static final String TO = "--to";
    private static final String OUT = "--out";

    static ConvertCommand of(List<String> arguments) {
        Options options = Options.parse(arguments, Set.of(RECEIPT, TO, OUT), Set.of());
        for (String name : List.of(RECEIPT, TO, OUT)) {
            if (!options.has(name)) {
                throw new UsageException("缺少选项 this option is missing: " + name);
            }
        }
        return new ConvertCommand(options);
    }

    int run() {
        byte[] file = Receipt.withoutLineEnd(options.file(RECEIPT).orElseThrow());
        Receipt receipt;
        try {
            receipt = Receipt.parse(file);
        } catch (ProofException e) {
            throw new UsageException("回执不可读 cannot read the receipt: " + e.getMessage(), e);
        }
        byte[] converted = converted(receipt, options.find(TO).orElseThrow());
        String out = options.find(OUT).orElseThrow();
        try {
            Files.write(Path.of(out), converted);
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("文件不可写 cannot write the file: " + out, e);
        }
        return Main.VALID;
    }

    private static byte[] converted(Receipt receipt, String form) {
        return switch (form) {
            case "json" -> receipt.encode();
            case "compact" -> receipt.encodeCompact();
            case "header" -> receipt.toHeader().getBytes(StandardCharsets.US_ASCII);
            case "checkpoint" -> receipt.checkpoint().text().getBytes(StandardCharsets.UTF_8);
            case "timestamp" ->
                    receipt.completion()
                            .timestamp()
                            .orElseThrow(
                                    () ->
                                            new UsageException(
                                                    "时间戳待补 the receipt has no time-stamp yet"));
            default -> throw new UsageException("没有这种形式 no such form: " + form);
        };
    }
}
