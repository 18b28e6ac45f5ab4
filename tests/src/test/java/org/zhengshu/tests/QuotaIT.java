package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Reply;

/** What was approved is counted exactly, and ends at once, however many call at the same time. */
class QuotaIT {
    private static final String CONSUMER = "housing";
    private static final int CALLS = 200;
    private static final int QUOTA = 100;
    private static final int CALLERS = 16;
    private static final int CALLS_AFTERWARDS = 3;

    private final DoorsWorld world = DoorsWorld.shared();

    /** An answer, and whether its call began after the revocation was answered. */
    private record Late(Reply reply, boolean late) {}

    @Test
    void twoHundredConcurrentCallsOnAQuotaOfOneHundredGiveOneHundredAnswers() throws Exception {
        String grant = grant(",'quota':" + QUOTA);
        CountDownLatch start = new CountDownLatch(1);
        List<Callable<Reply>> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            calls.add(afterStart(start, call(grant, i)));
        }
        List<Reply> replies = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(CALLS);
        try {
            List<Future<Reply>> running = calls.stream().map(threads::submit).toList();
            start.countDown();
            for (Future<Reply> one : running) {
                replies.add(one.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(replies.stream().filter(r -> r.problem().isEmpty())).hasSize(QUOTA);
        assertThat(replies.stream().filter(r -> !r.problem().isEmpty()))
                .hasSize(CALLS - QUOTA)
                .allSatisfy(r -> assertThat(r.problem()).isEqualTo("exchange/quota-exhausted"));
        assertThat(used(grant)).isEqualTo(QUOTA);
        allVerify(replies);
        assertThat(replies.stream().map(r -> r.entry().get("id").asText()).distinct())
                .as("one entry for each call")
                .hasSize(CALLS);
    }

    @Test
    void noCallThatBeginsAfterARevocationWasAnsweredIsAnswered() throws Exception {
        String grant = grant("");
        AtomicBoolean revoked = new AtomicBoolean();
        CountDownLatch answersSeen = new CountDownLatch(2 * CALLERS);
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        List<Late> all = new ArrayList<>();
        try {
            List<Future<List<Late>>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int number = i;
                callers.add(threads.submit(() -> keepCalling(grant, number, revoked, answersSeen)));
            }
            answersSeen.await();
            world.revoke("civil", grant);
            revoked.set(true);
            for (Future<List<Late>> caller : callers) {
                all.addAll(caller.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(all.stream().filter(Late::late))
                .hasSize(CALLERS * CALLS_AFTERWARDS)
                .allSatisfy(
                        l -> assertThat(l.reply().problem()).isEqualTo("exchange/grant-revoked"));
        assertThat(all)
                .allSatisfy(
                        l -> assertThat(l.reply().problem()).isIn("", "exchange/grant-revoked"));
        long answered = all.stream().filter(l -> l.reply().problem().isEmpty()).count();
        assertThat(used(grant)).as("counted as answered").isEqualTo(answered);
        allVerify(all.stream().map(Late::reply).toList());
    }

    private List<Late> keepCalling(
            String grant, int number, AtomicBoolean revoked, CountDownLatch answersSeen)
            throws Exception {
        List<Late> mine = new ArrayList<>();
        for (int after = 0; after < CALLS_AFTERWARDS; ) {
            Callable<Reply> call = call(grant, number + mine.size());
            boolean late = revoked.get();
            mine.add(new Late(call.call(), late));
            after += late ? 1 : 0;
            answersSeen.countDown();
        }
        return mine;
    }

    private static <T> Callable<T> afterStart(CountDownLatch start, Callable<T> call) {
        return () -> {
            start.await();
            return call.call();
        };
    }

    /** Even ones by REST, odd ones by SOAP; what is signed is signed beforehand. */
    private Callable<Reply> call(String grant, int number) {
        DoorsCall query =
                DoorsCall.post(
                        "/api/v1/exchange/queries",
                        "{'grant':'$mine','purpose':'$purpose','limit':2}",
                        "Exchange",
                        "query");
        Map<String, String> variables = Map.of("mine", grant, "purpose", DoorsWorld.OPEN_PURPOSE);
        if (number % 2 == 0) {
            return () -> query.overRest(world.rest(CONSUMER), variables);
        }
        byte[] envelope = world.soap(CONSUMER).signed(query.wrapper(variables), 3600);
        return () -> world.soap(CONSUMER).send("Exchange", envelope);
    }

    private String grant(String more) {
        return world.granted(CONSUMER, world.variables().get("streets"), "'code','name'", more);
    }

    private long used(String grant) {
        return DoorsWorld.ok(world.rest(CONSUMER).get("/api/v1/grants/" + grant))
                .get("used")
                .asLong();
    }

    private void allVerify(List<Reply> replies) {
        var anchors = world.node().anchors();
        assertThat(replies)
                .allSatisfy(r -> assertThat(r.verify(anchors).ok()).as(r.text()).isTrue());
    }
}
