package org.zhengshu.mounting.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;

class TusMetadataTest {
    @Test
    void namesHaveTheirValues() {
        assertThat(TusMetadata.parse("filename 5pWw5o2uLmNzdg==, note ,is_confidential"))
                .containsEntry("filename", "数据.csv")
                .containsEntry("note", "")
                .containsEntry("is_confidential", "");
        assertThat(TusMetadata.parse(null)).isEmpty();
        assertThat(TusMetadata.parse(" ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "a YQ==,", "a YQ==,a YQ==", "a !", "a /w==", "\u4e2d YQ=="})
    void whatIsNoMetadataIsRefused(String header) {
        refused(header);
    }

    @Test
    void itIsNotLongerThanIsKept() {
        assertThat(TusMetadata.parse("a " + "YWFh".repeat(999))).hasSize(1);
        refused("a " + "YWFh".repeat(1_000));
    }

    private static void refused(String header) {
        assertThatThrownBy(() -> TusMetadata.parse(header))
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> {
                            assertThat(p.type()).isEqualTo(ProblemType.INVALID_INPUT);
                            assertThat(p.violations().get(0).place()).isEqualTo("Upload-Metadata");
                        });
    }
}
