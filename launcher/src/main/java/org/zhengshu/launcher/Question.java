package org.zhengshu.launcher;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.zhengshu.kernel.boundary.PublicAddress;
import org.zhengshu.kernel.boundary.SocialCreditCode;
import org.zhengshu.kernel.boundary.Text;

/** The questions of the set-up (安装设置), in the order in which they are asked. */
enum Question {
    NODE(
            "node",
            "zhengshu",
            "节点名: 小写字母, 数字, 连字符, 不超过 23 位; 写入日志与证书, 以后不能更改",
            "Name of the node: a-z, 0-9, -, at most 23; stands in the log and in certificates for good",
            "[a-z0-9][a-z0-9-]{0,22}"),
    TENANT_CODE(
            "tenant.code",
            "",
            "本级行政区划代码 (GB/T 2260, 6 位)",
            "Code of the administrative division (GB/T 2260, 6 digits)",
            "[0-9]{6}"),
    TENANT_NAME("tenant.name", "", "本级行政区划名称", "Name of the administrative division", ".{1,100}"),
    DEPARTMENT_CODE(
            "department.code",
            "",
            "政务数据共享主管部门的统一社会信用代码 (GB 32100, 18 位)",
            "Social credit code of the department in charge of data sharing (GB 32100, 18 characters)",
            SocialCreditCode::isValid),
    DEPARTMENT_NAME("department.name", "", "主管部门全称", "Full name of that department", ".{1,100}"),
    DEPARTMENT_SHORT_NAME(
            "department.short-name", "", "主管部门简称", "Short name of that department", ".{1,20}"),
    DATABASE_HOST(
            "database.host",
            "127.0.0.1",
            "PostgreSQL 主机",
            "Host of PostgreSQL",
            "[A-Za-z0-9.:-]{1,253}"),
    DATABASE_PORT("database.port", "5432", "PostgreSQL 端口", "Port of PostgreSQL", Question::port),
    DATABASE_NAME(
            "database.name",
            "zhengshu",
            "数据库名 (已建好, 编码 UTF8)",
            "Name of the database (it exists, encoding UTF8)",
            "[A-Za-z0-9_-]{1,63}"),
    DATABASE_USER(
            "database.user",
            "zhengshu",
            "数据库用户 (数据库的属主)",
            "User of the database (its owner)",
            "[A-Za-z0-9_.-]{1,63}"),
    DATABASE_PASSWORD_FILE(
            "database.password-file",
            "",
            "存放数据库口令的文件 (仅本用户可读)",
            "File with the database password (readable by this user alone)",
            Question::file),
    DATABASE_TLS(
            "database.tls",
            "prefer",
            "数据库连接加密: disable, prefer, require, verify-ca 或 verify-full",
            "Encryption of the connection: disable, prefer, require, verify-ca or verify-full",
            "disable|prefer|require|verify-ca|verify-full"),
    DATABASE_TRUST(
            "database.trust-file",
            "",
            "数据库服务器证书的根证书 (PEM)",
            "Root certificates of the database server (PEM)",
            Question::file),
    KEYS(
            "keys.store",
            "software",
            "密钥库: software (文件, 口令加密) 或 pkcs11 (密码设备)",
            "Key store: software (files under a passphrase) or pkcs11 (a device)",
            "software|pkcs11"),
    PASSPHRASE_FILE(
            "keys.passphrase-file",
            "",
            "存放密钥库口令的文件 (至少 12 位, 仅本用户可读; 丢失则密钥不可恢复)",
            "File with the passphrase of the key files (12 characters at least, readable by this user"
                    + " alone; without it the keys are lost)",
            Question::file),
    PKCS11_LIBRARY(
            "pkcs11.library", "", "PKCS#11 动态库的路径", "Path of the PKCS#11 library", Question::file),
    PKCS11_TOKEN(
            "pkcs11.token",
            "",
            "令牌标签, 或 slot:编号",
            "Label of the token, or slot:NUMBER",
            "[^\"\\r\\n]{1,64}"),
    PKCS11_PIN_FILE(
            "pkcs11.pin-file",
            "",
            "存放令牌 PIN 的文件 (仅本用户可读)",
            "File with the PIN of the token (readable by this user alone)",
            Question::file),
    TLS_NAMES(
            "tls.names",
            "localhost",
            "本节点对外的域名和 IP 地址, 逗号分隔",
            "Host names and IP addresses of this node, separated by commas",
            "[A-Za-z0-9.:-]+(,[A-Za-z0-9.:-]+)*"),
    PUBLIC_ADDRESS(
            "public.address",
            "",
            "公众访问本节点的网址, 如 https://zwgx.example.gov.cn, 印在证照二维码中; 现用的在前, 以前用过的在后, 逗号分隔; 可为空",
            "Web address at which everybody reaches this node, such as https://zwgx.example.gov.cn;"
                    + " stands in the QR codes of licences; the present one, then former ones, with"
                    + " commas; may be empty",
            Question::addresses),
    LISTEN(
            "listen.address",
            "0.0.0.0",
            "HTTPS 监听地址",
            "Address to listen on for HTTPS",
            "[0-9A-Fa-f.:]{2,45}"),
    HTTPS_PORT("https.port", "8443", "HTTPS 端口", "Port of HTTPS", Question::port),
    HTTP_LISTEN(
            "http.address",
            "127.0.0.1",
            "HTTP 明文监听地址 (本机健康检查, 反向代理)",
            "Address for plain HTTP (health checks and a proxy on this machine)",
            "[0-9A-Fa-f.:]{2,45}"),
    HTTP_PORT("http.port", "8080", "HTTP 端口", "Port of plain HTTP", Question::port),
    MANAGEMENT_PORT(
            "management.port",
            "9990",
            "管理端口 (仅本机)",
            "Management port (this machine only)",
            Question::port),
    MEMORY(
            "memory",
            "2g",
            "服务器最大堆, 如 2g",
            "Largest heap of the server, such as 2g",
            "[1-9][0-9]*[mMgG]"),
    JURISDICTION("rules.jurisdiction", "辽宁省", "适用地域", "Place whose law applies", ".{1,50}"),
    STACK(
            "rules.stack",
            "CN-CSL,CN-809,LN-2019",
            "启用的法规配置, 逗号分隔, 国家法规在前",
            "Rule packs in force, separated by commas, national ones first",
            "[A-Z0-9-]+(,[A-Z0-9-]+)*"),
    SUPPLEMENT(
            "rules.supplement",
            "LN-NODE",
            "本节点补充规定 (法规未规定之处), 可为空",
            "The node's own supplement where the law is silent, may be empty",
            "[A-Z0-9-]*");

