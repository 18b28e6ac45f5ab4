package org.zhengshu.exchange.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each address is of one code, each code has one address. */
class ResourceAddressTest {
    @Test
    @Tag("EXC-3")
    void theSlashOfACodeIsADash() {
        ResourceAddress address = new ResourceAddress("307009001002/000123", 0);
        assertThat(address.text()).isEqualTo("307009001002-000123");
        assertThat(ResourceAddress.parse(address.text())).contains(address);
    }

    @Test
    void anOlderContractHasItsRevision() {
        ResourceAddress address = new ResourceAddress("103/1000000", 12);
        assertThat(address.text()).isEqualTo("103-1000000-v12");
        assertThat(ResourceAddress.parse(address.text())).contains(address);
        assertThat(ResourceAddress.namespace("103/1000000", 12))
                .isEqualTo("urn:zhengshu:resource:103-1000000-v12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "103001",
                "103001/000001",
                "103001-1",
                "003001-000001",
                "103001-000001-000001",
                "103001-000001-v0",
                "103001-000001-v01",
                "103001-000001-v1234567890",
                "103001-000001-V1",
                " 103001-000001",
                "103001-000001\n",
                "103001-00000١",
                "../103001-000001"
            })
    void nothingElseIsAnAddress(String text) {
        assertThat(ResourceAddress.parse(text)).isEmpty();
    }
}
