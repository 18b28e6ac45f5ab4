package org.zhengshu.tests.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;

/** The session of a browser: in a cookie that no script reads and no other site can use. */
class PortalSessionIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ME = "/api/v1/accounts/me";
    private static final String[] PAGE = {"Zhengshu-Portal", "1"};

    private final Node node = Node.shared();
    private final HttpClient client = HttpClient.newHttpClient();
    private String cookie;

    @BeforeEach
    void signIn() throws Exception {
        HttpResponse<String> answer = signedIn(PAGE);
        assertThat(answer.statusCode()).isEqualTo(200);
        String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set)
                .startsWith("__Host-")
                .contains("; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/")
                .doesNotContain("Domain", "Expires", "Max-Age");
        cookie = set.split(";", 2)[0];
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.path("token").asText("")).isEmpty();
        assertThat(answer.body()).doesNotContain(cookie.split("=", 2)[1]);
    }

    @Test
    void aProgramGetsTheTokenAndNoCookie() throws Exception {
        HttpResponse<String> answer = signedIn();
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(JSON.readTree(answer.body()).path("token").asText()).isNotEmpty();
    }

    @Test
    void theCookieSignsInReadingAndActing() throws Exception {
        assertThat(code(send("GET", ME, "Cookie", cookie))).isEqualTo("200");
        assertThat(
                        code(
                                send(
                                        "POST",
                                        "/api/v1/catalogue-items/searches",
                                        "Cookie",
                                        cookie,
                                        "Zhengshu-Portal",
                                        "1")))
                .isEqualTo("200");
        assertThat(
                        code(
                                send(
                                        "POST",
                                        "/api/v1/catalogue-items/searches",
                                        "Cookie",
                                        cookie,
                                        "Zhengshu-Portal",
                                        "1",
                                        "Origin",
                                        node.http().toString())))
                .isEqualTo("200");
    }

    @Test
    void anotherSiteCannotActWithTheCookie() throws Exception {
        String search = "/api/v1/catalogue-items/searches";
        assertThat(code(send("POST", search, "Cookie", cookie))).isEqualTo("identity/cross-site");
        assertThat(
                        code(
                                send(
                                        "POST",
                                        search,
                                        "Cookie",
                                        cookie,
                                        "Zhengshu-Portal",
                                        "1",
                                        "Origin",
                                        "https://evil.example")))
                .isEqualTo("identity/cross-site");
        assertThat(
                        code(
                                send(
                                        "POST",
                                        search,
                                        "Cookie",
                                        cookie,
                                        "Zhengshu-Portal",
                                        "1",
                                        "Origin",
                                        "null")))
                .isEqualTo("identity/cross-site");
        assertThat(code(send("GET", ME, "Cookie", cookie, "Sec-Fetch-Site", "cross-site")))
                .isEqualTo("identity/cross-site");
        assertThat(code(send("DELETE", "/api/v1/sessions/current", "Cookie", cookie)))
                .isEqualTo("identity/cross-site");
        assertThat(code(send("GET", ME, "Cookie", cookie))).isEqualTo("200");
    }

    @Test
    void signingOutEndsItEverywhere() throws Exception {
        String other =
                signedIn(PAGE).headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        HttpResponse<String> out =
                send(
                        "DELETE",
                        "/api/v1/sessions/current",
                        "Cookie",
                        cookie,
                        "Zhengshu-Portal",
                        "1");
        assertThat(out.headers().firstValue("Set-Cookie").orElse(""))
                .contains("Max-Age=0", "HttpOnly");
        for (String dead : new String[] {cookie, other}) {
            assertThat(code(send("GET", ME, "Cookie", dead)))
                    .isEqualTo("identity/not-authenticated");
        }
        assertThat(signedIn("Zhengshu-Portal", "1", "Cookie", cookie).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> signedIn(String... headers) throws Exception {
        String login = "land";
        String body =
                JSON.createObjectNode()
                        .put("login", login)
                        .put("password", node.password(login))
                        .put("endsWhenIdle", true)
                        .toString();
        return client.send(
                request("/api/v1/sessions", headers).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String... headers)
            throws Exception {
        return client.send(
                request(path, headers)
                        .method(
                                method,
                                "POST".equals(method)
                                        ? BodyPublishers.ofString("{}")
                                        : BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(node.http() + path))
                        .header("Content-Type", "application/json");
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static String code(HttpResponse<String> answer) throws Exception {
        return answer.statusCode() == 200
                ? "200"
                : JSON.readTree(answer.body()).path("code").asText();
    }
}
