package org.zhengshu.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.zhengshu.bench.off.EvidenceOff;

/**
 * The product's archive, byte for byte, and beside it its REST door once more under {@code /bench},
 * there with {@link EvidenceOff} in place of the evidence, and {@link BareWar}.
 */
final class BenchEar {
    static final String CONTEXT = "/bench";

    private static final String DOOR = "zhengshu-web.war";
    private static final String SOAP_DOOR = "zhengshu-ws.war";
    private static final String BASELINE = "bench.war";
    private static final String DESCRIPTOR = "META-INF/application.xml";
    private static final String CLASS = EvidenceOff.class.getName().replace('.', '/') + ".class";

    private BenchEar() {}

    /**
     * Writes the archive.
     *
     * @param keys folder of the key files of {@link BareWar}
     */
    static void assemble(Path product, Path target, Path keys) throws IOException {
        byte[] door = null;
        byte[] soapDoor = null;
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(product));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(target))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                if (e.getName().equals(DOOR)) {
                    door = bytes;
                } else if (e.getName().equals(SOAP_DOOR)) {
                    soapDoor = bytes;
                }
                put(out, e.getName(), e.getName().equals(DESCRIPTOR) ? described(bytes) : bytes);
            }
            if (door == null || soapDoor == null) {
                throw new IOException("no " + DOOR + " or no " + SOAP_DOOR + " in " + product);
            }
            put(out, BASELINE, baseline(door));
            put(out, BareWar.NAME, BareWar.make(soapDoor, keys));
        }
    }

    private static byte[] baseline(byte[] door) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(door.length);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(door));
                ZipOutputStream out = new ZipOutputStream(bytes);
                InputStream off = EvidenceOff.class.getResourceAsStream("/" + CLASS)) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                put(out, e.getName(), in.readAllBytes());
            }
            put(out, "WEB-INF/classes/" + CLASS, off.readAllBytes());
        }
        return bytes.toByteArray();
    }

    private static byte[] described(byte[] descriptor) {
        String text = new String(descriptor, StandardCharsets.UTF_8);
        int end = text.lastIndexOf("</module>") + "</module>".length();
        return (text.substring(0, end)
                        + module(BASELINE, CONTEXT)
                        + module(BareWar.NAME, BareWar.CONTEXT)
                        + text.substring(end))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String module(String archive, String context) {
        return "<module><web><web-uri>"
                + archive
                + "</web-uri><context-root>"
                + context
                + "</context-root></web></module>";
    }

    static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
