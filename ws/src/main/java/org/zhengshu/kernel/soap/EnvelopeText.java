package org.zhengshu.kernel.soap;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;

/**
 * An envelope in the encoding that it came in (报文编码): what Content-Type, byte order mark and XML
 * declaration say has to agree. Behind this door there is UTF-8 only.
 */
final class EnvelopeText {
    static final Charset GBK = Charset.forName("GBK");
    static final Charset GB18030 = Charset.forName("GB18030");

    /** GB 2312 is read as GBK, which contains it and which is what most senders mean by it. */
    private static final List<Charset> CHINESE = List.of(Charset.forName("GB2312"), GBK, GB18030);

    private static final List<Charset> OTHERS =
            List.of(
                    StandardCharsets.UTF_8,
                    StandardCharsets.UTF_16,
                    StandardCharsets.UTF_16BE,
                    StandardCharsets.UTF_16LE,
                    StandardCharsets.US_ASCII,
                    StandardCharsets.ISO_8859_1);
    private static final Pattern DECLARED =
            Pattern.compile(
                    "\\A(<\\?xml\\s[^>]{0,100}?encoding\\s*=\\s*[\"'])([A-Za-z0-9._:-]{1,40})([\"'])");
    private static final int DECLARATION = 200;

    private final Charset charset;
    private final byte[] utf8;

    private EnvelopeText(Charset charset, byte[] utf8) {
        this.charset = charset;
        this.utf8 = utf8;
    }

    /** Reads the bytes; the name is the charset of Content-Type, empty for none. */
    static EnvelopeText read(byte[] bytes, String name) {
        Optional<Charset> mark = mark(bytes);
        Optional<Charset> header = name.isEmpty() ? Optional.empty() : Optional.of(known(name));
        String start =
                new String(
                        bytes,
                        0,
                        Math.min(bytes.length, DECLARATION),
                        mark.orElse(StandardCharsets.ISO_8859_1));
        Matcher matcher = DECLARED.matcher(start.startsWith("\uFEFF") ? start.substring(1) : start);
        Optional<Charset> declared =
                matcher.find() ? Optional.of(known(matcher.group(2))) : Optional.empty();
        Charset charset = agreed(mark, header, declared);
        if (charset.equals(StandardCharsets.UTF_8)) {
            return new EnvelopeText(charset, bytes);
        }
        String text = decoded(bytes, charset);
        Matcher encoding = DECLARED.matcher(text);
        return new EnvelopeText(
                charset, encoding.replaceFirst("$1UTF-8$3").getBytes(StandardCharsets.UTF_8));
    }

    Charset charset() {
        return charset;
    }

    byte[] utf8() {
        return utf8;
    }

    /** The encoding of answers: the caller's own, if it is a Chinese one; else UTF-8. */
    static Charset answering(Charset caller, String acceptCharset) {
        if (CHINESE.contains(caller)) {
            return caller;
        }
        String first = acceptCharset == null ? "" : acceptCharset.split("[,;]", 2)[0].strip();
        return CHINESE.stream()
                .filter(c -> isNamed(c, first))
                .map(c -> c.equals(GB18030) ? GB18030 : GBK)
                .findFirst()
                .orElse(StandardCharsets.UTF_8);
    }

    private static Charset agreed(
            Optional<Charset> mark, Optional<Charset> header, Optional<Charset> declared) {
        List<Charset> said = Stream.of(mark, header, declared).flatMap(Optional::stream).toList();
        if (said.isEmpty()) {
            return StandardCharsets.UTF_8;
        }
        if (CHINESE.containsAll(said)) {
            return said.contains(GB18030) ? GB18030 : GBK;
        }
        if (said.stream().map(EnvelopeText::family).distinct().count() > 1) {
            Text reason =
                    new Text(
                            "Content-Type、字节序标记与 XML 声明中的编码不一致：" + said,
                            "Content-Type, byte order mark and XML declaration name different"
                                    + " encodings: "
                                    + said);
            throw FaultCause.of(ProblemType.MALFORMED, "Envelope", reason);
        }
        return said.get(0);
    }

    /** UTF-16 with its byte order said or left to the mark is one and the same. */
    private static String family(Charset charset) {
        return charset.name().startsWith("UTF-16") ? "UTF-16" : charset.name();
    }

    private static Optional<Charset> mark(byte[] b) {
        if (b.length >= 3 && b[0] == (byte) 0xEF && b[1] == (byte) 0xBB && b[2] == (byte) 0xBF) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (b.length >= 2 && b[0] == (byte) 0xFE && b[1] == (byte) 0xFF) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        if (b.length >= 2 && b[0] == (byte) 0xFF && b[1] == (byte) 0xFE) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return Optional.empty();
    }

    private static Charset known(String name) {
        return Stream.concat(CHINESE.stream(), OTHERS.stream())
                .filter(c -> isNamed(c, name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static boolean isNamed(Charset charset, String name) {
        return charset.name().equalsIgnoreCase(name)
                || charset.aliases().stream().anyMatch(name::equalsIgnoreCase);
    }

    private static Problem unknown(String name) {
        return ProblemType.UNSUPPORTED_MEDIA_TYPE.because(
                "不支持字符集 " + Envelope.shown(name) + "；可用 UTF-8、UTF-16、GBK、GB18030、GB2312",
                "the charset "
                        + Envelope.shown(name)
                        + " is not taken; use UTF-8, UTF-16, GBK, GB18030 or GB2312");
    }

    private static String decoded(byte[] bytes, Charset charset) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            CharBuffer text =
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(in);
            return text.length() > 0 && text.charAt(0) == '\uFEFF'
                    ? text.subSequence(1, text.length()).toString()
                    : text.toString();
        } catch (CharacterCodingException e) {
            throw FaultCause.malformed(
                    "byte " + in.position(),
                    "字节不是有效的 " + charset.name() + " 文字",
                    "bytes that are not valid " + charset.name());
        }
    }

    /** UTF-8 XML in another encoding; what it does not have stands as a character reference. */
    static byte[] encoded(byte[] utf8, Charset charset) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        var encoder = charset.newEncoder();
        StringBuilder out = new StringBuilder(text.length() + 64);
        out.append("<?xml version=\"1.0\" encoding=\"").append(charset.name()).append("\"?>");
        int start = text.startsWith("<?xml") ? text.indexOf("?>") + 2 : 0;
        text.substring(start)
                .codePoints()
                .forEach(
                        c -> {
                            String character = Character.toString(c);
                            if (c < 0x80 || encoder.canEncode(character)) {
                                out.append(character);
                            } else {
                                out.append("&#x").append(Integer.toHexString(c)).append(';');
                            }
                        });
        return out.toString().getBytes(charset);
    }
}
