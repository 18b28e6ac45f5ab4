package org.zhengshu.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the operator reads, always UTF-8 whatever locale the terminal claims. */
final class Screen {
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private Screen() {}

    static void step(String chinese, String english) {
        OUT.println("[政枢] " + chinese + "  " + english);
    }

    static void failure(StartFailure failure) {
        OUT.println();
        OUT.println("[政枢] 启动失败 Start failed");
        failure.getMessage().lines().forEach(line -> OUT.println("  " + line));
        OUT.println();
    }

    /** A command that could not be carried out. */
    static void problem(StartFailure failure) {
        failure.getMessage().lines().forEach(line -> OUT.println("[政枢] " + line));
    }

    static void text(String text) {
        OUT.println(text);
    }
}
