package org.zhengshu.mounting.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text of an uploaded file in UTF-8 or GB 18030, decided on its first 64 KiB (字符集识别).
 *
 * <p>Characters before a wrong byte are delivered first, so that the reader of records knows where
 * it stands when the error comes.
 */
final class CsvDecoder extends Reader {

    static final Charset GB18030 = Charset.forName("GB18030");

    private static final int HEAD = 1 << 16;

    /** Text in GB 18030 does not pass for this many characters of UTF-8 by chance. */
    private static final int CONVINCING = 8;

    private final InputStream in;
    private final ByteBuffer bytes = ByteBuffer.allocate(HEAD);
    private final Charset charset;
    private final CharsetDecoder decoder;
    private boolean end;
    private boolean finished;
    private boolean openQuote;
    private long delivered;

    CsvDecoder(InputStream in) throws IOException {
        this.in = in;
        fill();
        charset = detect();
        decoder = strict(charset);
    }

    Charset charset() {
        return charset;
    }

    /** Characters handed over so far. */
    long delivered() {
        return delivered;
    }

    /** Whether the end was reached. */
    boolean finished() {
        return finished;
    }

    /** Whether an odd number of double quotes was delivered. */
    boolean openQuote() {
        return openQuote;
    }

    @Override
    public int read(char[] to, int offset, int length) throws IOException {
        CharBuffer out = CharBuffer.wrap(to, offset, length);
        while (true) {
            CoderResult result = decoder.decode(bytes, out, end);
            int count = out.position() - offset;
            if (count > 0) {
                note(to, offset, count);
                return count;
            }
            if (result.isError()) {
                throw new CharacterCodingException();
            }
            if (end) {
                finished = true;
                return -1;
            }
            bytes.compact();
            fill();
        }
    }

    /** The stream belongs to the caller. */
    @Override
    public void close() {}

    private void note(char[] text, int offset, int count) {
        delivered += count;
        for (int i = offset; i < offset + count; i++) {
            openQuote ^= text[i] == '"';
        }
    }

    /** Reads until the buffer is full or the stream ends, and flips it for decoding. */
    private void fill() throws IOException {
        int start = bytes.position();
        int count = in.readNBytes(bytes.array(), start, bytes.capacity() - start);
        end = start + count < bytes.capacity();
        bytes.position(start + count);
        bytes.flip();
    }

    private Charset detect() {
        if (startsWith(0xEF, 0xBB, 0xBF)) {
            bytes.position(3);
            return StandardCharsets.UTF_8;
        }
        if (startsWith(0xFE, 0xFF) || startsWith(0xFF, 0xFE)) {
            return StandardCharsets.UTF_16;
        }
        Trial utf8 = Trial.of(StandardCharsets.UTF_8, bytes.duplicate(), end);
        Trial gb = Trial.of(GB18030, bytes.duplicate(), end);
        boolean convincing = utf8.clean() || utf8.foreign() >= CONVINCING;
        boolean further = !gb.clean() && utf8.position() >= gb.position();
        return convincing || further ? StandardCharsets.UTF_8 : GB18030;
    }

    private boolean startsWith(int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.limit() || (bytes.get(i) & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** How far the head of a file decodes, and how many characters beyond ASCII that gave. */
    private record Trial(boolean clean, int position, long foreign) {

        static Trial of(Charset charset, ByteBuffer head, boolean end) {
            CharBuffer text = CharBuffer.allocate(head.remaining() + 1);
            CoderResult result = strict(charset).decode(head, text, end);
            long foreign = text.flip().chars().filter(c -> c > 0x7F).count();
            return new Trial(!result.isError(), head.position(), foreign);
        }
    }
}
