package org.zhengshu.launcher;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Something that an operator does beside starting a node (运维命令). */
interface OperatorCommand {
    /** The first word of the command line. */
    String name();

    /** One line a use, Chinese and English. */
    String help();

    /** The options with a value that only this command has. */
    default Set<String> options() {
        return Set.of();
    }

    /** The options without a value that only this command has. */
    default Set<String> flags() {
        return Set.of();
    }

    /** Does it; what cannot be done is a {@link StartFailure}. */
    void run(Arguments arguments);

    /** All of them, in the order of the help. */
    static List<OperatorCommand> all() {
        return List.of(
                new BackupCommand(),
                new RestoreCommand(),
                new UpgradeCommand(),
                new KeysCommand(),
                new ModeCommand(),
                new ArchiveCommand(),
                new DiskCommand(),
                new DiagnosticsCommand());
    }

    /** The one with this name. */
    static Optional<OperatorCommand> find(String name) {
        return all().stream().filter(command -> command.name().equals(name)).findFirst();
    }

    /** Does what the first word says; 0 when it is done. */
    static int run(List<String> arguments) {
        OperatorCommand command = find(arguments.get(0)).orElseThrow(() -> unknown(arguments));
        try {
            command.run(
                    Arguments.parse(
                            command, arguments.subList(1, arguments.size()), System.getenv()));
            return 0;
        } catch (StartFailure failure) {
            Screen.problem(failure);
            return failure.status();
        }
    }

    private static StartFailure unknown(List<String> arguments) {
        String known = all().stream().map(OperatorCommand::name).collect(Collectors.joining(", "));
        return StartFailure.refused(
                "没有命令 " + arguments.get(0) + ", 可用: " + known,
                "There is no command " + arguments.get(0) + ": " + known);
    }
}
