package org.zhengshu.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.zhengshu.bench.bare.BareApplication;

/**
 * The application of the baselines of goals G2 to G4, under {@code /bare}. Its policy is the one of
 * the product's WSDL; its keys are the node's own, in files as CXF wants them.
 */
final class BareWar {
    static final String NAME = "bare.war";
    static final String CONTEXT = "/bare";

    private static final String PASSWORD = "bench";
    private static final String CONTRACT = "WEB-INF/wsdl/Exchange.wsdl";
    private static final String POLICY = "<wsp:Policy wsu:Id=\"SignedByX509\">";
    private static final String MANIFEST =
            "Manifest-Version: 1.0\r\nDependencies: org.apache.cxf services, "
                    + "org.apache.ws.security\r\n\r\n";
    private static final List<String> IN_WEB_INF =
            List.of("web.xml", "beans.xml", "jboss-webservices.xml", "jaxws-endpoint-config.xml");

    private BareWar() {}

    /**
     * The archive.
     *
     * @param soapDoor the product's SOAP door, whose policy is taken
     * @param keys folder where the key files will be when the first message comes
     */
    static byte[] make(byte[] soapDoor, Path keys) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            BenchEar.put(out, "META-INF/MANIFEST.MF", MANIFEST.getBytes(StandardCharsets.UTF_8));
            for (String file : IN_WEB_INF) {
                put(out, "WEB-INF/" + file, text(file).replace("@PASSWORD", PASSWORD));
            }
            put(out, CONTRACT, text("Exchange.wsdl").replace("@POLICY", policy(soapDoor)));
            put(
                    out,
                    "WEB-INF/classes/keys.properties",
                    text("keys.properties")
                            .replace("@PASSWORD", PASSWORD)
                            .replace("@FOLDER", keys.toAbsolutePath().toString()));
            classes(out);
        }
        return bytes.toByteArray();
    }

    private static void classes(ZipOutputStream out) throws IOException {
        try {
            Path root =
                    Path.of(
                            BareApplication.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            Path own = root.resolve(BareApplication.class.getPackageName().replace('.', '/'));
            try (Stream<Path> files = Files.walk(own)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                    String name = root.relativize(file).toString().replace('\\', '/');
                    BenchEar.put(out, "WEB-INF/classes/" + name, Files.readAllBytes(file));
                }
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static String policy(byte[] soapDoor) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(soapDoor))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                if (e.getName().equals(CONTRACT)) {
                    String wsdl = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    return wsdl.substring(wsdl.indexOf(POLICY), wsdl.indexOf("<wsdl:types>"));
                }
            }
        }
        throw new IOException("no " + CONTRACT + " in the SOAP door");
    }

    private static String text(String file) throws IOException {
        try (InputStream in = BareApplication.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void put(ZipOutputStream out, String name, String text) throws IOException {
        BenchEar.put(out, name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The node's own key and its trusted roots, under a password that the archive knows. */
    static void writeKeys(Path data, String password, Path keys)
            throws IOException, GeneralSecurityException {
        Files.createDirectories(keys);
        char[] old = password.toCharArray();
        char[] own = PASSWORD.toCharArray();
        KeyStore key = load(data.resolve("pki/wss-server.p12"), old);
        KeyStore copy = KeyStore.getInstance("PKCS12");
        copy.load(null, null);
        copy.setKeyEntry(
                "server", key.getKey("server", old), own, key.getCertificateChain("server"));
        store(copy, keys.resolve("own.p12"));
        store(load(data.resolve("pki/wss-trust.p12"), old), keys.resolve("trust.p12"));
    }

    private static KeyStore load(Path file, char[] password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }

    private static void store(KeyStore store, Path file)
            throws IOException, GeneralSecurityException {
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }
}
