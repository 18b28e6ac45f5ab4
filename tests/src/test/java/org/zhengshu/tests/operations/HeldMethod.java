package org.zhengshu.tests.operations;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.util.Map;

/**
 * Holds every thread of a running server that enters one method, by Java's own debug interface
 * (JDWP), as a device holds it that does not answer; the other threads go on.
 */
final class HeldMethod implements AutoCloseable {
    /** What a JVM needs in its environment; it says in its output where it listens. */
    static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "JAVA_TOOL_OPTIONS",
                    "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0");

    private static final int PATIENCE_MS = 60_000;

    private final VirtualMachine machine;

    private HeldMethod(VirtualMachine machine) {
        this.machine = machine;
    }

    /**
     * From now on.
     *
     * @param type that is loaded already
     */
    static HeldMethod of(int port, String type, String method) throws IOException {
        HeldMethod held = new HeldMethod(attach(port));
        for (ReferenceType loaded : held.machine.classesByName(type)) {
            BreakpointRequest request =
                    held.machine
                            .eventRequestManager()
                            .createBreakpointRequest(
                                    loaded.methodsByName(method).get(0).location());
            request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
            request.enable();
        }
        return held;
    }

    private static VirtualMachine attach(int port) throws IOException {
        AttachingConnector sockets =
                Bootstrap.virtualMachineManager().attachingConnectors().stream()
                        .filter(c -> c.name().equals("com.sun.jdi.SocketAttach"))
                        .findFirst()
                        .orElseThrow();
        Map<String, Connector.Argument> where = sockets.defaultArguments();
        where.get("hostname").setValue("127.0.0.1");
        where.get("port").setValue(Integer.toString(port));
        try {
            return sockets.attach(where);
        } catch (IllegalConnectorArgumentsException e) {
            throw new IOException(e);
        }
    }

    /** The name of the first thread that is held. */
    String awaitThread() throws InterruptedException {
        EventSet events = machine.eventQueue().remove(PATIENCE_MS);
        while (events != null) {
            for (Event event : events) {
                if (event instanceof BreakpointEvent held) {
                    return held.thread().name();
                }
            }
            events = machine.eventQueue().remove(PATIENCE_MS);
        }
        throw new AssertionError("no thread came to the method");
    }

    /** All threads go on, and none is held any more. */
    @Override
    public void close() {
        machine.dispose();
    }
}
