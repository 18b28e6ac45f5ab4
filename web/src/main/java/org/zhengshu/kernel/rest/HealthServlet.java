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
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.Readiness;
import org.zhengshu.kernel.boundary.Settings;

/** Health in the form of MicroProfile Health (健康检查): live, ready, both. */
@WebServlet({"/health", "/health/live", "/health/ready"})
public class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject private transient TransparencyLog log;
    @Inject private transient Settings settings;
    @Inject private transient Readiness readiness;

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private transient DataSource dataSource;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Map<String, Boolean> checks = new LinkedHashMap<>();
        checks.put("server", true);
        if (!"/health/live".equals(request.getServletPath())) {
            checks.put("database", databaseAnswers());
            checks.put("evidence-log", log.isOpen());
            checks.put("sample-world", readiness.sampleLoaded());
        }
        List<Map<String, Object>> described = described(checks);
        if (!"/health/live".equals(request.getServletPath())) {
            described.add(timeStamps());
        }
        boolean up = checks.values().stream().allMatch(Boolean::booleanValue);
        response.setStatus(up ? 200 : 503);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Zhengshu-Instance", settings.instance());
        Json.MAPPER.writeValue(
                response.getOutputStream(), Map.of("status", status(up), "checks", described));
    }

    private static List<Map<String, Object>> described(Map<String, Boolean> checks) {
        List<Map<String, Object>> described = new ArrayList<>();
        checks.forEach((name, fine) -> described.add(Map.of("name", name, "status", status(fine))));
        return described;
    }

    /** Never a reason to be down: exchange goes on, and the time-stamps follow. */
    private Map<String, Object> timeStamps() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("pending", log.timeStampOutage().isPresent());
        log.timeStampOutage()
                .ifPresent(
                        outage -> {
                            data.put("since", outage.since().toString());
                            data.put("trouble", outage.trouble());
                        });
        return Map.of("name", "time-stamps", "status", status(true), "data", data);
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
