package org.zhengshu.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Goals G2 to G4: which message goes to which two addresses, and that both do the same work. */
final class Goals {
    static final String TOKEN = "/ws/token/Exchange";
    static final String SIGNED = "/ws/Exchange";
    private static final String BARE_REST = BareWar.CONTEXT + "/api/queries";
    private static final String BARE_SOAP = BareWar.CONTEXT + "/Exchange";
    private static final String BARE_SIGNED = BareWar.CONTEXT + "/signed/Exchange";

    private final BenchNode node;
    private final Plan plan;
    private final Report report;
    private final Connection database;
    private final Workloads workloads;
    private final GoalBench bench;

    Goals(
            BenchNode node,
            Load load,
            Plan plan,
            Report report,
            Connection database,
            Workloads workloads) {
        this.node = node;
        this.plan = plan;
        this.report = report;
        this.database = database;
        this.workloads = workloads;
        this.bench = new GoalBench(node, load, plan, report);
    }

    void run() throws IOException, SQLException, GeneralSecurityException, InterruptedException {
        if (plan.has("g2")) {
            rest();
        }
        if (plan.has("g3")) {
            soap();
        }
        if (plan.has("g4")) {
            signed();
        }
    }

    /** A header by which the sample system shows who it is at the token addresses. */
    static String token(BenchNode node, Connection database)
            throws IOException, SQLException, GeneralSecurityException {
        String system = Workloads.SOAP_SYSTEM;
        return Envelopes.token(system, new Persons(node).secret(system, database));
    }

    private void rest()
            throws IOException, SQLException, GeneralSecurityException, InterruptedException {
        List<String> bodies = workloads.records();
        statement(
                "g2",
                HttpsConnection.post(Workloads.ON, bodies.get(0)),
                HttpsConnection.post(BARE_REST, bodies.get(0)));
        bench.run(
                new GoalBench.Goal(
                        "g2",
                        "signed REST query / bare JAX-RS and JDBC, 1 record",
                        Form.JSON,
                        "",
                        bodies,
                        Workloads.ON,
                        BARE_REST,
                        0.5,
                        0.75));
    }

    private void soap()
            throws IOException, SQLException, GeneralSecurityException, InterruptedException {
        List<String> bodies = workloads.soap();
        String header = token(node, database);
        byte[] envelope = Envelopes.plain(header, bodies.get(0));
        statement(
                "g3",
                HttpsConnection.soap(TOKEN, envelope),
                HttpsConnection.soap(BARE_SOAP, envelope));
        bench.run(
                new GoalBench.Goal(
                        "g3",
                        "SOAP query with receipt / bare JAX-WS and JDBC, 1 record",
                        Form.SOAP,
                        header,
                        bodies,
                        TOKEN,
                        BARE_SOAP,
                        0.8,
                        1.0));
    }

    private void signed()
            throws IOException, SQLException, GeneralSecurityException, InterruptedException {
        List<String> bodies = workloads.soap();
        Envelopes envelopes = new Envelopes(node.data(), Workloads.SOAP_SYSTEM);
        statement(
                "g4",
                HttpsConnection.soap(SIGNED, envelopes.signed(bodies.get(0))),
                HttpsConnection.soap(BARE_SIGNED, envelopes.signed(bodies.get(0))));
        new SameSecurity(node)
                .of(bodies.get(0), SIGNED, BARE_SIGNED)
                .forEach(report.part("g4Checks").putArray("securityOfBothAnswers")::add);
        bench.run(
                new GoalBench.Goal(
                        "g4",
                        "SOAP with X.509 both ways / CXF's policy on a bare endpoint, 1 record",
                        Form.SIGNED,
                        "",
                        bodies,
                        SIGNED,
                        BARE_SIGNED,
                        0.9,
                        1.2));
    }

    private void statement(String goal, byte[] ours, byte[] bare)
            throws IOException, SQLException, GeneralSecurityException, InterruptedException {
        report.part(goal + "Checks")
                .put("statementOfBothSides", new SameStatement(node).of(ours, bare));
    }
}
