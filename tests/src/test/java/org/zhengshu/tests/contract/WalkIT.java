package org.zhengshu.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.zhengshu.tests.contract.Contract.Operation;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;

/**
 * Every operation of both doors without credentials and with each single role: driven by the served
 * document and WSDLs alone, so that a new operation is walked without being added here.
 */
class WalkIT {
    private static final String NOT_AUTHENTICATED = "identity/not-authenticated";
    private static final String MESSAGE_SECURITY = "identity/message-security";
    private static final String FORBIDDEN = "identity/forbidden";

    private final Node node = Node.shared();
    private final Contract contract = Contract.of(node);

    @TestFactory
    Stream<DynamicTest> rest() {
        Callers callers = Callers.of(node, contract.roles());
        return contract.operations().stream()
                .map(
                        operation ->
                                dynamicTest(operation.toString(), () -> walk(operation, callers)));
    }

    @TestFactory
    Stream<DynamicTest> soap() {
        Callers callers = Callers.of(node, contract.roles());
        return Wsdl.all(node).stream()
                .flatMap(
                        wsdl ->
                                wsdl.operations().stream()
                                        .map(
                                                operation ->
                                                        dynamicTest(
                                                                wsdl.service() + " " + operation,
                                                                () ->
                                                                        walk(
                                                                                wsdl, operation,
                                                                                callers))));
    }

    private void walk(Operation operation, Callers callers) {
        Reply unknown = operation.callEmpty(Rest.nobody(node));
        operation.requireDocumented(unknown);
        if (operation.open()) {
            assertThat(unknown.problem()).isNotIn(NOT_AUTHENTICATED, FORBIDDEN);
        } else {
            assertThat(unknown.status()).isEqualTo(401);
            assertThat(unknown.problem()).isEqualTo(NOT_AUTHENTICATED);
            requireAction(operation, unknown);
        }
        if (operation.roles().isEmpty()) {
            return;
        }
        for (Map<String, Rest> kind : java.util.List.of(callers.people(), callers.systems())) {
            kind.forEach(
                    (role, caller) -> {
                        Reply reply = operation.callEmpty(caller);
                        operation.requireDocumented(reply);
                        requireAction(operation, reply);
                        assertThat(reply.problem().equals(FORBIDDEN))
                                .as(operation + " by " + role + ": " + reply.text())
                                .isNotEqualTo(operation.admits(role));
                        if (!operation.admits(role)) {
                            assertThat(reply.status()).isEqualTo(403);
                        }
                    });
        }
    }

    /** The log knows the call by the name that the document gives. */
    private static void requireAction(Operation operation, Reply reply) {
        assertThat(reply.entry().get("action").textValue()).isEqualTo(operation.name());
    }

    private void walk(Wsdl wsdl, String operation, Callers callers) {
        String body = "<" + operation + " xmlns=\"" + wsdl.namespace() + "\"/>";
        Soap any = callers.signers().values().iterator().next();
        Reply unsigned = any.send(wsdl.service(), Soap.plain(body));
        if (!wsdl.secured()) {
            assertThat(unsigned.problem())
                    .as(unsigned.text())
                    .isNotIn(MESSAGE_SECURITY, NOT_AUTHENTICATED, FORBIDDEN);
            return;
        }
        assertThat(unsigned.problem()).as(unsigned.text()).isEqualTo(NOT_AUTHENTICATED);
        callers.signers()
                .forEach(
                        (role, caller) -> {
                            Reply reply = caller.call(wsdl.service(), body);
                            assertThat(reply.problem())
                                    .as(reply.text())
                                    .isNotIn(MESSAGE_SECURITY, NOT_AUTHENTICATED)
                                    .isNotEqualTo("kernel/internal");
                            String action = reply.entry().get("action").textValue();
                            boolean admitted = contract.operation(action).admits(role);
                            assertThat(reply.problem().equals(FORBIDDEN))
                                    .as(wsdl.service() + " " + operation + " by " + role)
                                    .isNotEqualTo(admitted);
                        });
    }
}
