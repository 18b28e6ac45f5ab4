package org.zhengshu.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.zhengshu.proof.HashAlgorithm;

/** Writes {@code dist/target/zhengshu-<version>.tar.gz} and its {@code .sha256}. */
public final class Packer {
    private Packer() {}

    /** Project folder, version, and the time that every file in the package bears. */
    public static void main(String[] arguments) throws IOException {
        Path project = Path.of(arguments[0]);
        String name = "zhengshu-" + arguments[1];
        Path target = project.resolve("dist/target").resolve(name + ".tar.gz");
        Instant time = Instant.parse(arguments[2]);
        SortedMap<String, Path> found = Contents.of(project);
        SortedMap<String, Archive.Content> files = new TreeMap<>();
        found.forEach((place, file) -> files.put(place, () -> content(place, file, time)));
        Path bom = project.resolve("dist/target/bom.json");
        if (!Files.exists(bom)) {
            throw new IOException(bom + " is missing: CycloneDX does not run with Maven's -o");
        }
        Path portal = project.resolve("web/src/main/portal");
        byte[] components =
                ServerComponents.complete(
                        bom,
                        found,
                        PortalComponents.of(
                                portal.resolve("package-lock.json"),
                                portal.resolve("dist/.components")));
        files.put("sbom.cdx.json", () -> components);
        byte[] version = (arguments[1] + "\n").getBytes(StandardCharsets.UTF_8);
        files.put("VERSION", () -> version);
        byte[] sums = sums(files).getBytes(StandardCharsets.UTF_8);
        files.put("SHA256SUMS", () -> sums);
        new Archive(name, time).write(target, files);
        Files.writeString(
                target.resolveSibling(target.getFileName() + ".sha256"),
                line(Files.readAllBytes(target), target.getFileName().toString()));
    }

    private static byte[] content(String place, Path file, Instant time) throws IOException {
        byte[] read = Files.readAllBytes(file);
        return PlainZip.isOwn(place)
                ? PlainZip.of(read, LocalDateTime.ofInstant(time, ZoneOffset.UTC))
                : read;
    }

    /** As {@code sha256sum -c} reads it. */
    static String sums(SortedMap<String, Archive.Content> files) throws IOException {
        StringBuilder sums = new StringBuilder();
        for (var file : files.entrySet()) {
            sums.append(line(file.getValue().read(), file.getKey()));
        }
        return sums.toString();
    }

    private static String line(byte[] content, String name) {
        return HexFormat.of().formatHex(HashAlgorithm.SHA_256.digest(content)) + "  " + name + "\n";
    }
}
