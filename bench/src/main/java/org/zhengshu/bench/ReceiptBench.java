package org.zhengshu.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengshu.proof.ReceiptVerifier;
import org.zhengshu.proof.TrustAnchors;

/** How many receipts one thread checks against their messages, per second of its own CPU time. */
final class ReceiptBench {
    private static final int RECEIPTS = 200;

    private final BenchNode node;
    private final Plan plan;
    private final Report report;

    ReceiptBench(BenchNode node, Plan plan, Report report) {
        this.node = node;
        this.plan = plan;
        this.report = report;
    }

    /** An answer as it left. */
    private record Answered(byte[] message, byte[] receipt) {}

    void run(List<String> bodies) throws IOException, GeneralSecurityException {
        List<Answered> answers = answers(bodies);
        TrustAnchors anchors = TrustAnchors.fromPem(node.data().resolve("root.pem"));
        check(answers, anchors, 2 * plan.closedMillis());
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < plan.rounds(); i++) {
            rates.add(check(answers, anchors, plan.closedMillis()));
        }
        Report.put(report.part("receipts"), "verifiedPerCpuSecond", rates);
        report.title("Receipts checked by proof with their messages, one thread");
        report.line("%.0f per CPU-second", Report.median(rates));
        report.save();
    }

    private List<Answered> answers(List<String> bodies)
            throws IOException, GeneralSecurityException {
        List<Answered> answers = new ArrayList<>();
        try (HttpsConnection connection =
                new HttpsConnection(Tls.system(node.data(), Workloads.SYSTEM), node.port())) {
            for (int i = 0; i < RECEIPTS; i++) {
                String body = bodies.get(i % bodies.size());
                HttpsConnection.Response response =
                        connection.send(HttpsConnection.post(Workloads.ON, body));
                answers.add(
                        new Answered(
                                response.body(),
                                response.field("Zhengshu-Receipt")
                                        .getBytes(StandardCharsets.US_ASCII)));
            }
        }
        return answers;
    }

    private static double check(List<Answered> answers, TrustAnchors anchors, long millis) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long end = System.nanoTime() + millis * 1_000_000;
        int checked = 0;
        while (System.nanoTime() < end) {
            Answered answer = answers.get(checked++ % answers.size());
            if (!ReceiptVerifier.verify(answer.receipt(), Optional.of(answer.message()), anchors)
                    .ok()) {
                throw new IllegalStateException("a receipt does not verify");
            }
        }
        return checked / ((threads.getCurrentThreadCpuTime() - cpu) / 1e9);
    }
}
