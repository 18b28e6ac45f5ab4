package org.zhengshu.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhengshu.kernel.boundary.Text;

/**
 * The file {@code zhengshu.properties} (运行参数检查): what may stand there is what the example names and
 * what the server's configuration asks for.
 */
final class SettingsCheck {
    private static final Pattern ASKED = Pattern.compile("\\$\\{(zhengshu\\.[a-z.-]+):([^}]*)}");
    private static final Pattern OF_THE_LAUNCHER =
            Pattern.compile(
                    "zhengshu\\.(data\\.dir|config\\.dir|home|address|node|server|instance|sample|http\\.bind|tls\\..*|(http|https|management)\\.port)");

    private final Map<String, String> standard = new TreeMap<>();
    private final Findings findings;

    SettingsCheck(Path example, Path serverConfiguration, Findings findings) {
        this.findings = findings;
        load(example).forEach((key, value) -> standard.put(key.toString(), value.toString()));
        try {
            Matcher asked = ASKED.matcher(Files.readString(serverConfiguration));
            while (asked.find()) {
                standard.putIfAbsent(asked.group(1), asked.group(2));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        standard.keySet().removeIf(key -> OF_THE_LAUNCHER.matcher(key).matches());
    }

    /** A missing file means the standard values. */
    void run(Path file) {
        if (Files.notExists(file)) {
            return;
        }
        load(file).forEach((key, value) -> check(file, key.toString(), value.toString().strip()));
    }

    private void check(Path file, String key, String value) {
        if (OF_THE_LAUNCHER.matcher(key).matches()) {
            error(
                    file,
                    "setting/not-here",
                    new Text(key + " 由 setup 或启动选项决定", key + " is decided by setup or an option"),
                    new Text("从文件中删除该行", "remove the line"));
        } else if (!standard.containsKey(key)) {
            Text near = Spelling.near(key, standard.keySet());
            error(
                    file,
                    "setting/unknown",
                    new Text("未知参数 " + key + near.zh(), "unknown setting " + key + near.en()),
                    new Text(
                            "改正或删除该行, 全部参数见 zhengshu.properties.example",
                            "correct or remove it; zhengshu.properties.example lists them all"));
        } else if (standard.get(key).matches("[0-9]+") && !value.matches("[0-9]{1,18}")) {
            error(
                    file,
                    "setting/not-a-number",
                    new Text(key + " 应为整数: " + value, key + " must be a whole number: " + value),
                    new Text("改正该值", "correct the value"));
        } else if (standard.get(key).matches("true|false") && !value.matches("true|false")) {
            error(
                    file,
                    "setting/not-true-or-false",
                    new Text(key + " 应为 true 或 false: " + value, key + " must be true or false"),
                    new Text("改正该值", "correct the value"));
        } else if (key.endsWith(".trust") && !value.isEmpty()) {
            roots(file, key, Path.of(value));
        }
    }

    /**
     * A file of roots that the server could not read would be found when it makes its first call.
     */
    private void roots(Path file, String key, Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            if (CertificateFactory.getInstance("X.509", Certificates.PROVIDER)
                    .generateCertificates(in)
                    .isEmpty()) {
                throw new CertificateException("no certificate");
            }
        } catch (IOException | CertificateException e) {
            error(
                    file,
                    "setting/no-certificates",
                    new Text(
                            key + " 所指文件不是可读的 PEM 证书: " + pem + " (" + e.getMessage() + ")",
                            key + " is no readable PEM file: " + pem + " (" + e.getMessage() + ")"),
                    new Text(
                            "指向运行用户可读的 PEM 根证书文件, 或留空",
                            "name a PEM file of roots that the server's user may read, or none"));
        }
    }

    private void error(Path file, String code, Text what, Text todo) {
        findings.error(code, file, what, todo);
    }

    private static Properties load(Path file) {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            values.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }
}
