package org.zhengshu.kernel.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("KRN-15")
class ProxiesTest {
    private static final String DIRECT = "http://node:8080";

    private final Proxies proxies = new Proxies(Network.list("10.1.0.0/16, 2001:db8::1"));

    private static Function<String, List<String>> headers(Map<String, List<String>> headers) {
        return name -> headers.getOrDefault(name, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, true", "10.1.255.255, true", "10.2.0.0, false", "2001:db8::1, true",
        "2001:db8::2, false", "localhost, false", "10.1.2.3.4, false", "'', false"
    })
    void onlyNamedMachinesAreTrusted(String address, boolean trusted) {
        assertThat(proxies.trusts(address)).isEqualTo(trusted);
    }

    @Test
    void aStrangerSaysNothing() {
        var headers =
                headers(
                        Map.of(
                                "X-Forwarded-Host",
                                List.of("a.cn"),
                                "X-Forwarded-For",
                                List.of("1.1.1.1")));
        assertThat(proxies.base("10.9.0.1", DIRECT, headers)).isEqualTo(DIRECT);
        assertThat(proxies.caller("10.9.0.1", headers)).isEqualTo("10.9.0.1");
        assertThat(new Proxies(List.of()).base("127.0.0.1", DIRECT, headers)).isEqualTo(DIRECT);
    }

    @Test
    void theProxySaysWhoCalledAndHow() {
        var headers =
                headers(
                        Map.of(
                                "X-Forwarded-Host", List.of("share.gov.cn"),
                                "X-Forwarded-Proto", List.of("https"),
                                "X-Forwarded-For", List.of("6.6.6.6, 1.1.1.1")));
        assertThat(proxies.base("10.1.0.1", DIRECT, headers)).isEqualTo("https://share.gov.cn");
        assertThat(proxies.caller("10.1.0.1", headers)).isEqualTo("1.1.1.1");
    }

    @Test
    void behindTwoProxiesTheOuterOneCounts() {
        var headers =
                headers(
                        Map.of(
                                "Forwarded",
                                List.of(
                                        "for=6.6.6.6;host=evil.cn;proto=http,"
                                                + " for=\"[2001:db8::9]:4711\";host=\"share.gov.cn:8443\";proto=HTTPS",
                                        "for=10.1.0.7;host=inner;proto=http")));
        assertThat(proxies.base("10.1.0.1", DIRECT, headers))
                .isEqualTo("https://share.gov.cn:8443");
        assertThat(proxies.caller("10.1.0.1", headers)).isEqualTo("2001:db8::9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"host=a b", "host=\"a\\\"><x\"", "proto=javascript", "host=", "", ";;;=,,"})
    void whatIsNoAddressIsPassedOver(String forwarded) {
        var headers = headers(Map.of("Forwarded", List.of(forwarded)));
        assertThat(proxies.base("10.1.0.1", DIRECT, headers)).isEqualTo(DIRECT);
        assertThat(proxies.caller("10.1.0.1", headers)).isEqualTo("10.1.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0/8", "::/129", "10.0.0.0/-1"})
    void aSettingThatIsNoNetworkIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.list(text));
    }
}
