package org.zhengshu.onboarding.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Connection;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.onboarding.control.ConnectionChecks;
import org.zhengshu.onboarding.control.SignatureChecks;
import org.zhengshu.sharing.boundary.GrantUse;

/**
 * Tells a caller which of network, clock, certificate, credential, signature and grant is wrong
 * (连接自检): about the caller's own call only, and no secret.
 */
@Stateless
@Boundary
public class ConnectionTests {
    @Inject private GrantUse grants;
    @Inject private Clock clock;

    /**
     * What to test besides the connection (连接自检请求).
     *
     * @param clientTime the caller's clock; its header Date when absent
     * @param grant a grant that the caller wants to use
     * @param purpose the purpose that it would state, needed with a grant
     */
    public record TestConnection(
            Instant clientTime,
            UUID grant,
            @Size(max = 200) String purpose,
            @Size(max = 200) String matter,
            @Size(max = 500) List<@NotBlank @Size(max = 63) String> items) {}

    /** What came of one check (检查结论). */
    public enum Verdict {
        /** 正常. */
        OK,
        /** 有误: this has to be mended. */
        WRONG,
        /** 未检查: the call shows nothing to check. */
        NOT_SHOWN
    }

    /**
     * One check, in both languages whatever the caller asked for, so that it can be handed on.
     *
     * @param name {@code network}, {@code clock}, {@code certificate}, {@code credential}, {@code
     *     signature}, {@code grant}
     * @param code of the problem that calls get for it; empty for none
     */
    public record Check(String name, Verdict verdict, String code, String zh, String en) {}

    /**
     * The tested connection.
     *
     * @param caller name of the system or login of the person; {@code anonymous} for nobody
     * @param signature what a refused signature covers, as the node sees it
     */
    public record ConnectionView(
            Instant serverTime,
            String caller,
            boolean ready,
            List<Check> checks,
            List<Connection.Covered> signature) {}

    @Operation(value = "onboarding.test-connection", open = true)
    public ConnectionView test(TestConnection input) {
        Call call = Call.current();
        Connection connection =
                call.connection()
                        .orElseThrow(
                                () ->
                                        ProblemType.MALFORMED.because(
                                                "连接自检须经 REST 调用",
                                                "connections are tested over REST"));
        Instant now = clock.instant();
        boolean known = call.actor().kind() != Actor.Kind.NOBODY;
        List<Check> checks =
                List.of(
                        ConnectionChecks.network(connection),
                        ConnectionChecks.clock(connection, input.clientTime(), now),
                        ConnectionChecks.certificate(connection, known, now),
                        ConnectionChecks.credential(connection, call.actor()),
                        SignatureChecks.signature(connection, known),
                        grant(input, known));
        boolean ready = known && checks.stream().noneMatch(c -> c.verdict() == Verdict.WRONG);
        call.note("ready", ready);
        return new ConnectionView(now, call.actor().id(), ready, checks, connection.covered());
    }

    /** A grant of another department answers like one that does not exist. */
    private Check grant(TestConnection input, boolean known) {
        if (input.grant() == null) {
            return new Check(
                    "grant",
                    Verdict.NOT_SHOWN,
                    "",
                    "未给出 grant，未检查授权",
                    "no grant was named, none was checked");
        }
        if (!known) {
            return ConnectionChecks.wrong(
                    "grant",
                    ProblemType.NOT_AUTHENTICATED.because(
                            "尚未鉴别调用方，先解决凭据问题",
                            "nobody is authenticated; mend the credential first"));
        }
        return ConnectionChecks.grant(
                grants.tried(
                        new GrantUse.Asked(
                                input.grant(), input.purpose(), input.matter(), input.items())));
    }
}
