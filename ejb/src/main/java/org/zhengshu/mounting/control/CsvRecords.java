package org.zhengshu.mounting.control;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.zhengshu.mounting.boundary.CsvProblem;
import org.zhengshu.mounting.boundary.CsvProblem.Rule;

/** The records of a CSV file (RFC 4180) one after the other, within limits of size. */
final class CsvRecords {

    static final int MAX_FIELD = 1 << 20;
    static final int MAX_RECORD = 4 << 20;
    static final int MAX_FIELDS = 1_600;

    private final CsvDecoder decoder;
    private final Handler handler = new Handler();
    private final CloseableIterator<List<String>> iterator;
    private List<String> header = List.of();
    private long read;

    CsvRecords(InputStream file) throws IOException {
        decoder = new CsvDecoder(file);
        if (decoder.charset().equals(StandardCharsets.UTF_16)) {
            throw new BadFile(CsvProblem.at(0, 0, "", Rule.UTF16, "", ""));
        }
        iterator =
                CsvReader.builder()
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .skipEmptyLines(true)
                        .allowExtraCharsAfterClosingQuote(false)
                        .maxBufferSize(2 * MAX_FIELD)
                        .build(handler, decoder)
                        .iterator();
    }

    Charset charset() {
        return decoder.charset();
    }

    /** Line on which the latest record starts. */
    long line() {
        return handler.line;
    }

    /** Number of the latest record; the header is 0. */
    long row() {
        return read - 1;
    }

    /** The next record, or an empty list at the end; the first one is kept as the header. */
    List<String> next() throws IOException {
        try {
            boolean more = iterator.hasNext();
            List<String> fields = more ? iterator.next() : List.of();
            if (decoder.finished() && decoder.openQuote()) {
                throw broken(Rule.QUOTES, "");
            }
            header = read == 0 ? fields : header;
            read += more ? 1 : 0;
            return fields;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw broken(Rule.WRONG_BYTE, decoder.charset().name());
            }
            throw e.getCause();
        } catch (CsvParseException e) {
            if (e.getCause() instanceof BadFile raisedByHandler) {
                throw raisedByHandler;
            }
            boolean large = decoder.delivered() - handler.seen > MAX_FIELD;
            throw large
                    ? broken(Rule.FIELD_TOO_LARGE, Integer.toString(MAX_FIELD))
                    : broken(Rule.QUOTES, "");
        }
    }

    /** Names the place that the parser has reached: {@code read} is the row being parsed. */
    private BadFile broken(Rule rule, String detail) {
        int place = handler.place();
        String column = place < header.size() ? header.get(place) : "";
        return new BadFile(
                CsvProblem.at(handler.line, read, column, rule, detail, handler.excerpt));
    }

    /** Collects a record's fields and refuses what is too large or wrongly quoted. */
    private final class Handler extends AbstractBaseCsvCallbackHandler<List<String>> {

        private List<String> fields = List.of();
        private long line;
        private long seen;
        private int size;
        private String excerpt = "";

        @Override
        protected void handleBegin(long startingLine) {
            line = startingLine;
            fields = new ArrayList<>(Math.max(16, header.size()));
            seen = decoder.delivered();
            size = 0;
            excerpt = "";
        }

        @Override
        protected void handleField(int index, char[] text, int offset, int length, boolean quoted) {
            size += length;
            if (length > MAX_FIELD) {
                excerpt = new String(text, offset, 2 * CsvProblem.SHOWN);
                throw broken(Rule.FIELD_TOO_LARGE, Integer.toString(MAX_FIELD));
            }
            if (index >= MAX_FIELDS) {
                throw broken(Rule.FIELD_COUNT, "≤ " + MAX_FIELDS);
            }
            if (size > MAX_RECORD) {
                throw broken(Rule.RECORD_TOO_LARGE, Integer.toString(MAX_RECORD));
            }
            String field = new String(text, offset, length);
            if (!quoted && field.indexOf('"') >= 0) {
                excerpt = field;
                throw broken(Rule.QUOTES, "");
            }
            fields.add(field);
            seen = decoder.delivered();
        }

        @Override
        protected List<String> buildRecord() {
            return fields;
        }

        private int place() {
            return fields.size();
        }
    }
}
