package org.zhengshu.kernel.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {
    /** A request that knows nothing but its headers. */
    private static HttpServletRequest request(Map<String, List<String>> headers) {
        Map<String, List<String>> all = new TreeMap<>(headers);
        return (HttpServletRequest)
                Proxy.newProxyInstance(
                        HeaderRulesTest.class.getClassLoader(),
                        new Class<?>[] {HttpServletRequest.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("getHeaderNames")
                                        ? Collections.enumeration(all.keySet())
                                        : Collections.enumeration(all.get(arguments[0])));
    }

    private static void refused(Map<String, List<String>> headers, ProblemType type) {
        assertThatThrownBy(() -> HeaderRules.check(request(headers)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
    }

    @Test
    void whatEachCallHasIsTaken() {
        assertThatCode(
                        () ->
                                HeaderRules.check(
                                        request(
                                                Map.of(
                                                        "Content-Type", List.of("text/xml\t;a=b"),
                                                        "Accept", List.of("text/csv", "*/*"),
                                                        "x-tif_1.2~3", List.of("")))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "content-type", "AUTHORIZATION", "SOAPAction", "range"})
    void whatThereIsOneOf(String name) {
        refused(Map.of(name, List.of("a", "a")), ProblemType.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(chars = {0, 1, '\n', '\r', 0x0b, 0x1f, 0x7f})
    void controlCharacters(char c) {
        refused(Map.of("Accept", List.of("a" + c + "b")), ProblemType.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Accept ", "Acc\u00e8pt", "A:b", "A\u0000", "\"A\""})
    void namesThatAreNone(String name) {
        refused(Map.of(name, List.of("x")), ProblemType.MALFORMED);
    }

    @Test
    void theSumOfAllIsWhatCounts() {
        String half = "x".repeat(HeaderRules.LONGEST / 2 - 1);
        HeaderRules.check(request(Map.of("a", List.of(half), "b", List.of(half))));
        refused(Map.of("a", List.of(half), "b", List.of(half, "")), ProblemType.HEADERS_TOO_LARGE);
    }
}
