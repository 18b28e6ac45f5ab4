package org.zhengshu.launcher;

import java.util.Map;
import java.util.Set;

/** {@code archive} (日志归档): what the rules let go off line goes into checked files. */
final class ArchiveCommand implements OperatorCommand {
    @Override
    public String name() {
        return "archive";
    }

    @Override
    public String help() {
        return """
                archive [--dry-run] --login NAME --password-file FILE
                                       归档超过留存期的日志            archive the log's entries beyond their retention""";
    }

    @Override
    public Set<String> options() {
        return Set.of("login", "password-file");
    }

    @Override
    public Set<String> flags() {
        return Set.of("dry-run");
    }

    @Override
    public void run(Arguments arguments) {
        NodeClient node = new NodeClient(arguments.options());
        node.signIn(
                arguments.option("login").orElse("auditadmin"),
                arguments.fileOption("password-file").orElseThrow(arguments::usage));
        Screen.text(
                NodeClient.pretty(
                        node.call(
                                "POST",
                                "/api/v1/audit/archives",
                                Map.of("dryRun", arguments.flag("dry-run")))));
    }
}
