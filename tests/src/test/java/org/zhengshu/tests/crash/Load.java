package org.zhengshu.tests.crash;

import java.io.UncheckedIOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/**
 * Two hundred callers at once, through both doors, until they are stopped: exchanges with and
 * without quota, submissions, approvals, revocations, uploads. Keeps every answer with a receipt,
 * and counts every problem by its code.
 */
final class Load {
    /** In place of a reply when a busy machine took no connection: nothing was asked. */
    private static final Reply NOT_CALLED =
            new Reply(
                    503,
                    "{}".getBytes(StandardCharsets.UTF_8),
                    "",
                    false,
                    HttpHeaders.of(Map.of(), (name, value) -> true));

    /** How many callers do what (负载构成). */
    record Mix(int streets, int persons, int housing, int scarce, int deciders, int revokers) {
        static final Mix FULL = new Mix(70, 50, 40, 10, 14, 14);

        /** For two servers on one machine. */
        static final Mix HALF = new Mix(14, 8, 8, 2, 6, 6);
    }

    private final Node node;
    private final World world;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Reply> answers = new ConcurrentLinkedQueue<>();
    private final Map<String, LongAdder> problems = new ConcurrentSkipListMap<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final Map<String, String> done = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger uploading = new AtomicInteger();
    private CountDownLatch allCall;
    private final Semaphore answered = new Semaphore(0);
    private volatile boolean stopping;

    Load(Node node, World world) {
        this(node, world, Mix.FULL);
        int number = threads.size();
        number = add(number, 1, i -> upload("civil", world.streets(), world.streetsFile()));
        add(number, 1, i -> upload("health", world.clinics(), world.clinicsFile()));
    }

    /** Without uploads. */
    Load(Node node, World world, Mix mix) {
        this.node = node;
        this.world = world;
        int number = 0;
        number = add(number, mix.streets, i -> exchange("rest-permit.streets", "行政审批地址核验", null));
        number =
                add(
                        number,
                        mix.persons,
                        i -> exchange("rest-welfare.persons", "社会救助对象核对", "最低生活保障审核确认"));
        number = add(number, mix.housing, i -> soapExchange());
        number = add(number, mix.scarce, i -> scarce());
        number = add(number, mix.deciders, this::decide);
        add(number, mix.revokers, this::revoke);
    }

    /** What one caller does again and again; the number tells callers apart. */
    private interface Work {
        void once(int number);
    }

    private int add(int from, int count, Work work) {
        for (int i = from; i < from + count; i++) {
            int number = i;
            threads.add(new Thread(() -> loop(number, work), "caller-" + number));
        }
        return from + count;
    }

    private void loop(int number, Work work) {
        boolean first = true;
        while (!stopping) {
            if (first) {
                allCall.countDown();
                first = false;
            }
            try {
                work.once(number);
            } catch (CancellationException e) {
                return;
            } catch (RuntimeException e) {
                unexpected.add(e.toString());
                return;
            }
        }
    }

    void start() {
        allCall = new CountDownLatch(threads.size());
        threads.forEach(Thread::start);
    }

    /** Returns when so many answers have come since the last call and an upload is under way. */
    void awaitAnswers(int count) throws InterruptedException {
        if (!allCall.await(1, TimeUnit.MINUTES)
                || !answered.tryAcquire(count, 3, TimeUnit.MINUTES)) {
            throw new IllegalStateException(
                    "only " + answered.availablePermits() + " answers, " + this);
        }
    }

