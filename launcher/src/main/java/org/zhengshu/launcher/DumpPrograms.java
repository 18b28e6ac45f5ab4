package org.zhengshu.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operator's pg_dump and pg_restore, for a database that is not built in. */
final class DumpPrograms {
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) ([0-9]+)");

    private final DatabaseAccess database;
    private final Optional<Path> folder;

    DumpPrograms(DatabaseAccess database, Optional<Path> folder) {
        this.database = database;
        this.folder = folder;
    }

    /** pg_dump refuses a newer server, and says so in words that help nobody. */
    int requireVersion(String program, int server) {
        Result result = run(program, List.of("--version"));
        Matcher version = VERSION.matcher(result.output());
        if (result.status() != 0 || !version.find()) {
            throw StartFailure.refused(
                    "没有可用的 "
                            + program
                            + ": 请安装 PostgreSQL "
                            + server
                            + " 客户端程序, 或用 --db-programs 指明目录",
                    "There is no "
                            + program
                            + ": install the client programs of PostgreSQL "
                            + server
                            + ", or name their folder with --db-programs");
        }
        int found = Integer.parseInt(version.group(1));
        if (found < server) {
            throw StartFailure.refused(
                    program
                            + " 版本为 "
                            + found
                            + ", 低于数据库的 "
                            + server
                            + ", 请用 --db-programs 指明新版本的目录",
                    program
                            + " is of version "
                            + found
                            + ", the database of "
                            + server
                            + ": name the folder of newer programs with --db-programs");
        }
        return found;
    }

    /** In the custom format, from one snapshot. */
    void dump(Path file) {
        require(
                run(
                        "pg_dump",
                        arguments(
                                "--format=custom",
                                "--no-owner",
                                "--no-privileges",
                                "--exclude-schema=before_restore_*",
                                "--lock-wait-timeout=60000",
                                "--file=" + file)),
                "pg_dump");
    }

    /** Whether the dump's own table of contents can be read. */
    List<String> contents(Path file) {
        return require(run("pg_restore", List.of("--list", file.toString())), "pg_restore")
                .output()
                .lines()
                .toList();
    }

    /** Whole or not at all; the schema itself is there already. */
    void restore(Path file, Path list) throws IOException {
        Files.write(
                list,
                contents(file).stream().filter(line -> !line.contains(" SCHEMA - public")).toList(),
                StandardCharsets.UTF_8);
        require(
                run(
                        "pg_restore",
                        arguments(
                                "--no-owner",
                                "--no-privileges",
                                "--exit-on-error",
                                "--single-transaction",
                                "--use-list=" + list,
                                file.toString())),
                "pg_restore");
    }

    private List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--no-password", "--dbname=" + uri()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** The address with what the programs know of the JDBC driver's parameters. */
    private String uri() {
        String[] parts = database.url().replaceFirst("^jdbc:", "").split("\\?", 2);
        String known =
                Stream.of(parts.length == 2 ? parts[1].split("&") : new String[0])
                        .filter(p -> p.matches("(sslmode|sslrootcert|connect_timeout)=.*"))
                        .collect(Collectors.joining("&"));
        return parts[0] + (known.isEmpty() ? "" : "?" + known);
    }

    private record Result(int status, String output) {}

    private static Result require(Result result, String program) {
        if (result.status() != 0) {
            throw StartFailure.failed(
                    program + " 失败:\n" + result.output(), program + " failed, see above");
        }
        return result;
    }

    private Result run(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(folder.map(f -> f.resolve(program).toString()).orElse(program));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment()
                .putAll(
                        Map.of(
                                "LC_ALL",
                                "C",
                                "PGUSER",
                                database.user(),
                                "PGPASSWORD",
                                database.password()));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            return new Result(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(-1, "interrupted");
        }
    }
}
