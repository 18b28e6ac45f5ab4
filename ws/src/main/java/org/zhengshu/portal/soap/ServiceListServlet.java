package org.zhengshu.portal.soap;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** The page at /ws (SOAP 服务清单): what the committed contracts hold. */
@WebServlet(urlPatterns = "")
public class ServiceListServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none';"
                    + " frame-ancestors 'none'";
    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="zh-CN">
            <head>
            <meta charset="UTF-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>SOAP 服务 · SOAP services · 政枢 Zhengshu</title>
            <link rel="stylesheet" href="/assets/page.css">
            <link rel="icon" href="data:,">
            </head>
            <body>
            <header>
            <nav aria-label="导航 Navigation"><a href="/">首页 <span lang="en">Home</span></a></nav>
            <h1>SOAP 服务 <span lang="en">SOAP services</span></h1>
            </header>
            <main>
            <p>document/literal wrapped，同一地址接受 SOAP 1.1 与 1.2。调用方以登记的客户端证书签名正文与时间戳\
            （WS-Security X.509，rsa-sha256），或在 <code>/ws/token/…</code> 地址使用 UsernameToken；\
            应答的报文头 <code>Receipt</code> 是存证回执。<br>
            <span lang="en">Document/literal wrapped; each address takes SOAP 1.1 and 1.2. Callers sign Body and \
            Timestamp with their registered certificate (WS-Security X.509, rsa-sha256), or send a UsernameToken to \
            the address <code>/ws/token/…</code>; the header block <code>Receipt</code> of an answer is its \
            receipt.</span></p>
            <table>
            <thead><tr><th scope="col">服务 <span lang="en">Service</span></th><th scope="col">操作 \
            <span lang="en">Operations</span></th><th scope="col">调用方 <span lang="en">Callers</span></th></tr></thead>
            <tbody>
            @ROWS</tbody>
            </table>
            </main>
            </body>
            </html>
            """;
    private static final String ROW =
            """
            <tr><th scope="row">%2$s <span lang="en">%3$s</span><br><a href="/ws/%1$s?wsdl">/ws/%1$s?wsdl</a>%6$s</th>\
            <td><code>%4$s</code></td><td>%5$s</td></tr>
            """;
    private static final String TOKEN =
            "<br><a href=\"/ws/token/%1$s?wsdl\">/ws/token/%1$s?wsdl</a>";
    private static final String SIGNED = "须签名或令牌 <span lang=\"en\">signed, or with a token</span>";
    private static final String OPEN = "公开 <span lang=\"en\">everybody</span>";

    private transient byte[] page;

    @Override
    public void init() throws ServletException {
        try {
            page = PAGE.replace("@ROWS", rows(services())).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Content-Security-Policy", POLICY);
        response.getOutputStream().write(page);
    }

    private List<SoapService> services() throws IOException {
        List<SoapService> services = new ArrayList<>();
        for (String path : getServletContext().getResourcePaths("/WEB-INF/wsdl")) {
            if (!path.endsWith(".wsdl")) {
                continue; // those of the token addresses
            }
            try (InputStream wsdl = getServletContext().getResourceAsStream(path)) {
                services.add(SoapService.read(wsdl));
            }
        }
        services.sort(Comparator.comparing(SoapService::name));
        return services;
    }

    private static String rows(List<SoapService> services) {
        return services.stream()
                .map(
                        s ->
                                ROW.formatted(
                                        s.name(),
                                        words(s.name())[0],
                                        words(s.name())[1],
                                        String.join("</code>, <code>", s.operations()),
                                        s.secured() ? SIGNED : OPEN,
                                        s.secured() ? TOKEN.formatted(s.name()) : ""))
                .collect(Collectors.joining());
    }

    /** A service's name in Chinese and in English; its own name where none is written down. */
    static String[] words(String service) {
        Properties words = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        ServiceListServlet.class.getResourceAsStream("services.properties"),
                        StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words.getProperty(service, service + "|" + service).split("\\|");
    }
}
