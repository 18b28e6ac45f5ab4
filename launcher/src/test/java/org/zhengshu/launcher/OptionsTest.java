package org.zhengshu.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void withoutArgumentsTheFixedAddressesAreUsed() {
        Options options = Options.parse(List.of(), Map.of());

        assertThat(options.ports()).isEqualTo(new Ports(8080, 8443, 9990, 0));
        assertThat(options.data()).isEqualTo(options.home().root().resolve("data"));
        assertThat(options.sample()).isTrue();
        assertThat(options.database()).isNull();
    }

    @Test
    void anArgumentWinsOverTheEnvironment() {
        Options options =
                Options.parse(
                        List.of("--http-port", "9001", "--data=/tmp/a"),
                        Map.of("ZHENGSHU_HTTP_PORT", "9002", "ZHENGSHU_HTTPS_PORT", "9003"));

        assertThat(options.ports().http()).isEqualTo(9001);
        assertThat(options.ports().https()).isEqualTo(9003);
        assertThat(options.data()).isEqualTo(Path.of("/tmp/a"));
    }

    @Test
    void aDatabaseOfTheEnvironmentReplacesTheBuiltInOne() {
        Options options =
                Options.parse(
                        List.of("--no-sample"),
                        Map.of("DB_URL", "jdbc:postgresql://db/x", "DB_PASSWORD", "secret"));

        assertThat(options.database().url()).isEqualTo("jdbc:postgresql://db/x");
        assertThat(options.database().user()).isEqualTo("zhengshu");
        assertThat(options.database().password()).isEqualTo("secret");
        assertThat(options.sample()).isFalse();
        assertThat(options.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--http-port=0",
                "--http-port=65536",
                "--db-port=-1",
                "--http-port=x",
                "--http-port",
                "--xmx=lots",
                "--node=Node",
                "--node=a-name-that-is-longer-than-23",
                "--free-ports=maybe",
                "--unknown=1",
                "stray"
            })
    void aMistakeIsRefusedWithStatusTwoAndSaidInBothLanguages(String argument) {
        assertThatThrownBy(() -> Options.parse(List.of(argument), Map.of()))
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.status()).isEqualTo(StartFailure.REFUSED))
                .message()
                .containsPattern("\\p{IsHan}")
                .containsPattern("[A-Za-z]{3}");
    }

    @Test
    void variablesAreNamedAfterTheOptionsInEveryLocale() {
        assertThat(Options.variable("bind")).isEqualTo("ZHENGSHU_BIND");
        assertThat(Options.variable("free-ports")).isEqualTo("ZHENGSHU_FREE_PORTS");
    }
}