    private final String key;
    private final String standard;
    private final Text text;
    private final Predicate<String> fits;

    Question(String key, String standard, String chinese, String english, String pattern) {
        this(key, standard, chinese, english, Pattern.compile(pattern).asMatchPredicate());
    }

    Question(String key, String standard, String chinese, String english, Predicate<String> fits) {
        this.key = key;
        this.standard = standard;
        this.text = new Text(chinese, english);
        this.fits = fits;
    }

    String key() {
        return key;
    }

    /** The answer when none is given; empty where there is none. */
    String standard() {
        return standard;
    }

    Text text() {
        return text;
    }

    boolean fits(String answer) {
        return fits.test(answer);
    }

    /** Whether other answers leave this question open. */
    boolean concerns(Answers given) {
        return switch (this) {
            case DATABASE_TRUST -> given.get(DATABASE_TLS).startsWith("verify");
            case PKCS11_LIBRARY, PKCS11_TOKEN, PKCS11_PIN_FILE -> given.device();
            default -> true;
        };
    }

    private static boolean port(String answer) {
        return answer.matches("[1-9][0-9]{0,4}") && Integer.parseInt(answer) <= 65535;
    }

    private static boolean addresses(String answer) {
        try {
            PublicAddress.list(answer);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean file(String answer) {
        return answer.startsWith("/") && answer.length() < 4096;
    }
}
