package org.zhengshu.signature.boundary;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.control.KeyFiles;
import org.zhengshu.signature.control.TimeStampSigner;

/** The built-in time-stamp authority (时间戳服务机构), RFC 3161: for this node and for everybody. */
@ApplicationScoped
public class TimeStampAuthority {
    /** Larger requests are refused unread. */
    public static final int MAX_REQUEST = TimeStampSigner.MAX_REQUEST;

    @Inject private Settings settings;
    @Inject private Clock clock;
    @Inject private MeterRegistry registry;

    private TimeStampSigner signer;

    @PostConstruct
    void load() {
        KeyFiles.KeyPairEntry entry = new KeyFiles(settings.data()).keyStoreEntry("tsa", "tsa");
        signer = new TimeStampSigner(entry.key(), entry.chain(), clock);
    }

    /** The time-stamp response in DER to a request in DER; what cannot be granted says why. */
    public byte[] answer(byte[] request) {
        registry.counter("zhengshu.timestamp.requests").increment();
        return signer.answer(request);
    }
}
