package org.zhengshu.elicence.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.zhengshu.elicence.boundary.Verifications.CheckView;
import org.zhengshu.elicence.boundary.Verifications.VerificationView;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Renderer;

/**
 * The page of {@code verify.html} with a result in it (核验结果页); all that comes from outside is text.
 */
final class VerificationHtml implements Renderer {
    private static final String PLACE = "<!-- result -->";
    private static final Properties CHECKS = checks();
    private static final Map<String, String> OUTCOMES =
            Map.of(
                    "PASS", "✔ 通过 | passed",
                    "FAIL", "✘ 不通过 | failed",
                    "INDETERMINATE", "○ 无法判定 | cannot tell");

    private final Supplier<InputStream> page;
    private final String trace;
    private final boolean scanned;

    VerificationHtml(Supplier<InputStream> page, String trace, boolean scanned) {
        this.page = page;
        this.trace = trace;
        this.scanned = scanned;
    }

    /** The page before anything was checked. */
    byte[] form() {
        return with("");
    }

    @Override
    public Message answer(Object view) {
        VerificationView result = (VerificationView) view;
        StringBuilder html = new StringBuilder(section(verdict(result)));
        html.append("<table><caption>").append(both("文件与记录 | The file and its record"));
        html.append("</caption><tbody>");
        fact(html, "证照标识 | Licence identifier", result.identifier());
        fact(html, "证照现状 | State of the licence now", result.status());
        fact(html, "核验时间 | Checked at", result.checkedAt().toString());
        fact(html, "SHA-256", result.sha256());
        fact(html, "SM3", result.sm3());
        fact(html, "追踪号 | Trace id", trace);
        html.append("</tbody></table><table><caption>");
        html.append(
                both(
                        "逐项检查。“无法判定”表示仅凭文件不能说明，不等于不通过。"
                                + " | Each check. “Cannot tell” means that no file can show it; it is"
                                + " not a failure."));
        html.append("</caption><thead><tr>");
        for (String head : new String[] {"检查 | Check", "结果 | Outcome", "说明 | Detail"}) {
            html.append("<th scope=\"col\">").append(both(head)).append("</th>");
        }
        html.append("</tr></thead><tbody>");
        result.checks().forEach(check -> row(html, check));
        html.append("</tbody></table></section>");
        return new Message(with(html.toString()), Message.BODY);
    }

    @Override
    public Message problem(ProblemView problem) {
        String text = "未能核验：" + problem.title() + "。" + problem.detail() + " | Not checked: ";
        String html = section(new String[] {"open", text + problem.code()});
        StringBuilder page = new StringBuilder(html).append("<table><tbody>");
        fact(page, "追踪号 | Trace id", trace);
        page.append("</tbody></table></section>");
        return new Message(with(page.toString()), Message.BODY);
    }

    /** How it looks, and one sentence in each language. */
    private String[] verdict(VerificationView result) {
        if (result.valid() && result.registered() && scanned) {
            return new String[] {
                "good",
                "通过：此二维码的证照由本节点签发，本节点保存的文件真实完整，证照现状见下。手中的文件或纸件请比对证照标识，或上传文件核验。"
                        + " | This node issued the licence of this code; the file that it keeps is"
                        + " authentic and unchanged. Its state is below. Compare the identifier with"
                        + " the file or paper at hand, or send the file."
            };
        }
        if (result.valid() && result.registered()) {
            return new String[] {
                "good",
                "通过：文件真实完整，由本节点签发，证照现状见下。"
                        + " | The file is authentic and unchanged; this node issued it. Its state is"
                        + " below."
            };
        }
        if (result.valid()) {
            return new String[] {
                "open",
                "文件签名可信、内容未改动，但不是本节点登记的证照，现状请向颁发机构查询。"
                        + " | The signature is trusted and the content unchanged, but this node has no"
                        + " such licence on record; ask the issuer for its state."
            };
        }
        if (result.checks().stream().anyMatch(c -> "FAIL".equals(c.outcome()))) {
            return new String[] {
                "bad",
                "核验不通过：文件未签名、被改动或签名不可信，请勿采信，见下方不通过的检查。"
                        + " | Not accepted: the file is unsigned, was changed or its signature is not"
                        + " trusted. See the failed checks below."
            };
        }
        return new String[] {
            "open",
            "无法判定：没有发现问题，但有检查无法完成。请换用原始文件，或向颁发机构查询。"
                    + " | Cannot tell: nothing wrong was found, but a check could not be made. Use the"
                    + " original file or ask the issuer."
        };
    }

    private static String section(String[] verdict) {
        return "<section id=\"result\" aria-labelledby=\"result-title\"><h2 id=\"result-title\">"
                + both("核验结果 | Result")
                + "</h2><div class=\"verdict "
                + verdict[0]
                + "\"><p>"
                + both(verdict[1])
                + "</p></div>";
    }

    private static void fact(StringBuilder html, String name, String value) {
        if (value != null) {
            html.append("<tr><th scope=\"row\">").append(both(name)).append("</th><td>");
            html.append(text(value)).append("</td></tr>");
        }
    }

    private static void row(StringBuilder html, CheckView check) {
        html.append("<tr><th scope=\"row\">");
        html.append(both(CHECKS.getProperty(check.name(), check.name())));
        html.append("</th><td class=\"outcome ").append(text(check.outcome())).append("\">");
        html.append(both(OUTCOMES.getOrDefault(check.outcome(), check.outcome())));
        html.append("</td><td>").append(text(check.meaning()));
        html.append("<br><span lang=\"en\">").append(text(check.detail())).append("</span>");
        html.append("</td></tr>");
    }

    /** Chinese before the bar, English after it. */
    private static String both(String words) {
        String[] parts = words.split(" \\| ", 2);
        return parts.length < 2
                ? text(parts[0])
                : text(parts[0]) + "<br><span lang=\"en\">" + text(parts[1]) + "</span>";
    }

    private static String text(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private byte[] with(String result) {
        try (InputStream in = page.get()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(PLACE, result)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties checks() {
        Properties names = new Properties();
        try (InputStream in = VerificationHtml.class.getResourceAsStream("checks.properties")) {
            names.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
