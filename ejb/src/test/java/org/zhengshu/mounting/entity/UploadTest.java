package org.zhengshu.mounting.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.mounting.boundary.UploadState;

class UploadTest {
    private static final Instant NOW = Instant.parse("2026-11-02T01:30:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final UUID ITEM = new UUID(1, 1);

    private static Upload upload(UploadState state, long received) {
        return new Upload(
                new UUID(0, 1),
                "210000",
                ITEM,
                "PERSON:x:civil",
                "x",
                "a.csv",
                "ab",
                null,
                100,
                received,
                state,
                NOW,
                NOW.plus(DAY),
                null);
    }

    private static void refused(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.type()).isEqualTo(type));
    }

    @Test
    @Tag("MNT-8")
    void aPieceBeginsWhereTheLastOneEnded() {
        Upload upload = upload(UploadState.OPEN, 40);
        upload.requireNext(40);
        refused(ProblemType.UPLOAD_OFFSET, () -> upload.requireNext(39));
        refused(ProblemType.UPLOAD_OFFSET, () -> upload.requireNext(41));
        assertThat(upload.busy().violations().get(0).value()).isEqualTo("40");
        assertThat(upload.grown(60).received()).isEqualTo(100);
        refused(ProblemType.TOO_LARGE, () -> upload.grown(61));
    }

    @Test
    @Tag("MNT-9")
    void itsTimeIsOverWhenItIsOver() {
        Upload upload = upload(UploadState.OPEN, 40);
        assertThat(upload.requireOpen(NOW.plus(DAY).minusNanos(1))).isSameAs(upload);
        refused(ProblemType.UPLOAD_GONE, () -> upload.requireOpen(NOW.plus(DAY)));
        Upload longer = upload.keptUntil(NOW.plus(DAY), DAY);
        assertThat(longer.requireOpen(NOW.plus(DAY))).isSameAs(longer);
        for (UploadState over : UploadState.values()) {
            if (over != UploadState.OPEN) {
                refused(ProblemType.UPLOAD_GONE, () -> upload(over, 40).requireOpen(NOW));
            }
        }
    }

    @Test
    @Tag("MNT-10")
    void onlyACompleteOneOfTheEntryIsLoaded() {
        upload(UploadState.OPEN, 100).requireCompleteFor(ITEM);
        refused(
                ProblemType.UPLOAD_UNFINISHED,
                () -> upload(UploadState.OPEN, 99).requireCompleteFor(ITEM));
        refused(
                ProblemType.INVALID_INPUT,
                () -> upload(UploadState.OPEN, 100).requireCompleteFor(new UUID(2, 2)));
        upload(UploadState.OPEN, 100).requireSame("ab");
        refused(
                ProblemType.CHECKSUM_MISMATCH,
                () -> upload(UploadState.OPEN, 100).requireSame("ac"));
    }

    @ParameterizedTest
    @CsvSource({
        "a.csv,a.csv",
        "../../etc/passwd,passwd",
        "C:\\x\\y.csv,y.csv",
        "a\u202eb\u200b.csv,ab.csv",
        "/,",
        "..,",
        ".,"
    })
    void aNameIsTheLastPartOfAPath(String given, String name) {
        assertThat(Upload.plainName(given)).isEqualTo(name);
        assertThat(Upload.plainName(null)).isNull();
        assertThat(Upload.plainName("长".repeat(900))).hasSize(255);
    }
}
