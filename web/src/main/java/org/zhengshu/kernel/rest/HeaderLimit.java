package org.zhengshu.kernel.rest;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.kernel.boundary.HandBack;
import org.zhengshu.kernel.boundary.Pace;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Settings;

/**
 * Refuses over-long headers with a problem, well before the server would cut the line (请求头限制), and
 * has an eye on how fast bodies come.
 */
@WebFilter("/*")
public class HeaderLimit extends HttpFilter {
    /** Longest sum of all headers. */
    static final int MAX_HEADERS = 16 << 10;

    private static final long serialVersionUID = 1L;

    @Inject private transient Answers answers;
    @Inject private transient Settings settings;

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HandBack.prepare();
        Pace pace = Pace.begin(request, settings);
        pass(request, response, chain);
        pace.finish(request, response);
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (headers(request) <= MAX_HEADERS) {
            chain.doFilter(request, response);
            return;
        }
        Refused.write(
                request,
                response,
                answers,
                ProblemType.HEADERS_TOO_LARGE.because(
                        "请求头合计不得超过 " + MAX_HEADERS + " 字符",
                        "the headers have at most " + MAX_HEADERS + " characters together"));
    }

    private static int headers(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .mapToInt(
                        name ->
                                Collections.list(request.getHeaders(name)).stream()
                                        .mapToInt(value -> name.length() + value.length())
                                        .sum())
                .sum();
    }
}
