package org.zhengshu.sample.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that the sample world mounts (示例数据文件). */
final class SampleFiles {
    private static final int COUNT = 20_000;
    private static final long SEED = 809;

    private final Path folder;

    SampleFiles(Path config) {
        folder = config.resolve("sample");
    }

    Path streets() {
        return folder.resolve("streets.csv");
    }

    byte[] persons() {
        try (var lines = Files.lines(streets(), StandardCharsets.UTF_8)) {
            List<SamplePersons.Street> streets =
                    lines.skip(1)
                            .map(line -> line.split(","))
                            .filter(cells -> cells[0].startsWith("21"))
                            .map(
                                    cells ->
                                            new SamplePersons.Street(
                                                    cells[0], cells[1].replace("\"", "")))
                            .toList();
            return written(out -> new SamplePersons(streets).write(out, COUNT, SEED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] companies() {
        return written(out -> new SampleCompanies().write(out, COUNT, SEED));
    }

    private static byte[] written(java.util.function.Consumer<Writer> work) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            work.accept(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
