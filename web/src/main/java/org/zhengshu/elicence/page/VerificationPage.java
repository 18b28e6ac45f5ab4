package org.zhengshu.elicence.page;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.elicence.boundary.Verifications;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.ProblemType;

/** Checks licence documents without a login and without JavaScript (证照核验页). */
@WebServlet("/verify")
@MultipartConfig(
        maxFileSize = VerificationPage.MAX_FILE,
        maxRequestSize = VerificationPage.MAX_FILE + 65_536,
        fileSizeThreshold = (int) VerificationPage.MAX_FILE)
public class VerificationPage extends HttpServlet {
    static final long MAX_FILE = 20L << 20;
    private static final String CODE = "code";
    private static final long serialVersionUID = 1L;

    @Inject private transient Verifications verifications;
    @Inject private transient Answers answers;

    /** The form, or what a camera opens: the address in the QR code of a licence. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getParameter(CODE) != null) {
            check(request, response, true);
            return;
        }
        write(
                response,
                HttpServletResponse.SC_OK,
                new VerificationHtml(this::page, "", false).form());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        check(request, response, typed(request));
    }

    /** The page that leaves is the message that the receipt in its header is for. */
    private void check(HttpServletRequest request, HttpServletResponse response, boolean scanned)
            throws IOException {
        Call call =
                new Call(
                                Call.trace(request.getHeader("traceparent")),
                                Call.Door.REST,
                                Actor.NOBODY,
                                language(request))
                        .from(request.getRemoteAddr());
        Answer answer =
                answers.answer(
                        call,
                        () ->
                                scanned
                                        ? verifications.verifyCode(code(request))
                                        : verifications.verify(document(request)),
                        new VerificationHtml(this::page, call.trace(), scanned));
        response.setHeader("Zhengshu-Trace", call.trace());
        if (!answer.receipt().isEmpty()) {
            response.setHeader("Zhengshu-Receipt", answer.receipt());
        }
        answer.entry().ifPresent(id -> response.setHeader("Zhengshu-Receipt-Id", id.toString()));
        int status = answer.problem().map(p -> p.status()).orElse(HttpServletResponse.SC_OK);
        write(response, status, answer.message().bytes());
    }

    /** The form with the field for a scanner sends text, the other one a file. */
    private static boolean typed(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    private static Verifications.VerifyCode code(HttpServletRequest request) throws IOException {
        request.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return new Verifications.VerifyCode(request.getParameter(CODE));
    }

    private static Verifications.VerifyDocument document(HttpServletRequest request)
            throws IOException {
        try {
            Part file = request.getPart("file");
            return new Verifications.VerifyDocument(
                    file == null || file.getSize() == 0
                            ? null
                            : file.getInputStream().readAllBytes());
        } catch (IllegalStateException e) {
            throw ProblemType.TOO_LARGE.because("文件超过 20 MB", "the file is larger than 20 MB");
        } catch (ServletException e) {
            throw ProblemType.MALFORMED.because(
                    "请用页面上的表单提交文件", "send the file by the form of the page");
        }
    }

    private static Language language(HttpServletRequest request) {
        String wished = request.getHeader("Accept-Language");
        return wished == null
                ? Language.CHINESE
                : Language.of(Locale.forLanguageTag(wished.split("[,;]", 2)[0].strip()));
    }

    private InputStream page() {
        return getServletContext().getResourceAsStream("/verify.html");
    }

    private static void write(HttpServletResponse response, int status, byte[] page)
            throws IOException {
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }
}
