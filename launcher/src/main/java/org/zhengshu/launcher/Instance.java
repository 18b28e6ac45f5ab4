package org.zhengshu.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A running node: the database and the server that were started together and end together. */
public final class Instance implements AutoCloseable {
    private static final long NEEDED = 2L << 30;

    private final Options options;
    private final Object turn = new Object();
    private DataLock lock;
    private Ports ports;
    private Secrets secrets;
    private Pki pki;
    private Device device;
    private Database database;
    private Server server;
    private volatile boolean stopping;

    Instance(Options options) {
        this.options = options;
    }

    /**
     * Every step up to a server that answers; whoever calls closes the instance when this fails.
     */
    void start() {
        check();
        ports.write(options.data().resolve("ports.properties"));
        PrivateFiles.write(
                Background.pidFile(options.data()), ProcessHandle.current().pid() + "\n");
        secrets = Secrets.of(options.data());
        Optional<Answers> answers = Answers.of(options.data());
        pki = pki(answers);
        if (options.rotateLogKeys()) {
            pki.rotateLogKeys();
        }
        if (answers.isPresent()) {
            pki.prepare(Setup.tlsNames(answers.get()));
        } else {
            pki.prepare(hostName());
        }
        if (options.sample()) {
            pki.prepareSampleClients();
        }
        inTurn(this::startDatabase);
        if (database != null) {
            Thread watch = new Thread(() -> watch(database), "database watch");
            watch.setDaemon(true);
            watch.start();
        }
        UpgradeCommand.requireKnown(options);
        inTurn(this::startServer);
        Readiness.await(server, options.httpAddress(), ports.http());
        PrivateFiles.write(Background.readyFile(options.data()), "");
    }

    /** With the device that keeps the keys, if the answers name one. */
    private Pki pki(Optional<Answers> answers) {
        if (answers.isEmpty() || !answers.get().device()) {
            return Pki.of(options.data(), secrets, options.node(), Clock.systemUTC());
        }
        device = Setup.device(answers.get(), secrets);
        return Pki.of(options.data(), secrets, options.node(), Clock.systemUTC()).with(device);
    }

    private void check() {
        Screen.step("检查运行环境", "Checking the surroundings");
        int java = Runtime.version().feature();
        if (java < 17) {
            throw StartFailure.refused(
                    "需要 JDK 17 或更高版本, 现为 " + java, "JDK 17 or newer is needed, this is " + java);
        }
        options.home().application();
        if (options.home().packaged() && options.database() == null) {
            throw StartFailure.refused(
                    "尚未设置数据库, 请先执行 bin/zhengshu setup",
                    "There is no database, bin/zhengshu setup comes first");
        }
        try {
            Files.createDirectories(options.data());
            long free = Files.getFileStore(options.data()).getUsableSpace();
            if (free < NEEDED) {
                throw StartFailure.refused(
                        options.data() + " 所在磁盘剩余不足 2 GB",
                        "Less than 2 GB free on the disk of " + options.data());
            }
        } catch (IOException e) {
            throw StartFailure.refused(
                    "数据目录 " + options.data() + " 无法使用: " + e.getMessage(),
                    "The data directory " + options.data() + " cannot be used: " + e.getMessage());
        }
        lock = DataLock.take(options.data());
        Restore.requireWhole(options.data());
        stopOrphans();
        ports = options.freePorts() ? Ports.free() : options.ports().complete();
        ports.requireFree(options.bind(), options.httpBind());
    }

    private void stopOrphans() {
        Optional<ProcessHandle> oldServer = Server.running(options.data());
        Optional<ProcessHandle> oldDatabase = Database.running(options.data());
        if (oldServer.isPresent() || oldDatabase.isPresent()) {
            Screen.step("停止上次遗留的进程", "Stopping processes that the last run left behind");
        }
        oldServer.ifPresent(process -> Orphans.stop(process, 30));
        oldDatabase.ifPresent(
                process -> Database.stop(DatabasePrograms.unpack(options.home()), options.data()));
    }

    private void startDatabase() {
        if (options.database() != null) {
            Screen.step("使用已有数据库 " + options.database(), "Using the database of DB_URL");
            return;
        }
        Screen.step("启动数据库", "Starting the database");
        database =
                new Database(
                        DatabasePrograms.unpack(options.home()),
                        options.data(),
                        secrets,
                        ports.database());
        database.start();
    }

