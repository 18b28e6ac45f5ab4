package org.zhengshu.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.zhengshu.tests.contract.Contract.Operation;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** The examples of the REST document, sent as they are, are understood by the node. */
class ExamplesIT {
    private final Node node = Node.shared();
    private final Contract contract = Contract.of(node);

    @TestFactory
    Stream<DynamicTest> everyRequestExampleIsUnderstood() {
        Callers callers = Callers.of(node, contract.roles());
        return contract.operations().stream()
                .filter(Operation::hasBody)
                .map(
                        operation ->
                                dynamicTest(
                                        operation.toString(),
                                        () -> send(operation, caller(operation, callers))));
    }

    private void send(Operation operation, Rest caller) {
        Reply reply = operation.callExample(caller);
        operation.requireDocumented(reply);
        assertThat(reply.status()).as(reply.text()).isLessThan(500).isNotEqualTo(400);
        assertThat(reply.verify(node.anchors()).failures()).isEmpty();
    }

    private Rest caller(Operation operation, Callers callers) {
        if (operation.open()) {
            return Rest.nobody(node);
        }
        String role =
                operation.roles().isEmpty() ? contract.roles().get(0) : operation.roles().get(0);
        return callers.people().get(role);
    }
}
