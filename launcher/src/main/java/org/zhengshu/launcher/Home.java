package org.zhengshu.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Where the product lies: a source tree that was built, or the operator's package. */
public record Home(Path root) {
    /**
     * The directory of the system property zhengshu.home, or the nearest one above the working
     * directory.
     */
    static Home find() {
        String given = System.getProperty("zhengshu.home", "");
        Path start = Path.of(given.isEmpty() ? "" : given).toAbsolutePath().normalize();
        return Stream.iterate(start, p -> p != null, Path::getParent)
                .filter(p -> Files.isDirectory(p.resolve("config/cli")))
                .findFirst()
                .map(Home::new)
                .orElseThrow(
                        () ->
                                StartFailure.refused(
                                        "在 " + start + " 及其上级目录中找不到政枢的 config 目录",
                                        "No config directory of Zhengshu in or above " + start));
    }

    Path config() {
        return root.resolve("config");
    }

    Path wildfly() {
        return existing("ear/target/wildfly", "wildfly");
    }

    Path application() {
        return existing("ear/target/zhengshu.ear", "zhengshu.ear");
    }

    Path pristineConfiguration() {
        return existing(
                        "ear/target/wildfly/standalone/configuration/zhengshu.xml",
                        "wildfly/standalone/configuration/zhengshu.xml")
                .getParent();
    }

    /** The folder with the migrations of the schema, as files for a database administrator. */
    Path migrations() {
        return existing("ejb/src/main/resources/db/migration", "migrations");
    }

    /** Whether this is the operator's package and not a source tree. */
    boolean packaged() {
        return Files.exists(root.resolve("VERSION"));
    }

    /** Where the programs of the library PostgreSQL are unpacked, once for all data directories. */
    Path databasePrograms(String version) {
        return wildfly().resolveSibling("postgresql-" + version);
    }

    /** Version of this build. */
    static String version() {
        return property("version");
    }

    /** What the build noted about itself. */
    static String property(String name) {
        Properties properties = new Properties();
        try (InputStream in = Home.class.getResourceAsStream("/launcher.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty(name);
    }

    private Path existing(String built, String packaged) {
        return Optional.of(root.resolve(built))
                .filter(Files::exists)
                .or(() -> Optional.of(root.resolve(packaged)).filter(Files::exists))
                .orElseThrow(
                        () ->
                                StartFailure.refused(
                                        "缺少 "
                                                + root.resolve(built)
                                                + ", 请先运行 mvn package -DskipTests",
                                        root.resolve(built)
                                                + " is missing, run mvn package -DskipTests first"));
    }
}