    /** A database that ends by itself is started again; the server waits for it. */
    private void watch(Database watched) {
        while (!stopping) {
            watched.process().ifPresent(process -> process.onExit().join());
            try {
                inTurn(() -> revive(watched));
            } catch (StartFailure failure) {
                if (!stopping) {
                    Screen.failure(failure);
                }
            }
        }
    }

    /** Sessions of the one that died may still be ending; then the next attempt succeeds. */
    private static void revive(Database watched) {
        if (watched.process().isEmpty()) {
            Screen.step("数据库意外退出, 重新启动", "The database ended by itself, starting it again");
            watched.start();
        }
    }

    private void startServer() {
        Screen.step("启动应用服务器, 约半分钟", "Starting the application server, about half a minute");
        server = new Server(options, ports, environment());
        if (device != null) {
            server.uses(device);
        }
        server.start();
    }

    private Map<String, String> environment() {
        Map<String, String> values = new HashMap<>();
        boolean own = database != null;
        values.put("DB_URL", own ? database.url() : options.database().url());
        values.put("DB_USER", own ? database.user() : options.database().user());
        values.put("DB_PASSWORD", own ? database.password() : options.database().password());
        values.put("ZHENGSHU_TLS_PASSWORD", secrets.get("tls.password"));
        values.put(
                "ZHENGSHU_TLS_KEY_PASSWORD",
                secrets.get(device == null ? "tls.password" : "pkcs11.pin"));
        values.put("ZHENGSHU_PKI_PASSWORD", secrets.get("pki.password"));
        return values;
    }

    /** One step at a time, and none after the stop has begun. */
    private void inTurn(Runnable step) {
        synchronized (turn) {
            if (stopping) {
                throw StartFailure.failed("启动被中断", "The start was interrupted");
            }
            step.run();
        }
    }

    /** What it was started with. */
    Options options() {
        return options;
    }

    /** The ports in use. */
    public Ports ports() {
        return ports;
    }

    /** The data directory. */
    public Path data() {
        return options.data();
    }

    /** Where a browser finds the portal. */
    public String portal() {
        return "http://localhost:" + ports.http() + "/";
    }

    /** The process of WildFly. */
    public long serverPid() {
        return server.pid();
    }

    /** The postmaster's process, or -1 with a database of the operator's. */
    public long databasePid() {
        return database == null ? -1 : database.pid();
    }

    /** The environment of the server, with the address and password of the database. */
    public Map<String, String> serverEnvironment() {
        return Map.copyOf(environment());
    }

    /** Ends WildFly as kill -9 does and leaves the database alone. */
    public void killServer() {
        inTurn(server::kill);
    }

    /** Ends the database as kill -9 does; it is started again by itself. */
    public void killDatabase() {
        database.kill();
    }

    /** Starts WildFly again on the same ports and data and waits until it is ready. */
    public void restartServer() {
        inTurn(
                () -> {
                    server.stop();
                    server.start();
                });
        Readiness.await(server, options.httpAddress(), ports.http());
    }

    /**
     * Returns when the server has ended by itself, true, or was stopped from here, false; renews
     * the revocation lists meanwhile.
     */
    boolean awaitEnd() throws InterruptedException {
        while (!server.ended(60_000)) {
            renewLists();
        }
        Thread.sleep(500);
        return !stopping;
    }

    /** A list that cannot be issued today is no reason to stop. */
    private void renewLists() {
        try {
            pki.renewLists();
        } catch (RuntimeException e) {
            Screen.step("证书吊销列表未能更新: " + e.getMessage(), "Revocation lists were not renewed");
        }
    }

    /** Stops the server, then the database. */
    @Override
    public void close() {
        stop();
    }

    /** The same, saying whether there was anything to stop. */
    boolean stop() {
        stopping = true;
        synchronized (turn) {
            boolean running = lock != null;
            if (server != null) {
                server.stop();
            }
            if (database != null) {
                database.stop();
                database = null;
            }
            if (lock != null) {
                forget();
                lock.close();
                lock = null;
            }
            return running;
        }
    }

    private void forget() {
        try {
            Files.deleteIfExists(Background.readyFile(options.data()));
            Files.deleteIfExists(Background.pidFile(options.data()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    Optional<String> welcome() {
        Path file = options.data().resolve("welcome.txt");
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
