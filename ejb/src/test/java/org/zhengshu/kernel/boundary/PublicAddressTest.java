package org.zhengshu.kernel.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://zwgx.example.gov.cn, https://zwgx.example.gov.cn, zwgx.example.gov.cn",
        "HTTPS://ZWGX.Example.gov.cn/, https://zwgx.example.gov.cn, zwgx.example.gov.cn",
        "https://zwgx.example.gov.cn:443, https://zwgx.example.gov.cn, zwgx.example.gov.cn",
        "https://zwgx.example.gov.cn:8443, https://zwgx.example.gov.cn:8443, zwgx.example.gov.cn",
        "https://192.0.2.7, https://192.0.2.7, 192.0.2.7",
        "https://[2001:DB8::1]:8443, https://[2001:db8::1]:8443, 2001:db8::1"
    })
    void thatWhichLeadsToTheSamePlaceIsEqual(String written, String address, String host) {
        assertThat(PublicAddress.of(written)).hasToString(address);
        assertThat(PublicAddress.of(written).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zwgx.example.gov.cn",
                "http://zwgx.example.gov.cn",
                "https://",
                "https:zwgx.example.gov.cn",
                "https://zwgx.example.gov.cn/portal",
                "https://zwgx.example.gov.cn?x",
                "https://zwgx.example.gov.cn#x",
                "https://user@zwgx.example.gov.cn",
                "https://zwgx.example.gov.cn:0",
                "https://zwgx.example.gov.cn:70000",
                "https://zw gx.example.gov.cn",
                "https://zw_gx.example.gov.cn",
                "https://政务.example.cn",
                "https://a-host-of-63-letters-is-the-longest-that-a-label-can-be-in-the-dns."
                        + "example-of-a-name-that-no-code-has-room-for.gov.cn"
            })
    void whatNotEverybodyCanOpenIsRefused(String written) {
        assertThatThrownBy(() -> PublicAddress.of(written))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePresentOneComesFirst() {
        assertThat(PublicAddress.list(" https://new.gov.cn , https://old.gov.cn,"))
                .isEqualTo(
                        List.of(
                                PublicAddress.of("https://new.gov.cn"),
                                PublicAddress.of("https://old.gov.cn")));
        assertThat(PublicAddress.list(" ")).isEmpty();
    }
}
