package org.zhengshu.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What was measured: printed as tables while it grows, written as one JSON file. */
final class Report {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final ObjectNode root = MAPPER.createObjectNode();
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Path file;

    Report(Path file) {
        this.file = file;
    }

    /** Another file in the same folder. */
    Path beside(String name) {
        return file.resolveSibling(name);
    }

    /** The part of the file under that name. */
    ObjectNode part(String name) {
        return root.withObject("/" + name);
    }

    /** A new element of a list in the file. */
    ObjectNode element(String list) {
        ArrayNode array = root.withArray("/" + list);
        return array.addObject();
    }

    void title(String text) {
        out.println("\n" + text);
    }

    void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    /** Written after each part, so that a run that is cut off leaves what it has. */
    void save() throws IOException {
        Files.createDirectories(file.getParent());
        MAPPER.writeValue(file.toFile(), root);
    }

    static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).strip();
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Puts the median and every round's value. */
    static void put(ObjectNode node, String name, List<Double> values) {
        node.put(name, rounded(median(values)));
        ArrayNode rounds = node.putArray(name + "Rounds");
        values.forEach(v -> rounds.add(rounded(v)));
    }

    static double rounded(double value) {
        return Double.isFinite(value)
                ? new java.math.BigDecimal(value).round(new java.math.MathContext(4)).doubleValue()
                : value;
    }

    static String spread(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return String.format(Locale.ROOT, "%.2f..%.2f", sorted[0], sorted[sorted.length - 1])
                + (Arrays.stream(sorted).allMatch(Double::isFinite) ? "" : " !");
    }
}
