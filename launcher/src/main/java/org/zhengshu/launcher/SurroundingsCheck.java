package org.zhengshu.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.zhengshu.kernel.boundary.PublicAddress;
import org.zhengshu.kernel.boundary.Text;

/** The machine: Java, disk, memory, ports (运行环境检查). */
final class SurroundingsCheck {
    private static final long DISK = 2L << 30;
    private static final long BESIDE_HEAP = 1L << 30;

    private final Findings findings;

    SurroundingsCheck(Findings findings) {
        this.findings = findings;
    }

    void java(int version) {
        if (version < 17) {
            findings.error(
                    "java/too-old",
                    System.getProperty("java.home"),
                    new Text("JDK 版本为 " + version, "this is Java " + version),
                    new Text(
                            "安装 JDK 17 或更高版本并设置 JAVA_HOME",
                            "install JDK 17 or newer, set JAVA_HOME"));
        }
    }

    /** It is printed on licences, where a slip of the pen stays for good. */
    void publicAddress(Answers answers) {
        PublicAddress.list(answers.get(Question.PUBLIC_ADDRESS)).stream()
                .findFirst()
                .filter(address -> !answers.list(Question.TLS_NAMES).contains(address.host()))
                .ifPresent(
                        address ->
                                findings.warning(
                                        "address/other-name",
                                        address,
                                        new Text(
                                                "tls.names 中没有对外网址的主机名 " + address.host(),
                                                "its host is not among tls.names"),
                                        new Text(
                                                "核对网址, 它将印在证照上, 不能收回; 由反向代理出示该名称的证书时不必改动",
                                                "check its spelling, since it is printed on"
                                                        + " licences for good; right as it is where"
                                                        + " a proxy has the certificate")));
    }

    void disk(Path folder) {
        try {
            Path there = folder;
            while (Files.notExists(there)) {
                there = there.getParent();
            }
            if (!Files.isWritable(there)) {
                findings.error(
                        "disk/not-writable",
                        there,
                        new Text("运行用户不能写入", "the user of this process may not write there"),
                        new Text("把目录交给该用户 (chown)", "give the folder to that user (chown)"));
            }
            long free = Files.getFileStore(there).getUsableSpace();
            if (free < DISK) {
                findings.error(
                        "disk/full",
                        there,
                        new Text(
                                "剩余 " + (free >> 20) + " MiB, 至少需要 2048 MiB",
                                (free >> 20) + " MiB are free, 2048 MiB are needed"),
                        new Text("腾出空间或更换 --data 目录", "make room or choose another --data"));
            }
        } catch (IOException e) {
            findings.error(
                    "disk/unreadable",
                    folder,
                    new Text(e.toString(), e.toString()),
                    new Text("检查该目录", "look at this folder"));
        }
    }

    /** The heap and what lies beside it must fit into the machine. */
    void memory(String xmx) {
        long heap = bytes(xmx);
        if (heap < (512L << 20)) {
            findings.error(
                    "memory/heap-small",
                    "memory=" + xmx,
                    new Text("服务器堆小于 512m", "the server's heap is smaller than 512m"),
                    new Text("增大 memory", "make memory larger"));
        }
        physical()
                .filter(machine -> machine < heap + BESIDE_HEAP)
                .ifPresent(
                        machine ->
                                findings.warning(
                                        "memory/little",
                                        "memory=" + xmx,
                                        new Text(
                                                "本机内存 " + (machine >> 20) + " MiB, 堆之外还需约 1 GiB",
                                                "this machine has "
                                                        + (machine >> 20)
                                                        + " MiB; about 1 GiB is needed beside the heap"),
                                        new Text(
                                                "减小 memory 或增加内存",
                                                "make memory smaller or add memory")));
    }

    static long bytes(String size) {
        long number = Long.parseLong(size.substring(0, size.length() - 1));
        return number << (size.matches(".*[gG]") ? 30 : 20);
    }

    private static Optional<Long> physical() {
        try {
            return Files.readString(Path.of("/proc/meminfo"), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> line.startsWith("MemTotal:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Not while the node itself runs. */
    void ports(Ports ports, String bind, String httpBind) {
        try {
            ports.requireFree(bind, httpBind);
        } catch (StartFailure taken) {
            String[] lines = taken.getMessage().split("\n", 2);
            findings.error(
                    "port/taken",
                    bind,
                    new Text(lines[0], lines[1]),
                    new Text(
                            "停止占用端口的程序, 或用 setup 更换端口",
                            "stop the program that listens there, or choose another port by setup"));
        }
    }
}
