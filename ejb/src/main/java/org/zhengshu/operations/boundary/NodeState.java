package org.zhengshu.operations.boundary;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhengshu.kernel.boundary.HealthCheck;
import org.zhengshu.kernel.boundary.ServiceMode;
import org.zhengshu.operations.control.DiskWatch;
import org.zhengshu.signature.boundary.CertificateEnds;
import org.zhengshu.signature.boundary.DeviceWatch;

/** What an operator must know of a server beside its log (节点状态): health and metrics. */
@Singleton
@Startup
@Lock(LockType.READ)
public class NodeState {
    /** When health begins to speak of it. */
    private static final int SOON = 30;

    @Inject private ServiceMode mode;
    @Inject private DiskWatch disk;
    @Inject private CertificateEnds certificates;
    @Inject private DeviceWatch device;
    @Inject private MeterRegistry registry;

    private volatile Optional<CertificateEnds.End> first = Optional.empty();

    @PostConstruct
    void observe() {
        look();
        registry.gauge("zhengshu.disk.free.bytes", disk, DiskWatch::free);
        registry.gauge("zhengshu.disk.low", disk, d -> d.isLow() ? 1 : 0);
        registry.gauge("zhengshu.mode.read.only", mode, m -> m.isReadOnly() ? 1 : 0);
        registry.gauge("zhengshu.mode.draining", mode, m -> m.isDraining() ? 1 : 0);
        registry.gauge("zhengshu.calls.in.flight", mode, ServiceMode::inFlight);
        registry.gauge("zhengshu.certificate.days", this, n -> n.days());
        registry.gauge("zhengshu.device.failing", this, n -> n.isDeviceFailing() ? 1 : 0);
    }

    /** The files change with a start, the days with the time. */
    @Schedule(hour = "*", persistent = false)
    void look() {
        first = certificates.first();
    }

    /**
     * A device that does not answer keeps this one call waiting, and the next ones are left out.
     */
    @Schedule(hour = "*", minute = "*", second = "*/30", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void tryDevice() {
        device.look();
    }

    private boolean isDeviceFailing() {
        return device.check().filter(check -> !check.up()).isPresent();
    }

    private long days() {
        return first.map(CertificateEnds.End::days).orElse(0L);
    }

    /** For the readiness of the server. */
    public List<HealthCheck> checks() {
        return Stream.concat(
                        Stream.of(mode(), disk.check(), certificates()), device.check().stream())
                .toList();
    }

    private HealthCheck mode() {
        String now = mode.isDraining() ? "DRAIN" : mode.isReadOnly() ? "READ_ONLY" : "NORMAL";
        return new HealthCheck(
                "mode", !mode.isDraining(), Map.of("mode", now, "inFlight", mode.inFlight()));
    }

    /** Calls go on until it ends, and then fail one by one: a word, never a reason to be down. */
    private HealthCheck certificates() {
        return first.filter(end -> end.days() < SOON)
                .map(
                        end ->
                                new HealthCheck(
                                        "certificates",
                                        true,
                                        Map.of(
                                                "state",
                                                "ENDING",
                                                "name",
                                                end.name(),
                                                "until",
                                                end.until().toString())))
                .orElseGet(() -> new HealthCheck("certificates", true, Map.of("state", "OK")));
    }
}
