package org.zhengshu.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Samples the server's stacks while it answers queries with evidence, and counts who is on them.
 */
final class HotPath {
    private static final int SHOWN = 60;

    /** A sample counts for the first of these that is on its stack. */
    private static final List<String> WORK =
            List.of(
                    "org.zhengshu.proof.Sm2",
                    "org.zhengshu.proof.NoteSigner",
                    "org.zhengshu.proof.SignedCheckpoint",
                    "org.zhengshu.audit.control.ReceiptWriter.write",
                    "org.zhengshu.audit.control.ReceiptWriter.header",
                    "org.zhengshu.sharing.control.QuotaGuard",
                    "org.zhengshu.audit.control.EntryWriter",
                    "org.zhengshu.audit.control.LogSession.storeCheckpoint",
                    "org.zhengshu.proof.Frontier",
                    "org.zhengshu.proof.EntryCommitment",
                    "org.postgresql.jdbc.PgConnection.commit",
                    "org.zhengshu.audit.control.Pending.settle",
                    "org.zhengshu.audit.control.LogSession.commit",
                    "org.zhengshu.audit.control.Committer.loop",
                    "org.zhengshu.proof.HashAlgorithm.digest",
                    "org.zhengshu.audit.entity.Entry.of",
                    "org.zhengshu.audit.control.Committer.commitRead",
                    "org.apache.cxf.ws.security.wss4j.PolicyBasedWSS4JInInterceptor",
                    "org.apache.cxf.ws.security.wss4j.PolicyBasedWSS4JOutInterceptor",
                    "org.apache.cxf.binding.soap.saaj.SAAJInInterceptor",
                    "org.apache.cxf.binding.soap.saaj.SAAJOutInterceptor",
                    "org.zhengshu.kernel.soap.EnvelopeScan",
                    "org.zhengshu.kernel.soap.EnvelopeText",
                    "org.zhengshu.kernel.soap.UsernameTokens",
                    "org.zhengshu.kernel.boundary.SeenMessages",
                    "org.zhengshu.kernel.soap.XmlReader",
                    "org.zhengshu.kernel.soap.CanonicalXml",
                    "org.zhengshu.kernel.soap.SignedMessage",
                    "org.zhengshu.kernel.soap.MessageSignatures",
                    "org.zhengshu.kernel.soap.AnswerSignature",
                    "org.zhengshu.identity.boundary.SystemCredentials",
                    "org.zhengshu.identity.boundary.Authentication",
                    "org.zhengshu.sharing.boundary.GrantUse.admit",
                    "org.zhengshu.mounting.boundary.MountedData.page",
                    "org.zhengshu.kernel.control.Guard",
                    "org.zhengshu.kernel.rest.JsonRenderer",
                    "org.zhengshu.kernel.rest.JsonBody",
                    "org.zhengshu.audit.boundary.Answers.log",
                    "org.zhengshu.exchange.boundary.Exchange",
                    "org.zhengshu.audit.boundary.Answers.commit",
                    "org.zhengshu.audit.boundary.Answers",
                    "org.apache.cxf.ws.policy",
                    "org.zhengshu.kernel.soap",
                    "org.apache.cxf",
                    "org.jboss.wsf",
                    "sun.security.ssl",
                    "org.jboss.resteasy",
                    "io.undertow",
                    "org.xnio");

    static final long MILLIS = 20_000;

    private final BenchNode node;
    private final Load load;
    private final Path file;

    HotPath(BenchNode node, Load load, Path file) {
        this.node = node;
        this.load = load;
        this.file = file;
    }

    void run(String workload, String path) throws IOException {
        Path recording = file.resolveSibling(file.getFileName() + ".jfr");
        command("JFR.configure", "stackdepth=400");
        command("JFR.start", "name=bench", "settings=profile");
        load.closed(workload, path, 16, MILLIS);
        command("JFR.dump", "name=bench", "filename=" + recording);
        command("JFR.stop", "name=bench");
        count(recording);
    }

    private void command(String... words) throws IOException {
        List<String> command =
                new java.util.ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                                Long.toString(node.serverPid())));
        command.addAll(List.of(words));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("jcmd " + words[0] + " failed");
        }
    }

    private void count(Path recording) throws IOException {
        Map<String, Integer> threads = new HashMap<>();
        Map<String, Integer> own = new HashMap<>();
        Map<String, Integer> total = new HashMap<>();
        Map<String, Integer> committer = new HashMap<>();
        Map<String, Integer> work = new HashMap<>();
        int samples = 0;
        try (RecordingFile events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                String kind = event.getEventType().getName();
                if (event.getStackTrace() == null || !kind.equals("jdk.ExecutionSample")) {
                    continue;
                }
                samples++;
                List<RecordedFrame> frames = event.getStackTrace().getFrames();
                RecordedThread thread = event.getThread("sampledThread");
                String name = thread.getJavaName() == null ? "?" : thread.getJavaName();
                threads.merge(name.replaceAll("[0-9]+", "#"), 1, Integer::sum);
                own.merge(name(frames.get(0).getMethod()), 1, Integer::sum);
                Set<String> seen = new HashSet<>();
                frames.forEach(f -> seen.add(name(f.getMethod())));
                seen.forEach(m -> total.merge(m, 1, Integer::sum));
                work.merge(work(seen), 1, Integer::sum);
                if (name.contains("committer")) {
                    seen.forEach(m -> committer.merge(m, 1, Integer::sum));
                }
            }
        }
        try (PrintStream out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
            print(out, "work", work, samples);
            print(out, "threads", threads, samples);
            print(out, "methods, own time", own, samples);
            print(out, "methods with what they call", total, samples);
            print(out, "on the committer's thread", committer, samples);
        }
    }

    private static String work(Set<String> stack) {
        return WORK.stream()
                .filter(w -> stack.stream().anyMatch(m -> m.startsWith(w)))
                .findFirst()
                .orElse("other");
    }

    private static String name(RecordedMethod method) {
        return method.getType().getName() + "." + method.getName();
    }

    private static void print(PrintStream out, String title, Map<String, Integer> counts, int all) {
        out.println("\n" + title + " (" + all + " samples)");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(SHOWN * (title.startsWith("methods with") ? 4 : 1))
                .forEach(
                        e ->
                                out.println(
                                        String.format(
                                                Locale.ROOT,
                                                "%6.2f %%  %s",
                                                100.0 * e.getValue() / all,
                                                e.getKey())));
    }
}
