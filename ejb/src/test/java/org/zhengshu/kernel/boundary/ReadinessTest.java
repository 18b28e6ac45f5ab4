package org.zhengshu.kernel.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadinessTest {
    @Test
    void aServerIsNotReadyBeforeItsAdministratorsCanSignIn() {
        Readiness readiness = new Readiness(false);
        assertThat(readiness.firstStartDone()).isFalse();
        readiness.administratorsAreThere();
        assertThat(readiness.firstStartDone()).isTrue();
    }

    @Test
    void whereTheSampleWorldIsWantedItIsAwaited() {
        Readiness readiness = new Readiness(true);
        readiness.administratorsAreThere();
        assertThat(readiness.firstStartDone()).isFalse();
        readiness.sampleIsLoaded();
        assertThat(readiness.firstStartDone()).isTrue();
    }
}
