package org.zhengshu.tests.services;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.zhengshu.launcher.Pki;
import org.zhengshu.launcher.Secrets;
import org.zhengshu.tests.node.Node;

/** What the server of the service tests needs: a database, keys, free ports; and the built EAR. */
final class ManagedServer {
    /** Small, so that a test can fill it. */
    static final int WAITING = 64;

    private static final Path HOME = Node.project().resolve("tests/target/services");
    private static EmbeddedPostgres database;

    private ManagedServer() {}

    /** Starts the database and tells arquillian.xml where everything is, once. */
    static synchronized void prepare() {
        if (database != null) {
            return;
        }
        try {
            Path data = Node.freshFolder(HOME.resolve("data"));
            Files.createDirectories(data);
            Secrets secrets = Secrets.of(data);
            Pki.of(data, secrets, "services", Clock.systemUTC()).prepare("localhost");
            database = EmbeddedPostgres.builder().setServerConfig("max_connections", "80").start();
            List<Integer> ports = freePorts(3);
            System.setProperty(
                    "services.home", Node.project().resolve("ear/target/wildfly").toString());
            System.setProperty("services.base", HOME.resolve("server").toString());
            System.setProperty("services.management", ports.get(0).toString());
            System.setProperty("services.java", options(data, secrets, ports));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's configuration finds env.NAME among the system properties first. */
    private static String options(Path data, Secrets secrets, List<Integer> ports) {
        return Stream.of(
                        "-Xmx512m",
                        "-XX:MaxMetaspaceSize=512m",
                        "-Djava.awt.headless=true",
                        "-Denv.DB_URL=" + database.getJdbcUrl("postgres", "postgres"),
                        "-Denv.DB_USER=postgres",
                        "-Denv.DB_PASSWORD=unused",
                        "-Denv.ZHENGSHU_TLS_PASSWORD=" + secrets.get("tls.password"),
                        "-Denv.ZHENGSHU_TLS_KEY_PASSWORD=" + secrets.get("tls.password"),
                        "-Dzhengshu.data.dir=" + data,
                        "-Dzhengshu.config.dir=" + Node.project().resolve("config"),
                        "-Dzhengshu.node=services",
                        "-Dzhengshu.log.waiting=" + WAITING,
                        "-Dzhengshu.management.port=" + ports.get(0),
                        "-Dzhengshu.http.port=" + ports.get(1),
                        "-Dzhengshu.https.port=" + ports.get(2))
                .collect(Collectors.joining(" "));
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
        for (ServerSocket socket : held) {
            socket.close();
        }
        return ports;
    }

    /** The EAR as it was built, with one more war that holds the tests. */
    static EnterpriseArchive application() {
        Path built = Node.project().resolve("ear/target/zhengshu.ear");
        EnterpriseArchive ear =
                ShrinkWrap.create(ZipImporter.class, "zhengshu.ear")
                        .importFrom(built.toFile())
                        .as(EnterpriseArchive.class);
        WebArchive war =
                ShrinkWrap.create(WebArchive.class, "services.war")
                        .addPackage(ServicesIT.class.getPackage())
                        .deleteClass(ManagedServer.class)
                        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                        .addAsLibrary(jarOf(org.assertj.core.api.Assertions.class))
                        .addAsLibrary(jarOf(net.bytebuddy.ByteBuddy.class));
        return ear.addAsModule(Testable.archiveToTest(war))
                .setApplicationXML(new StringAsset(withModule(ear)));
    }

    private static String withModule(EnterpriseArchive ear) {
        try (var in = ear.get("META-INF/application.xml").getAsset().openStream()) {
            String descriptor =
                    new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return descriptor.replace(
                    "<library-directory>",
                    "<module><web><web-uri>services.war</web-uri>"
                            + "<context-root>/services</context-root></web></module>"
                            + "<library-directory>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static java.io.File jarOf(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toFile();
    }
}
