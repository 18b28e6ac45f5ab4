package org.zhengshu.portal.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.annotation.WebServlet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PortalPagesTest {
    private static final Pattern PATH = Pattern.compile("\\{ path: '(/[^']*)'");

    @Test
    void theServerAnswersExactlyTheAddressesOfThePages() throws Exception {
        TreeSet<String> pages = new TreeSet<>();
        var path = PATH.matcher(Files.readString(Path.of("src/main/portal/src/pages.ts")));
        while (path.find()) {
            pages.add(path.group(1).replaceFirst("^/$", "").replaceFirst("/:.*", "/*"));
        }
        assertThat(
                        new TreeSet<>(
                                List.of(PortalPages.class.getAnnotation(WebServlet.class).value())))
                .isEqualTo(pages);
    }
}
