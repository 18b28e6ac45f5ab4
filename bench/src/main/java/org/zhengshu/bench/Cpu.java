package org.zhengshu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Processor time of other processes, from /proc (Linux), in seconds; one tick is 10 ms. */
final class Cpu {
    private static final double TICKS = 100;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int USER_OF_ENDED_CHILDREN = 13;
    private static final int SYSTEM_OF_ENDED_CHILDREN = 14;

    private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compil");

    private Cpu() {}

    /** User and system time of one process with all its threads. */
    static double of(long pid) throws IOException {
        return seconds(pid, USER, SYSTEM);
    }

    /** The same with all its children, those that have ended included. */
    static double ofTree(long pid) throws IOException {
        double sum = seconds(pid, USER, SYSTEM, USER_OF_ENDED_CHILDREN, SYSTEM_OF_ENDED_CHILDREN);
        List<ProcessHandle> children = ProcessHandle.of(pid).orElseThrow().children().toList();
        for (ProcessHandle child : children) {
            sum += seconds(child.pid(), USER, SYSTEM);
        }
        return sum;
    }

    /** Of a Java process, what its compilers took of that; it is little once the code is warm. */
    static double ofCompilers(long pid) throws IOException {
        double sum = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                String stat;
                try {
                    stat = Files.readString(thread.resolve("stat"));
                } catch (IOException ended) {
                    continue;
                }
                if (COMPILER.matcher(stat).find()) {
                    sum += seconds(stat, USER, SYSTEM);
                }
            }
        }
        return sum;
    }

    private static double seconds(long pid, int... fields) throws IOException {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        } catch (NoSuchFileException e) {
            return 0;
        }
        return seconds(stat, fields);
    }

    private static double seconds(String stat, int... fields) {
        String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double sum = 0;
        for (int field : fields) {
            sum += Long.parseLong(values[field]) / TICKS;
        }
        return sum;
    }
}
