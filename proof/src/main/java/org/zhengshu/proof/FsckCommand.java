package org.zhengshu.proof;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.zhengshu.proof.log.KnownPlace;
import org.zhengshu.proof.log.LogChecker;
import org.zhengshu.proof.log.LogFile;
import org.zhengshu.proof.log.LogRecord;
import org.zhengshu.proof.log.LogReport;

/** The command {@code fsck} (全日志核验): a whole log from files against the caller's roots. */
record FsckCommand(Options options, List<KnownPlace> known, List<String> files) {
    private static final String TRUST = "--trust";
    private static final String RECEIPT = "--receipt";
    private static final String CHECKPOINT = "--checkpoint";
    private static final String WITNESS = "--witness";
    private static final String JSON = "--json";
    private static final String LANG = "--lang";
    private static final String STANDARD_INPUT = "-";
    private static final int QUEUE = 64;
    private static final int MAX_FINDINGS = 1000;

    /** The files stand alone, without an option's name. */
    static FsckCommand of(List<String> arguments) {
        List<String> named = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals(STANDARD_INPUT) || !argument.startsWith("--")) {
                files.add(argument);
                continue;
            }
            named.add(argument);
            if (!argument.equals(JSON) && i + 1 < arguments.size()) {
                named.add(arguments.get(++i));
            }
        }
        Options options =
                Options.parse(
                        named,
                        Set.of(TRUST, LANG),
                        Set.of(JSON),
                        Set.of(RECEIPT, CHECKPOINT, WITNESS));
        if (!options.has(TRUST)) {
            throw new UsageException("请给出您信任的根证书 give the root you trust: --trust ROOT.pem");
        }
        if (files.isEmpty()) {
            throw new UsageException("请给出日志文件或 - give the log's file or -");
        }
        if (!Set.of("zh", "en").contains(options.find(LANG).orElse("zh"))) {
            throw new UsageException("--lang 只能是 zh 或 en must be zh or en");
        }
        TrustAnchors anchors = anchors(options);
        List<KnownPlace> known = new ArrayList<>();
        options.all(RECEIPT).forEach(file -> known.add(receipt(file, anchors)));
        options.all(CHECKPOINT).forEach(file -> known.add(checkpoint(file)));
        return new FsckCommand(options, known, files);
    }

    private static TrustAnchors anchors(Options options) {
        try {
            return TrustAnchors.fromPem(
                    new ByteArrayInputStream(options.file(TRUST).orElseThrow()));
        } catch (IOException | ProofException e) {
            throw new UsageException("根证书不可用 the roots cannot be used: " + e.getMessage(), e);
        }
    }

    /** A receipt that does not verify proves nothing and is refused. */
    private static KnownPlace receipt(String file, TrustAnchors anchors) {
        try {
            Receipt receipt = Receipt.parse(Receipt.withoutLineEnd(Options.read(RECEIPT, file)));
            List<Check> failures =
                    ReceiptVerifier.verify(receipt, Optional.empty(), anchors).failures();
            if (failures.isEmpty()) {
                return KnownPlace.of(file, receipt);
            }
            throw new UsageException(
                    "回执无效 this receipt is not valid: " + file + " " + failures.get(0).detail());
        } catch (ProofException e) {
            throw unreadable(file, e);
        }
    }

    private static KnownPlace checkpoint(String file) {
        try {
            return KnownPlace.of(file, SignedCheckpoint.parse(Options.read(CHECKPOINT, file)));
        } catch (ProofException e) {
            throw unreadable(file, e);
        }
    }

    private static UsageException unreadable(String file, ProofException e) {
        return new UsageException(
                "存证不可读 this evidence cannot be read: " + file + " " + e.getMessage(), e);
    }

    int run(InputStream in, PrintStream out, PrintStream err) {
        ThreadPoolExecutor second =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(QUEUE),
                        new ThreadPoolExecutor.CallerRunsPolicy());
        try {
            long start = System.nanoTime();
            LogReport report = check(second, in);
            double seconds = (System.nanoTime() - start) / 1e9;
            err.printf(
                    Locale.ROOT,
                    "%d entries, %.1f s, %.0f entries/s%n",
                    report.counts().entries(),
                    seconds,
                    report.counts().entries() / seconds);
            new FsckPrinter(options.find(LANG), out).print(report, options.has(JSON));
            return exit(report);
        } finally {
            second.shutdownNow();
        }
    }

    static int exit(LogReport report) {
        if (!report.whole()) {
            return Main.INVALID;
        }
        return report.unchecked().isEmpty() ? Main.VALID : Main.MESSAGE_NOT_CHECKED;
    }

    private List<NoteKey> witnesses() {
        return options.all(WITNESS).stream()
                .flatMap(value -> WitnessOption.read(WITNESS, value).stream())
                .toList();
    }

    private LogReport check(ThreadPoolExecutor second, InputStream in) {
        LogChecker checker =
                new LogChecker(
                        anchors(options),
                        known,
                        new LogChecker.Settings(MAX_FINDINGS, second, done -> true, witnesses()));
        for (String file : files) {
            try (LogFile.Reader reader =
                    file.equals(STANDARD_INPUT)
                            ? LogFile.read(in, STANDARD_INPUT)
                            : LogFile.open(Path.of(file))) {
                while (feed(reader, checker)) {
                    continue;
                }
            } catch (IOException | InvalidPathException e) {
                throw new UsageException("文件不可读 cannot read the file: " + file, e);
            }
        }
        return checker.finish();
    }

    /** One record; false at the end. A broken line is a finding and the next one is read. */
    private static boolean feed(LogFile.Reader reader, LogChecker checker) throws IOException {
        Optional<LogRecord> record;
        try {
            record = reader.next();
        } catch (ProofException e) {
            checker.unreadable(reader.place(), e.getMessage());
            return true;
        }
        record.ifPresent(checker::accept);
        return record.isPresent();
    }
}
