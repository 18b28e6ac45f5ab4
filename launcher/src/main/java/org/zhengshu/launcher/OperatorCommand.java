package org.zhengshu.launcher;

import java.util.List;
import java.util.Set;

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
}
