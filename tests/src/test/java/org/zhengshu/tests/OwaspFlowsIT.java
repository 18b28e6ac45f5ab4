package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/**
 * OWASP API Security Top 10 of 2023, API6: a program that asks for much at once, and a decision
 * that many take at once, through both doors.
 */
class OwaspFlowsIT {
    private final DoorsWorld world = DoorsWorld.shared();
    private final Node node = world.node();
    private final BadInputNode inside = new BadInputNode(node);

    /**
     * Requests by a program: no more than the limit lets through, and each refused one left
     * nothing.
     */
    @Test
    void api6UnrestrictedAccessToSensitiveBusinessFlows() {
        limit("asker", "{'rate':1,'burst':4}");
        try {
            String rows = "select count(*) from shr_request where matter = '自动化'";
            long before = inside.number(rows);
            DoorsCall submit =
                    DoorsCall.post(
                            "/api/v1/sharing-requests",
                            "{'item':'$everyType','purpose':'$purpose','matter':'自动化','items':['code'],'validUntil':'$nextMonth'}",
                            "SharingRequests",
                            "submit");
            int done = 0;
            int refused = 0;
            for (int i = 0; i < 40; i++) {
                Reply reply =
                        i % 2 == 0
                                ? submit.overRest(world.rest("asker"), world.variables())
                                : submit.overSoap(world.soap("asker"), world.variables());
                assertThat(reply.problem()).as(reply.text()).isIn("", "kernel/rate-limited");
                done += reply.status() == 200 ? 1 : 0;
                refused += reply.status() == 200 ? 0 : 1;
            }
            assertThat(refused).isPositive();
            assertThat(inside.number(rows) - before).isEqualTo(done);
        } finally {
            limit("asker", "{}");
        }
    }

    /** A decision is for the provider, and it is one, however many ask for it at once. */
    @Test
    void api6OneDecisionHoweverManyAreSent() throws Exception {
        String item = world.variables().get("conditional");
        String id = world.pending("housing", item, "'code','name'").get("request");
        Map<String, String> request = Map.of("request", id);
        DoorsCall approve =
                DoorsCall.bare(
                        "POST",
                        "/api/v1/sharing-requests/$request/approval",
                        "SharingRequests",
                        "approve",
                        "{'id':'$request'}");
        assertThat(approve.overRest(world.rest("housing"), request).problem())
                .isIn("sharing/not-the-decider", "identity/forbidden");
        assertThat(approve.overSoap(world.soap("housing"), request).problem())
                .isIn("sharing/not-the-decider", "identity/forbidden");
        List<Callable<Reply>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> approve.overRest(world.rest("civil"), request));
            calls.add(() -> approve.overSoap(world.soap("civil"), request));
        }
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        int done = 0;
        try {
            for (Future<Reply> one : threads.invokeAll(calls)) {
                assertThat(one.get().problem())
                        .isIn("", "sharing/request-closed", "kernel/conflict");
                done += one.get().status() == 200 ? 1 : 0;
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(done).isEqualTo(1);
        assertThat(inside.number("select count(*) from shr_grant where request_id = '" + id + "'"))
                .isEqualTo(1);
    }

    private void limit(String caller, String json) {
        Rest admin = Rest.person(node, "sysadmin");
        JsonNode systems = DoorsWorld.ok(admin.get("/api/v1/client-systems"));
        String id =
                StreamSupport.stream(systems.spliterator(), false)
                        .filter(s -> s.get("name").asText().equals(DoorsWorld.name(caller)))
                        .findFirst()
                        .orElseThrow()
                        .get("id")
                        .asText();
        DoorsWorld.ok(admin.put("/api/v1/limits/client-systems/" + id, DoorsJson.strict(json)));
    }
}