    /** Says that calls may break from now on. */
    void stopping() {
        stopping = true;
    }

    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(TimeUnit.MINUTES.toMillis(3));
            if (thread.isAlive()) {
                throw new IllegalStateException(thread + " does not end");
            }
        }
    }

    int inFlight() {
        return inFlight.get();
    }

    int uploading() {
        return uploading.get();
    }

    /** Answers with status 200. */
    List<Reply> answers() {
        return List.copyOf(answers);
    }

    /** Ids of what was done, by its answer, with the kind of act. */
    Map<String, String> done() {
        return Map.copyOf(done);
    }

    /** How often which problem came. */
    Map<String, Long> problems() {
        Map<String, Long> counts = new TreeMap<>();
        problems.forEach((code, count) -> counts.put(code, count.sum()));
        return counts;
    }

    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    private Reply call(Supplier<Reply> call) {
        if (stopping) {
            throw new CancellationException();
        }
        inFlight.incrementAndGet();
        try {
            Reply reply = call.get();
            keep(reply);
            return reply;
        } catch (UncheckedIOException e) {
            if (stopping) {
                throw new CancellationException();
            }
            if (e.getCause() instanceof HttpConnectTimeoutException) {
                count("not connected");
                return NOT_CALLED;
            }
            throw e;
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private void count(String problem) {
        problems.computeIfAbsent(problem, c -> new LongAdder()).increment();
    }

    private void keep(Reply reply) {
        if (reply.status() == 200) {
            answers.add(reply);
            answered.release();
            return;
        }
        String code = reply.problem();
        count(code);
        if (reply.status() == 503 && reply.header("Retry-After").isEmpty()) {
            unexpected.add("no Retry-After: " + reply.text());
        }
        if (!world.expected(code)) {
            unexpected.add(reply.status() + " " + reply.text());
        }
    }

    private void exchange(String grant, String purpose, String matter) {
        String system = grant.substring(0, grant.indexOf('.'));
        query(world.system(system), node.grant(grant), purpose, matter);
    }

    private Reply query(Rest system, String grant, String purpose, String matter) {
        String body =
                """
                {"grant":"%s","purpose":"%s"%s,"limit":3}"""
                        .formatted(
                                grant,
                                purpose,
                                matter == null ? "" : ",\"matter\":\"" + matter + "\"");
        return call(() -> system.post("/api/v1/exchange/queries", body));
    }

    private void soapExchange() {
        String body =
                """
                <query xmlns="urn:zhengshu:exchange:1"><grant>%s</grant>\
                <purpose>房屋坐落核验</purpose><limit>3</limit></query>"""
                        .formatted(node.grant("soap-housing.streets"));
        call(() -> world.housing().call("Exchange", body));
    }

    /** A grant of few answers, used up by many at once; then the next. */
    private void scarce() {
        String grant = world.scarce();
        Reply reply = query(world.system("rest-permit"), grant, World.PURPOSE, null);
        if ("exchange/quota-exhausted".equals(reply.problem())) {
            world.usedUp(
                    grant,
                    () ->
                            submitted(
                                    call(
                                            () ->
                                                    world.person("business")
                                                            .post(
                                                                    "/api/v1/sharing-requests",
                                                                    world.wish(
                                                                            world.streets(),
                                                                            40L)))));
        }
    }

    /** The id of the grant in the answer to a submission, empty when there is none. */
    private String submitted(Reply reply) {
        if (reply.status() != 200) {
            return "";
        }
        done.put(reply.json().get("id").asText(), "request");
        return reply.json().path("grant").asText("");
    }

    /** A conditional request, by REST or SOAP, then the provider's decision. */
    private void decide(int number) {
        String request = number % 2 == 0 ? soapSubmission() : restSubmission();
        if (request.isEmpty()) {
            return;
        }
        done.put(request, "request");
        if (number % 4 < 2 && !supplemented(request)) {
            return;
        }
        boolean approve = number % 3 != 0;
        String path = "/api/v1/sharing-requests/" + request;
        Reply reply =
                call(
                        () ->
                                approve
                                        ? world.person("market").post(path + "/approval")
                                        : world.person("market")
                                                .post(path + "/rejection", "{\"reason\":\"示例\"}"));
        if (reply.status() == 200) {
            done.put(request, approve ? "approval" : "rejection");
            String grant = reply.json().path("grant").asText("");
            if (!grant.isEmpty()) {
                done.put(grant, "grant");
            }
        }
    }

    /** Reminded of, sent back and supplemented before it is decided; false when it stays away. */
    private boolean supplemented(String request) {
        String path = "/api/v1/sharing-requests/" + request;
        call(() -> world.person("tax").post(path + "/reminder"));
        String gaps = "{\"fields\":[\"scope\"],\"opinion\":\"请写明范围\"}";
        if (call(() -> world.person("market").post(path + "/return", gaps)).status() != 200) {
            return false;
        }
        String scope = "{\"revision\":1,\"scope\":\"沈阳市企业\"}";
        if (call(() -> world.person("tax").post(path + "/supplement", scope)).status() != 200) {
            return false;
        }
        done.put(request, "supplement");
        return true;
    }

    private String restSubmission() {
        Reply reply =
                call(
                        () ->
                                world.person("tax")
                                        .post(
                                                "/api/v1/sharing-requests",
                                                world.wish(world.companies(), null)));
        return reply.status() == 200 ? reply.json().get("id").asText() : "";
    }

    private String soapSubmission() {
        Reply reply = call(() -> world.tax().call("SharingRequests", world.soapWish()));
        return reply.status() == 200 ? reply.element("id") : "";
    }

    /** A grant that is given at once, used, and taken back by the provider. */
    private void revoke(int number) {
        Reply submission =
                call(
                        () ->
                                world.person("business")
                                        .post(
                                                "/api/v1/sharing-requests",
                                                world.wish(world.streets(), null)));
        String grant = submitted(submission);
        if (grant.isEmpty()) {
            return;
        }
        done.put(grant, "grant");
        query(world.system("rest-permit"), grant, World.PURPOSE, null);
        Reply reply =
                call(
                        () ->
                                world.person("civil")
                                        .post(
                                                "/api/v1/grants/" + grant + "/revocation",
                                                "{\"reason\":\"第 " + number + " 号\"}"));
        if (reply.status() == 200) {
            done.put(grant, "revocation");
        }
        query(world.system("rest-permit"), grant, World.PURPOSE, null);
    }

    private void upload(String login, String item, byte[] file) {
        uploading.incrementAndGet();
        try {
            Reply reply =
                    call(
                            () ->
                                    world.person(login)
                                            .putCsv(
                                                    "/api/v1/catalogue-items/" + item + "/mount",
                                                    file));
            if (reply.status() == 200) {
                done.put(reply.json().get("id").asText(), "mount");
            }
        } finally {
            uploading.decrementAndGet();
        }
    }

    /** Last day of the wished use. */
    static LocalDate until() {
        return LocalDate.now(ZoneOffset.UTC).plusMonths(6);
    }

    @Override
    public String toString() {
        return answers.size()
                + " answers, "
                + inFlight
                + " in flight, "
                + uploading
                + " uploads, problems "
                + problems()
                + (unexpected.isEmpty() ? "" : ", " + unexpected.size() + " unexpected");
    }
}
