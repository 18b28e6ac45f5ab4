package org.zhengshu.proof.log;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.zhengshu.proof.CanonicalJson;
import org.zhengshu.proof.ProofException;

/**
 * A log, or a part of one, as a file (日志文件): one JSON object a line, packed with gzip when the name
 * ends in .gz. Reading and writing hold one record in memory.
 */
public final class LogFile {
    /** Bytes of the longest line; a longer one is skipped without being kept. */
    public static final int MAX_LINE = 4 << 20;

    private static final int BUFFER = 1 << 16;

    private LogFile() {}

    public static Reader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return new Reader(
                    isPacked(file) ? new GZIPInputStream(in, BUFFER) : in, file.toString());
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    public static Reader read(InputStream in, String name) {
        return new Reader(in, name);
    }

    public static Writer create(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        try {
            return new Writer(isPacked(file) ? new GZIPOutputStream(out, BUFFER) : out);
        } catch (IOException | RuntimeException e) {
            out.close();
            throw e;
        }
    }

    public static Writer write(OutputStream out) {
        return new Writer(out);
    }

    private static boolean isPacked(Path file) {
        return file.toString().endsWith(".gz");
    }

    /** Gives the records one after another; not thread-safe. */
    public static final class Reader implements Closeable {
        private final InputStream in;
        private final String name;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
        private long number;

        private Reader(InputStream in, String name) {
            this.in = new BufferedInputStream(in, BUFFER);
            this.name = name;
        }

        /** Where a problem is: the file and the number of the line last read. */
        public String place() {
            return name + ":" + number;
        }

        /**
         * The next record; empty at the end. A line that is no record throws {@link
         * ProofException}, and the next call goes on with the line behind it.
         */
        public Optional<LogRecord> next() throws IOException {
            line.reset();
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            number++;
            boolean tooLong = false;
            while (next >= 0 && next != '\n') {
                if (line.size() < MAX_LINE) {
                    line.write(next);
                } else {
                    tooLong = true;
                }
                next = in.read();
            }
            if (tooLong) {
                throw new ProofException("line", "is longer than " + MAX_LINE + " bytes");
            }
            if (next < 0) {
                throw new ProofException("line", "is cut off");
            }
            return Optional.of(LogJson.read(line.toByteArray()));
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** Writes records one after another; not thread-safe. */
    public static final class Writer implements Closeable {
        private final OutputStream out;

        private Writer(OutputStream out) {
            this.out = new BufferedOutputStream(out, BUFFER);
        }

        public void write(LogRecord record) throws IOException {
            byte[] json = CanonicalJson.encode(LogJson.write(record));
            if (json.length > MAX_LINE) {
                throw new ProofException("line", "is longer than " + MAX_LINE + " bytes");
            }
            out.write(json);
            out.write('\n');
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
