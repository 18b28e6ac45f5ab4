package org.zhengshu.kernel.rest;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.zhengshu.audit.boundary.TransparencyLog;
import org.zhengshu.kernel.boundary.HealthCheck;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.Readiness;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.operations.boundary.NodeState;

/** Health in the form of MicroProfile Health (健康检查): live, ready, both. */
@WebServlet({"/health", "/health/live", "/health/ready"})
public class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject private transient TransparencyLog log;
    @Inject private transient NodeState node;
    @Inject private transient Settings settings;
    @Inject private transient Readiness readiness;

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private transient DataSource dataSource;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        List<HealthCheck> checks = new ArrayList<>();
        checks.add(HealthCheck.of("server", true));
        if (!"/health/live".equals(request.getServletPath())) {
            checks.add(HealthCheck.of("database", databaseAnswers()));
            checks.addAll(log.checks());
            checks.addAll(node.checks());
            checks.add(HealthCheck.of("first-start", readiness.firstStartDone()));
        }
        boolean up = checks.stream().allMatch(HealthCheck::up);
        response.setStatus(up ? 200 : 503);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Zhengshu-Instance", settings.instance());
        if (log.needsDecision()) {
            response.setHeader("Zhengshu-Decision", "needed");
        }
        Json.MAPPER.writeValue(
                response.getOutputStream(),
                Map.of("status", status(up), "checks", described(checks)));
    }

    private static List<Map<String, Object>> described(List<HealthCheck> checks) {
        return checks.stream().map(HealthServlet::described).toList();
    }

    private static Map<String, Object> described(HealthCheck check) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", check.name());
        shown.put("status", status(check.up()));
        if (!check.data().isEmpty()) {
            shown.put("data", check.data());
        }
        return shown;
    }

    private static String status(boolean up) {
        return up ? "UP" : "DOWN";
    }

    private boolean databaseAnswers() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }
}
