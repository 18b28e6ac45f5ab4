package org.zhengshu.signature.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.control.KeyFiles;

/** When the node's own certificates end (证书到期). */
@ApplicationScoped
public class CertificateEnds {
    private static final List<String> FILES = List.of("log-sm2", "log-ed25519");
    private static final List<Store> STORES =
            List.of(
                    new Store("tls-server", "server", "tls.password"),
                    new Store("document", "document", "pki.password"),
                    new Store("answers", "answers", "pki.password"),
                    new Store("wss-server", "server", "pki.password"),
                    new Store("tsa", "tsa", "pki.password"));

    private record Store(String name, String alias, String password) {}

    @Inject private Settings settings;
    @Inject private Clock clock;

    /**
     * The end of a certificate.
     *
     * @param name its file in the folder of keys
     * @param days whole days until then
     */
    public record End(String name, Instant until, long days) {}

    /** The one that ends first. */
    public Optional<End> first() {
        KeyFiles files = new KeyFiles(settings.data());
        List<End> ends = new ArrayList<>();
        for (String name : FILES) {
            ends.add(end(name, files.certificates(name).get(0).getNotAfter().toInstant()));
        }
        for (Store store : STORES) {
            X509Certificate own = files.certificate(store.name, store.alias, store.password);
            ends.add(end(store.name, own.getNotAfter().toInstant()));
        }
        return ends.stream().min(Comparator.comparing(End::until));
    }

    private End end(String name, Instant until) {
        return new End(name, until, Duration.between(clock.instant(), until).toDays());
    }
}
