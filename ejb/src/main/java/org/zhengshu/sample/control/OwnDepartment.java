package org.zhengshu.sample.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.zhengshu.identity.boundary.Departments;
import org.zhengshu.identity.boundary.FirstAdministrators;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Settings;

/**
 * The division and the department in charge that the set-up names (本级行政区划与主管部门), entered once, as
 * the system administrator would.
 */
@ApplicationScoped
public class OwnDepartment {
    @Inject private SampleActs acts;
    @Inject private Departments departments;
    @Inject private FirstAdministrators administrators;
    @Inject private Settings settings;

    void enter() throws IOException {
        Path file = settings.data().resolve("setup.properties");
        if (Files.notExists(file)) {
            return;
        }
        Properties answers = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            answers.load(reader);
        }
        String tenant = answers.getProperty("tenant.code");
        String department = answers.getProperty("department.code");
        Actor admin = administrators.actor("sysadmin");
        if (!administrators.knowTenant(tenant)) {
            var opened = new Departments.OpenTenant(tenant, answers.getProperty("tenant.name"));
            acts.as(admin, () -> departments.openTenant(opened));
        }
        if (!administrators.knowDepartment(department)) {
            var opened =
                    new Departments.OpenDepartment(
                            department,
                            tenant,
                            answers.getProperty("department.name"),
                            answers.getProperty("department.short-name"),
                            true);
            acts.as(admin, () -> departments.open(opened));
        }
    }
}
