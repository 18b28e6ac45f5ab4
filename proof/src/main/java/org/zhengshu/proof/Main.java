package org.zhengshu.proof;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The command line tool (核验工具): {@code java -jar proof.jar verify …}; works without a network. */
public final class Main {
    /** What the process returns to its caller. */
    static final int VALID = 0;

    static final int INVALID = 1;
    static final int USAGE = 2;
    static final int MESSAGE_NOT_CHECKED = 3;

    private static final String HELP =
"""
            政枢存证核验 Zhengshu proof: checks receipts and logs offline.

            java -jar proof.jar verify --trust ROOT.pem INPUT [--witness KEY]...
                                       [--json] [--lang zh|en]
            java -jar proof.jar convert --receipt FILE --to FORM --out FILE
            java -jar proof.jar verify-pdf --trust ROOT.pem FILE.pdf [--at TIME] [--json]
                                           [--lang zh|en]
            java -jar proof.jar fsck --trust ROOT.pem [--receipt FILE]… [--checkpoint FILE]…
                                     [--witness KEY]… [--json] [--lang zh|en] FILE… | -
            java -jar proof.jar version
            java -jar proof.jar --help

            INPUT 输入, one of:
              --message FILE --receipt FILE   报文与回执文件  a message and its receipt
              --message FILE --headers FILE   报文与 curl -D 的响应头  a message and the
                                              response headers that "curl -D" wrote
              --soap FILE [--receipt FILE]    SOAP 报文，回执在报文头或另给  a SOAP envelope,
                                              the receipt in its header or given beside it
              --receipt FILE                  只验回执，不验报文  a receipt alone
              回执可为三种形式之一  a receipt is read in each of its three forms:
              JSON、报文头文本、紧凑格式（DER）  JSON, header text, compact (DER)
            fsck 核验整个日志（docs/fsck.md）  checks a whole log from files or a pipe:
              --receipt FILE, --checkpoint FILE   您手中的早先存证  earlier evidence of yours
                                              that the log must agree with
            OPTIONS 选项:
              --trust FILE   您自己信任的根证书（PEM，可多张）  root certificates you trust
              --witness KEY  见证方公钥（name+hash+key），或每行一个公钥的文件；可重复
                             key of a witness, or a file with one key a line; repeatable
              --json         以 JSON 输出  print JSON
              --at TIME      证书应在此时有效（缺省为现在）  the instant at which the
                             certificates must be valid, by default now
              --lang zh|en   只用一种语言  print one language instead of both

            FORM 形式 (convert):
              json       规范化 JSON（RFC 8785）  canonical JSON
              compact    紧凑格式（DER）  the compact form
              header     报文头文本（base64url）  the text of the header
              checkpoint 只取签名检查点  the signed checkpoint alone
              timestamp  只取时间戳（DER），供 openssl ts -verify 使用  the time-stamp token
                         alone, for "openssl ts -verify"

            核验项 parts of the check: 时间戳、吊销信息、见证方签名可能尚待补全（OPEN），不影响
            结论 time-stamp, revocation and cosignatures may still be open (OPEN), which does
            not change the result

            退出码 exit code: 0 有效 valid; 1 无效 invalid; 2 用法错误或文件不可读 usage or
            unreadable input; 3 有效但有未核验的部分（如未给报文） valid, but a part was not
            checked, for instance no message was given, or evidence of another part of a log
            """;

    private Main() {}

    public static void main(String[] args) {
        int exit = run(args, standard(FileDescriptor.out), standard(FileDescriptor.err));
        System.exit(exit);
    }

    /** Runs one command and gives the exit code. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        List<String> arguments = List.of(args);
        if (arguments.isEmpty() || arguments.contains("--help") || arguments.contains("-h")) {
            (arguments.isEmpty() ? err : out).print(HELP);
            return arguments.isEmpty() ? USAGE : VALID;
        }
        List<String> options = arguments.subList(1, arguments.size());
        try {
            return switch (arguments.get(0)) {
                case "verify" -> VerifyCommand.of(options).run(out);
                case "convert" -> ConvertCommand.of(options).run();
                case "verify-pdf" -> PdfCommand.of(options, Clock.systemUTC().instant()).run(out);
                case "fsck" -> FsckCommand.of(options).run(System.in, out, err);
                case "version", "--version" -> version(out);
                default -> throw new UsageException("没有这个命令 no such command: " + arguments.get(0));
            };
        } catch (UsageException e) {
            err.println(e.getMessage());
            return USAGE;
        }
    }

    private static int version(PrintStream out) {
        String version = Main.class.getPackage().getImplementationVersion();
        out.println("zhengshu-proof " + Optional.ofNullable(version).orElse("(not packaged)"));
        return VALID;
    }

    /** UTF-8, or the console's own charset when it has Chinese characters. */
    private static PrintStream standard(FileDescriptor descriptor) {
        Console console = System.console();
        boolean usable = console != null && console.charset().newEncoder().canEncode('证');
        Charset charset = usable ? console.charset() : StandardCharsets.UTF_8;
        return new PrintStream(new FileOutputStream(descriptor), true, charset);
    }
}
