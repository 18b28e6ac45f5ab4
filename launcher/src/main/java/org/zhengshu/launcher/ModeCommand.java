package org.zhengshu.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** {@code mode} (运行模式): normal, read-only, drain; the node asks who it is and writes it down. */
final class ModeCommand implements OperatorCommand {
    private static final int GRACE = 10;
    private static final int PATIENCE = 600;

    @Override
    public String name() {
        return "mode";
    }

    @Override
    public String help() {
        return """
                mode [normal|read-only|drain] --login NAME --password-file FILE [--reason TEXT] [--grace SECONDS] [--wait SECONDS]
                                       查看或切换运行模式 (正常、只读、排空)  show or set the mode; drain waits for calls in flight""";
    }

    @Override
    public Set<String> options() {
        return Set.of("login", "password-file", "reason", "grace", "wait");
    }

    @Override
    public void run(Arguments arguments) {
        NodeClient node = new NodeClient(arguments.options());
        node.signIn(
                arguments.option("login").orElse("sysadmin"),
                arguments.fileOption("password-file").orElseThrow(arguments::usage));
        if (arguments.words().isEmpty()) {
            Screen.text(NodeClient.pretty(node.call("GET", "/api/v1/operations/mode", null)));
            return;
        }
        String mode = arguments.word(0);
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put(
                "mode",
                switch (mode) {
                    case "normal" -> "NORMAL";
                    case "read-only" -> "READ_ONLY";
                    case "drain" -> "DRAIN";
                    default -> throw arguments.usage();
                });
        wish.put("reason", arguments.option("reason").orElse(mode));
        wish.put("graceSeconds", arguments.number("grace", GRACE, 0));
        Screen.text(NodeClient.pretty(node.call("PUT", "/api/v1/operations/mode", wish)));
        if (mode.equals("drain")) {
            awaitQuiet(node, arguments.number("wait", PATIENCE, 1));
        }
    }

    /** Until the grace is over and nobody but this question is in flight. */
    private static void awaitQuiet(NodeClient node, int seconds) {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (System.nanoTime() < end) {
            JsonNode mode = node.call("GET", "/api/v1/operations/mode", null);
            if (mode.path("drained").asBoolean()) {
                Screen.step("已排空, 可以停止节点", "Drained: the node may be stopped");
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
        throw StartFailure.failed(
                seconds + " 秒内仍有调用未完成", "Calls are still in flight after " + seconds + " seconds");
    }
}
