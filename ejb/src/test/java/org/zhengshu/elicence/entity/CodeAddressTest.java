package org.zhengshu.elicence.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.PublicAddress;

class CodeAddressTest {
    private static final PublicAddress NODE = PublicAddress.of("https://zwgx.example.gov.cn");
    private static final String IDENTIFIER =
            "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U";
    private static final LicenceCode CODE =
            new LicenceCode(
                    LicenceIdentifier.parse(IDENTIFIER),
                    Optional.of(UUID.fromString("5d9d4f66-9a3c-4c1e-8f5b-0a1b2c3d4e5f")));
    private static final String ADDRESS =
            "https://zwgx.example.gov.cn/verify?code="
                    + IDENTIFIER
                    + "/5D9D4F669A3C4C1E8F5B0A1B2C3D4E5F";

    @Test
    void theAddressIsThePageAndTheCodeAsItIs() {
        assertThat(CodeAddress.of(NODE, CODE)).isEqualTo(ADDRESS);
    }

    @Test
    void whatWasPrintedIsReadAgainHoweverItWasTyped() {
        String wide =
                ADDRESS.replace('.', '。')
                        .replace("://", "：／／")
                        .replace('?', '？')
                        .replace('=', '＝')
                        .replace('1', '１');
        for (String typed :
                new String[] {
                    ADDRESS,
                    ADDRESS.toUpperCase(Locale.ROOT),
                    ADDRESS.toLowerCase(Locale.ROOT),
                    wide,
                    "\ufeff " + ADDRESS.replace("verify", "ver\u200bify") + "\r\n",
                    ADDRESS.replace("cn/verify", "cn:443/verify"),
                    ADDRESS.replace("U/5D", "U%2F5D"),
                    ADDRESS + "&from=singlemessage",
                }) {
            assertThat(CodeAddress.isMeant(typed)).as(typed).isTrue();
            CodeAddress read = CodeAddress.parse(typed);
            assertThat(read.node()).as(typed).isEqualTo(NODE);
            assertThat(LicenceCode.find(read.text())).as(typed).contains(CODE);
        }
    }

    @Test
    void aCodeAloneIsNoAddress() {
        for (String typed :
                new String[] {
                    CODE.toString(),
                    " 证照标识：" + CODE,
                    IDENTIFIER + "%2F5D9D4F669A3C4C1E8F5B0A1B2C3D4E5F",
                    IDENTIFIER
                }) {
            assertThat(CodeAddress.isMeant(typed)).as(typed).isFalse();
        }
    }

    /** The host alone decides whose address it is, with its port. */
    @Tag("LIC-8")
    @ParameterizedTest
    @CsvSource({
        "https://zwgx.example.gov.cn.evil.example, https://zwgx.example.gov.cn.evil.example",
        "https://zwgx.example.gov.cn:8443, https://zwgx.example.gov.cn:8443",
        "https://zwgx\u200b.example.gov.cn.cm, https://zwgx.example.gov.cn.cm",
        "https://xn--zwgx-example.cn, https://xn--zwgx-example.cn",
        "https://[2001:DB8::1], https://[2001:db8::1]",
        "https://127.0.0.1, https://127.0.0.1"
    })
    void anotherAddressIsAnotherNode(String start, String node) {
        CodeAddress read = CodeAddress.parse(ADDRESS.replace("https://zwgx.example.gov.cn", start));

        assertThat(read.node()).hasToString(node).isNotEqualTo(NODE);
    }

    @ParameterizedTest
    @CsvSource({
        "https://zwgx, http://zwgx, https",
        "https://zwgx, //zwgx, https",
        "https://zwgx, javascript://zwgx, https",
        "https://zwgx, ftp://zwgx, https",
        "https://zwgx.example.gov.cn, '', https",
        "https://, https:, path",
        "https://, https:///, path",
        "https://zwgx.example.gov.cn, https://, port",
        "zwgx., zwgx.example.gov.cn@evil., @",
        "zwgx., user:word@zwgx., @",
        "gov.cn, gov.cn\\@evil.example, characters",
        "gov.cn, gov.cn:0, port",
        "gov.cn, gov.cn:65536, port",
        "gov.cn, gov.cn:99999999999, port",
        "gov.cn, 政务.cn, port",
        "gov.cn, gov%2ecn, port",
        "/verify, /verify/, path",
        "/verify, /api/v1/verify, path",
        "/verify, /%76erify, path",
        "/verify, /../verify, path",
        "/verify, '', path",
        "?code=, ?kode=, parameter",
        "?code=, ?code=x&code=, parameter",
        "?code=, ?code=%2531, twice",
        "?code=, ?code=%zz, characters",
        "?code=, ?code=<script>alert(1)</script>, characters",
        "?code=, #code=, '#'",
        "?code=, ?x#code=, '#'"
    })
    void whatNoLicenceHoldsIsRefusedByName(String from, String to, String reason) {
        String address = ADDRESS.replace(from, to);

        assertThat(address).isNotEqualTo(ADDRESS);
        assertThat(CodeAddress.isMeant(address)).isTrue();
        assertThatThrownBy(() -> CodeAddress.parse(address))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem ->
                                assertThat(problem.detail().en())
                                        .contains(reason)
                                        .doesNotContain("5D9D", "evil"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,<script>alert(1)</script>",
                "https://zwgx.example.gov.cn/verify",
                "https://zwgx.example.gov.cn/verify#receipt=5d9d4f66-9a3c-4c1e-8f5b-0a1b2c3d4e5f&sm3=00",
                "/verify?code=1",
                "tel:110",
                "https://"
            })
    void whatIsNoAddressOfALicenceIsRefused(String scanned) {
        assertThat(CodeAddress.isMeant(scanned)).isTrue();
        assertThatThrownBy(() -> CodeAddress.parse(scanned)).isInstanceOf(Problem.class);
    }
}
