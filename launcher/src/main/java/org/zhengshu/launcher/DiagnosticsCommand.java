package org.zhengshu.launcher;

import java.nio.file.Path;
import java.time.Clock;

/** {@code diagnostics} (诊断包). */
final class DiagnosticsCommand implements OperatorCommand {
    @Override
    public String name() {
        return "diagnostics";
    }

    @Override
    public String help() {
        return "diagnostics DIR        诊断包, 不含口令与个人号码        what a helper needs, without secrets and numbers of people";
    }

    @Override
    public void run(Arguments arguments) {
        Path file =
                new Diagnostics(arguments.options())
                        .write(arguments.file(0), Clock.systemUTC().instant());
        Screen.step("诊断包 " + file + ", 交出前请自行查看", "Look into it before you hand it on");
    }
}
