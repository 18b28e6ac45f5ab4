package org.zhengshu.kernel.boundary;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the operator sets (运行参数), from system properties that the launcher passes on: its options
 * and the file {@code zhengshu.properties}.
 *
 * @param node name of this node, part of the log's origin
 * @param server name of this server where several serve one node; empty for the only one
 * @param data folder with keys and secrets
 * @param config folder with rule packs, calendars, code lists, fonts
 * @param sample whether the sample world is wanted
 * @param bodies how many bytes of large messages may be in memory at once
 * @param pace how fast a body must come
 * @param soap the SOAP door
 * @param proxies which machines may say for whom they call (反向代理)
 * @param instance random id of this start, so that the launcher knows its own server
 * @param outgoingTrust PEM file with roots that this node's own https calls trust besides those of
 *     Java; may be absent
 * @param contractNotice how long the contract of an older revision of an entry is kept
 * @param addresses where everybody reaches this node (对外地址), the present one first; may be empty
 */
public record Settings(
        String node,
        String server,
        Path data,
        Path config,
        boolean sample,
        long bodies,
        Pace.Least pace,
        Soap soap,
        List<Network> proxies,
        String instance,
        Path outgoingTrust,
        Duration contractNotice,
        List<PublicAddress> addresses,
        Evidence evidence,
        Disk disk,
        LimitSettings limits,
        UploadSettings uploads,
        Callers callers) {

    /** The largest message passes in any case. */
    private static final long LEAST_BODIES = 64L << 20;

    /**
     * When the disk counts as nearly full (磁盘阈值), in bytes that are free.
     *
     * @param low below, health says so
     * @param full below, the server is not ready any more, before writes fail
     */
    public record Disk(long low, long full) {
        static Disk fromSystem() {
            return new Disk(
                    Long.getLong("zhengshu.disk.low", 2048) << 20,
                    Long.getLong("zhengshu.disk.full", 256) << 20);
        }
    }

    /**
     * The evidence log (存证日志).
     *
     * @param hash {@code SM3} or {@code SHA-256}
     * @param waiting how many entries may wait before callers are told to retry
     * @param signerPatience how long one signature may take before health reports the signer
     * @param clockTolerance how far the clock may step back before writing stops
     * @param takeOver how often the logs of dead servers are looked for
     * @param witness how often checkpoints go to the witnesses; zero for never
     * @param timestamp how often the newest checkpoint is time-stamped; zero for never
     * @param authority address of the time-stamp authority; the built-in one when absent
     * @param authorityTrust PEM file with the roots that the authority's certificate must lead to
     * @param authorityLists addresses or files of the revocation lists of the authority's issuers
     * @param check how often the whole log is checked; zero for never
     * @param archive how often old parts of the log are looked for; zero for never
     */
    public record Evidence(
            String hash,
            int waiting,
            Duration signerPatience,
            Duration clockTolerance,
            Duration takeOver,
            Duration witness,
            Duration timestamp,
            URI authority,
            Path authorityTrust,
            List<String> authorityLists,
            Duration check,
            Duration archive) {
        private static List<String> places(String text) {
            return Pattern.compile(",")
                    .splitAsStream(text)
                    .map(String::strip)
                    .filter(p -> !p.isEmpty())
                    .toList();
        }

        static Evidence fromSystem(Path data) {
            String authority = System.getProperty("zhengshu.timestamp.url", "");
            String trust = System.getProperty("zhengshu.timestamp.trust", "");
            return new Evidence(
                    System.getProperty("zhengshu.log.hash", "SM3"),
                    Integer.getInteger("zhengshu.log.waiting", 4096),
                    seconds("zhengshu.log.signer-patience", 5),
                    seconds("zhengshu.log.clock-tolerance", 5),
                    seconds("zhengshu.log.take-over", 2),
                    seconds("zhengshu.witness.interval", 60),
                    seconds("zhengshu.timestamp.interval", 60),
                    authority.isBlank() ? null : URI.create(authority.strip()),
                    trust.isBlank() ? data.resolve("root.pem") : Path.of(trust.strip()),
                    places(System.getProperty("zhengshu.timestamp.crl", "")),
                    seconds("zhengshu.check.interval", 86_400),
                    seconds("zhengshu.archive.interval", 3_600));
        }
    }

    private static Duration seconds(String name, int otherwise) {
        return Duration.ofSeconds(Integer.getInteger(name, otherwise));
    }

    /**
     * The SOAP door (SOAP 接口).
     *
     * @param fresh how old a message may be by its Timestamp
     * @param ahead how far a caller's clock may be off
     */
    public record Soap(Duration fresh, Duration ahead) {
        static Soap fromSystem() {
            return new Soap(
                    seconds("zhengshu.soap.fresh", 300), seconds("zhengshu.soap.ahead", 60));
        }

        /** After this a message is refused for its age. */
        public Duration remembered() {
            return fresh.plus(ahead).plus(ahead);
        }
    }

    /**
     * How client systems authenticate (调用鉴别).
     *
     * @param names host names under which callers reach this node besides those in its certificate
     * @param tifSkew how far {@code x-tif-timestamp} may be from this node's clock
     * @param nationalSkew the same for {@code gjzwfwpt_rtime}
     * @param signatureWindow how old a signed request may be
     * @param signatureComponents what a signed request must cover
     * @param clockSkew how far a caller's clock may be ahead in signatures and tokens
     * @param assertionLife how long a client assertion may be valid
     * @param tokenLife how long an access token is valid
     */
    public record Callers(
            Set<String> names,
            Duration tifSkew,
            Duration nationalSkew,
            Duration signatureWindow,
            List<String> signatureComponents,
            Duration clockSkew,
            Duration assertionLife,
            Duration tokenLife) {
        static Callers fromSystem() {
            return new Callers(
                    Set.copyOf(words("zhengshu.callers.names", "")),
                    seconds("zhengshu.callers.tif-skew", 180),
                    seconds("zhengshu.callers.national-skew", 180),
                    seconds("zhengshu.callers.signature-window", 300),
                    words(
                            "zhengshu.callers.signature-components",
                            "@method @authority @path @query content-digest"),
                    seconds("zhengshu.callers.clock-skew", 60),
                    seconds("zhengshu.callers.assertion-life", 600),
                    seconds("zhengshu.callers.token-life", 600));
        }

        private static List<String> words(String name, String otherwise) {
            String value = System.getProperty(name, otherwise).strip();
            return value.isEmpty() ? List.of() : List.of(value.split("[\\s,]+"));
        }
    }

    public static Settings fromSystem() {
        return new Settings(
                System.getProperty("zhengshu.node", "zhengshu"),
                System.getProperty("zhengshu.server", ""),
                Path.of(required("zhengshu.data.dir")),
                Path.of(required("zhengshu.config.dir")),
                Boolean.getBoolean("zhengshu.sample"),
                bodiesFromSystem(),
                new Pace.Least(
                        seconds("zhengshu.bodies.grace", 30),
                        Long.getLong("zhengshu.bodies.rate", 32) << 10),
                Soap.fromSystem(),
                Network.list(System.getProperty("zhengshu.proxies", "")),
                System.getProperty("zhengshu.instance", ""),
                file("zhengshu.outgoing.trust"),
                seconds("zhengshu.contract.notice", 15_552_000),
                PublicAddress.list(System.getProperty("zhengshu.address", "")),
                Evidence.fromSystem(Path.of(required("zhengshu.data.dir"))),
                Disk.fromSystem(),
                LimitSettings.fromSystem(),
                UploadSettings.fromSystem(),
                Callers.fromSystem());
    }

    private static Path file(String name) {
        String value = System.getProperty(name, "").strip();
        return value.isEmpty() ? null : Path.of(value);
    }

    /** A twelfth of the heap, since a message stands there several times while it is read. */
    private static long bodiesFromSystem() {
        long mebibytes = Long.getLong("zhengshu.bodies.memory", 0);
        long heap = Runtime.getRuntime().maxMemory();
        return mebibytes > 0 ? mebibytes << 20 : Math.max(LEAST_BODIES, heap / 12);
    }

    private static String required(String name) {
        String value = System.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("system property " + name + " is not set");
        }
        return value;
    }
}
