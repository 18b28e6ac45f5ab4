package org.zhengshu.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The newest signed checkpoint of each log (检查点), in the C2SP form: origin, size and root are its
 * first three lines.
 */
final class Notes {
    /** Below the data directory, where the application keeps and looks for them. */
    static final String FOLDER = "log-witness";

    private final Map<String, String> byOrigin = new TreeMap<>();

    Map<String, String> byOrigin() {
        return byOrigin;
    }

    /** Keeps the longer one. */
    void add(String note) {
        String[] lines = note.split("\n", 3);
        if (lines.length == 3 && lines[1].matches("[0-9]{1,18}")) {
            byOrigin.merge(lines[0], note, (a, b) -> size(a) >= size(b) ? a : b);
        }
    }

    void add(Notes others) {
        others.byOrigin.values().forEach(this::add);
    }

    static long size(String note) {
        return Long.parseLong(note.split("\n", 3)[1]);
    }

    /** Those in a data directory. */
    static Notes of(Path data) throws IOException {
        Notes notes = new Notes();
        Path folder = data.resolve(FOLDER);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        (Iterable<Path>)
                                files.filter(f -> f.toString().endsWith(".note"))::iterator) {
                    notes.add(Files.readString(file, StandardCharsets.UTF_8));
                }
            }
        }
        return notes;
    }

    /** Those of a backup. */
    static Notes of(Properties manifest) {
        Notes notes = new Notes();
        manifest.stringPropertyNames().stream()
                .filter(key -> key.matches("log\\.[0-9]+\\.checkpoint"))
                .forEach(key -> notes.add(manifest.getProperty(key)));
        return notes;
    }

    /** Writes into a manifest what the database has, with the frontier of each tree. */
    static Notes record(Connection connection, Properties manifest) throws SQLException {
        Notes notes = new Notes();
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                """
                                select distinct on (log_id) log_id, note, frontier
                                from aud_checkpoint order by log_id, size desc""");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String key = "log." + rows.getInt(1) + ".";
                String note = rows.getString(2);
                notes.add(note);
                manifest.setProperty(key + "origin", note.split("\n", 2)[0]);
                manifest.setProperty(key + "size", Long.toString(size(note)));
                manifest.setProperty(key + "checkpoint", note);
                manifest.setProperty(key + "frontier", HexFormat.of().formatHex(rows.getBytes(3)));
            }
        }
        return notes;
    }

    /** Puts them where the application looks for them at its start. */
    void write(Path data) {
        PrivateFiles.directory(data.resolve(FOLDER));
        byOrigin.forEach(
                (origin, note) ->
                        PrivateFiles.write(
                                data.resolve(FOLDER).resolve(origin.replace('/', '_') + ".note"),
                                note));
    }
}
