package org.zhengshu.sharing.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.sharing.boundary.SharingRequestView;
import org.zhengshu.sharing.boundary.SubmitSharingRequest;

/** Sharing requests for tests. */
final class Requests {
    static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    static final LocalDate LAST_DAY = LocalDate.of(2026, 12, 31);

    private Requests() {}

    static SubmitSharingRequest wish(RowFilter filter, String matter) {
        return new SubmitSharingRequest(
                UUID.fromString("00000000-0000-4000-8000-000000000001"),
                "行政审批",
                matter,
                "某条例第三条",
                "窗口核验",
                "本市",
                "接口",
                List.of("name", "code"),
                filter,
                100L,
                LAST_DAY);
    }

    /** The request by itself, with nothing of what others keep of it. */
    static SharingRequestView view(SharingRequest request) {
        return request.view(
                new SharingRequest.History(
                        null, false, List.of(), List.of(), List.of(), null, null));
    }

    static SharingRequest aRequest(String... steps) {
        return aRequest(wish(null, "开办企业"), steps);
    }

    static SharingRequest aRequest(SubmitSharingRequest wish, String... steps) {
        return new SharingRequest(
                new Wish(wish),
                new SharingRequest.Parties("210000", "consumer", "provider", "li.na", "街道"),
                new SharingRequest.Course(
                        "CONDITIONAL",
                        "PROVIDER",
                        "令809第二十条",
                        List.of(steps),
                        List.of("CN-809"),
                        LocalDate.of(2026, 12, 4),
                        false,
                        "令809第二十条",
                        "2026"),
                NOW);
    }
}
