package org.zhengshu.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What goes into the package, by its place there (安装包内容). */
final class Contents {
    /** What the server's own folder holds for other systems, or from being configured. */
    private static final List<String> NOT_OF_THE_SERVER =
            List.of(
                    "bin/.*\\.(bat|ps1)",
                    "bin/(appclient|domain|jconsole|jdr|wsconsume|wsprovide|add-user|standalone|installation-manager).*",
                    "bin/systemd/.*",
                    "bin/client/jboss-client.jar",
                    "bin/client/README.*",
                    "standalone/(data|log|tmp|deployments|lib)/.*",
                    "standalone/configuration/standalone.*",
                    "standalone/configuration/zhengshu-new.xml",
                    "\\.galleon/.*",
                    "\\.installation/.*");

    private final Path project;
    private final SortedMap<String, Path> files = new TreeMap<>();

    private Contents(Path project) {
        this.project = project;
    }

    /** The files of a built project; a part that is missing is an error, not a smaller package. */
    static SortedMap<String, Path> of(Path project) throws IOException {
        Contents contents = new Contents(project);
        contents.file("LICENSE", "LICENSE");
        contents.file("README.md", "README.md");
        contents.file("README.zh-CN.md", "README.zh-CN.md");
        contents.file("ear/target/zhengshu.ear", "zhengshu.ear");
        contents.file("proof/target/proof.jar", "proof.jar");
        contents.folder("dist/target/lib", "lib", name -> name.endsWith(".jar"));
        contents.folder("dist/src/main/bin", "bin", name -> true);
        contents.folder("config", "config", Contents::ofTheOperator);
        contents.folder("docs", "docs", name -> true);
        contents.folder("ejb/src/main/resources/db/migration", "migrations", name -> true);
        contents.folder("ear/target/wildfly", "wildfly", Contents::ofTheServer);
        return contents.files;
    }

    /** Neither sample data nor the settings of somebody's own trial. */
    private static boolean ofTheOperator(String name) {
        return !name.startsWith("sample/") && !name.equals("zhengshu.properties");
    }

    private static boolean ofTheServer(String name) {
        return NOT_OF_THE_SERVER.stream().noneMatch(name::matches);
    }

    private void file(String from, String to) throws IOException {
        Path file = project.resolve(from);
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is missing: build the project first");
        }
        files.put(to, file);
    }

    private void folder(String from, String to, Predicate<String> wanted) throws IOException {
        Path folder = project.resolve(from);
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " is missing: build the project first");
        }
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (wanted.test(name)) {
                    files.put(to + "/" + name, file);
                }
            }
        }
    }
}
