package org.zhengshu.kernel.boundary;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The forms in which a table of rows leaves over HTTP (应答格式). */
public enum Form {
    JSON("application/json") {
        @Override
        public Message write(Tabular table) {
            return body(json(table));
        }
    },
    XML("application/xml") {
        @Override
        public Message write(Tabular table) {
            return body(TypedXml.bytes(table.element(), table.namespace(), table));
        }
    },
    CSV("text/csv") {
        @Override
        public Message write(Tabular table) {
            return body(CsvText.of(table).getBytes(StandardCharsets.UTF_8));
        }
    },
    /** One JSON object a line, each line ended by a line feed. */
    NDJSON("application/x-ndjson") {
        @Override
        public Message write(Tabular table) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (Map<String, Object> row : table.table()) {
                lines.writeBytes(json(row));
                lines.write('\n');
            }
            return body(lines.toByteArray());
        }
    };

    private final String mediaType;

    Form(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The exact bytes of the body, which the receipt covers. */
    public abstract Message write(Tabular table);

    private static Message body(byte[] bytes) {
        return new Message(bytes, Message.BODY);
    }

    private static byte[] json(Object value) {
        try {
            return Json.MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
