package org.zhengshu.signature.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.zhengshu.kernel.boundary.OutgoingCalls;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.proof.Check;
import org.zhengshu.proof.StampRevocation;
import org.zhengshu.proof.TimeStamp;
import org.zhengshu.proof.TrustAnchors;
import org.zhengshu.signature.control.StampLists;
import org.zhengshu.signature.control.TimeStampClient;
import org.zhengshu.signature.control.TimeStampQuery;

/**
 * Gets time-stamps from the authority that the operator chose (时间戳), the built-in or an outside
 * one, and gives none away that an offline check would refuse.
 */
@ApplicationScoped
public class TimeStamps {
    /** Name of the authority of this node. */
    public static final String BUILT_IN = "built-in";

    @Inject private Settings settings;
    @Inject private TimeStampAuthority builtIn;
    @Inject private OutgoingCalls outgoing;
    @Inject private Clock clock;

    private TimeStampClient outside;
    private TrustAnchors anchors;

    /**
     * A time-stamp over a message.
     *
     * @param token in DER
     * @param authority who stated the time
     */
    public record Stamp(byte[] token, String authority, Instant at) {}

    private StampLists lists;

    @PostConstruct
    void load() {
        URI address = settings.evidence().authority();
        if (address != null) {
            outside = new TimeStampClient(address, outgoing);
        }
        lists =
                new StampLists(
                        address == null ? List.of() : settings.evidence().authorityLists(),
                        settings.data().resolve("pki"),
                        outgoing);
        try {
            anchors = TrustAnchors.fromPem(settings.evidence().authorityTrust());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who is asked. */
    public String authority() {
        return outside == null ? BUILT_IN : settings.evidence().authority().toString();
    }

    /** A time-stamp over these bytes; fails when the authority does, or answers something else. */
    public Stamp stamp(byte[] message) throws IOException {
        TimeStampQuery query = new TimeStampQuery(message);
        byte[] request = query.encoded();
        byte[] reply = outside == null ? builtIn.answer(request) : outside.ask(request);
        byte[] token = query.token(reply, anchors);
        requireNotRevoked(token);
        return new Stamp(token, authority(), TimeStamp.parse(token).time());
    }

    /** The outside authority's revocation lists that a receipt with this token takes along. */
    public List<byte[]> listsFor(byte[] token) {
        try {
            return lists.kept().stream()
                    .filter(list -> StampRevocation.fits(list, token, anchors))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looked at only where the operator named lists; else the receipt's check says so. */
    private void requireNotRevoked(byte[] token) throws IOException {
        if (lists.isEmpty()) {
            return;
        }
        Check check = StampRevocation.check(token, anchors, lists.current(clock.instant()));
        if (check.outcome() != Check.Outcome.PASS) {
            throw new IOException("revocation of its certificates: " + check.detail());
        }
    }
}
