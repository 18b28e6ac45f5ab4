package org.zhengshu.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PKCS#11 token without hardware: SoftHSM, from the Debian package softhsm2. */
final class SoftToken {
    private static final String PIN = "246813";
    private static final List<String> PLACES =
            List.of(
                    "/usr/lib/softhsm/libsofthsm2.so",
                    "/usr/lib64/softhsm/libsofthsm2.so",
                    "/usr/lib64/pkcs11/libsofthsm2.so");

    private SoftToken() {}

    /** A new token of the node's user. */
    static void make(InstalledNode node, String label) throws IOException {
        Path tokens = Files.createDirectory(node.work().resolve("tokens"));
        Path configuration = node.work().resolve("softhsm2.conf");
        Files.writeString(
                configuration,
                "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
        node.own(tokens);
        node.environment("SOFTHSM2_CONF", configuration.toString());
        node.secret("pin", PIN);
        InstalledNode.ok(
                node.operator(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        label,
                        "--pin",
                        PIN,
                        "--so-pin",
                        "13572468"));
    }

    static Map<String, String> answers(InstalledNode node, String label) {
        return Map.of(
                "keys.store",
                "pkcs11",
                "pkcs11.library",
                library(),
                "pkcs11.token",
                label,
                "pkcs11.pin-file",
                node.secrets().resolve("pin").toString());
    }

    private static String library() {
        return Stream.of(PLACES.toArray(new String[0]))
                .filter(place -> Files.exists(Path.of(place)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("softhsm2 is not installed"));
    }
}
