package org.zhengshu.kernel.rest;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.kernel.boundary.HandBack;
import org.zhengshu.kernel.boundary.HeaderRules;
import org.zhengshu.kernel.boundary.Pace;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.Settings;

/**
 * Refuses headers that are too long or say one thing twice with a problem (请求头检查), and has an eye
 * on how fast bodies come.
 */
@WebFilter("/*")
public class HeaderLimit extends HttpFilter {
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
        try {
            HeaderRules.check(request);
        } catch (Problem problem) {
            Refused.write(request, response, answers, problem);
            return;
        }
        chain.doFilter(request, response);
    }
}
